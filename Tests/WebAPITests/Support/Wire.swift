import Dispatch
import Foundation

/// One connection to loopback or to a Unix socket, byte by byte: whatever a client may do wrong can be done here.
///
/// Sendable because whatever reads or writes after `init` does so on its own serial queue, which keeps the blocking
/// calls off the cooperative pool as well.
final class Wire: @unchecked Sendable {
  struct Failed: Error { var what: String }

  private let socket: Int32
  private let queue = DispatchQueue(label: "acuse.test.wire")
  private var read: [UInt8] = []

  /// A server that does not answer within this fails the test instead of holding it up for ever.
  private static let patienceSeconds = 30

  init(port: Int) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try open(&address)
  }

  init(unix path: String) throws {
    socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    try open(&address)
  }

  deinit { _ = Foundation.close(socket) }

  private func open<Address>(_ address: inout Address) throws {
    var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(socket, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    guard result == 0 else { throw Failed(what: "connect: \(errno)") }
  }

  func write(_ bytes: [UInt8]) async throws {
    try await onQueue { [self] in
      var rest = bytes[...]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { throw Failed(what: "send: \(errno)") }
        rest = rest.dropFirst(sent)
      }
    }
  }

  func write(_ text: String) async throws { try await write(Array(text.utf8)) }

  /// The next answer, by its Content-Length.
  func answer() async throws -> WireAnswer {
    try await onQueue { [self] in
      while true {
        if let (answer, length) = WireAnswer.first(in: read) {
          read.removeFirst(length)
          return answer
        }
        guard let more = receive(), !more.isEmpty else { throw Failed(what: "no whole answer") }
        read += more
      }
    }
  }

  /// What has come up to that text, which is taken with it: for answers that do not end.
  func until(_ text: String) async throws -> String {
    try await onQueue { [self] in
      while true {
        if let found = read.firstRange(of: Array(text.utf8)) {
          let taken = String(decoding: read[..<found.upperBound], as: UTF8.self)
          read.removeFirst(found.upperBound)
          return taken
        }
        guard let more = receive(), !more.isEmpty else { throw Failed(what: "the server closed before \(text)") }
        read += more
      }
    }
  }

  /// Reads to the end of the connection; throws if there is none in time.
  func untilEnd() async throws -> String {
    try await onQueue { [self] in
      while let more = receive() {
        if more.isEmpty { return String(decoding: read, as: UTF8.self) }
        read += more
      }
      throw Failed(what: "the server did not close")
    }
  }

  /// True once the server has closed its side and nothing more came before that.
  func isEnded() async throws -> Bool {
    try await onQueue { [self] in read.isEmpty && receive()?.isEmpty == true }
  }

  /// True if nothing comes within that time.
  func isSilent(milliseconds: Int32) async throws -> Bool {
    try await onQueue { [self] in
      var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      return read.isEmpty && poll(&descriptor, 1, milliseconds) == 0
    }
  }

  /// What has come; empty at the end, nil if nothing came in time.
  private func receive() -> [UInt8]? {
    var got = 0
    let part = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      got = recv(socket, buffer.baseAddress, buffer.count, 0)
      count = max(0, got)
    }
    return got < 0 ? nil : part
  }

  private func onQueue<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: body)) }
    }
  }
}

/// An answer as it stood on the wire.
struct WireAnswer: Sendable {
  var status: Int
  /// By lower-case name.
  var headers: [String: String]
  var body: [UInt8]
  /// Head and body together.
  var whole: String

  var text: String { String(decoding: body, as: UTF8.self) }
  var object: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:] }

  /// The first whole answer and its length; nil while bytes are missing.
  static func first(in bytes: [UInt8]) -> (WireAnswer, Int)? {
    guard let blank = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<blank.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
    }
    let end = blank.upperBound + (headers["content-length"].flatMap { Int($0) } ?? 0)
    guard bytes.count >= end, let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") else {
      return nil
    }
    let whole = String(decoding: bytes[..<end], as: UTF8.self)
    return (WireAnswer(status: status, headers: headers, body: Array(bytes[blank.upperBound..<end]), whole: whole), end)
  }
}
