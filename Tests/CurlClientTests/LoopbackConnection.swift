import Foundation

/// The server's end of one connection. Confined to its script's thread.
final class LoopbackConnection {
  private let socket: Int32
  private var isClosed = false

  init(socket: Int32) { self.socket = socket }

  /// Reads one whole HTTP/1.1 request; nil when the client closed before it was whole.
  func readRequest() -> WireRequest? {
    var bytes: [UInt8] = []
    while true {
      if let request = WireRequest(bytes) { return request }
      guard let more = read() else { return nil }
      bytes += more
    }
  }

  /// The next bytes; nil when the client closed or reset.
  func read() -> [UInt8]? {
    let part = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
    }
    return part.isEmpty ? nil : part
  }

  func readUntilClosed() {
    while read() != nil {}
  }

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  func answer(_ body: String, status: String = "200 OK") {
    write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
  }

  /// Tells the client that nothing more comes.
  func finish() { shutdown(socket, Int32(SHUT_RDWR)) }

  /// Makes the close that follows a reset.
  func closeHard() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  func close() {
    if !isClosed { _ = Foundation.close(socket) }
    isClosed = true
  }

  typealias NameOf = (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32

  /// Of either family; 0 for a Unix socket.
  static func port(of socket: Int32, _ name: NameOf) -> UInt16 {
    var storage = sockaddr_in6()
    var size = socklen_t(MemoryLayout.size(ofValue: storage))
    let known = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { name(socket, $0, &size) }
    }
    guard known == 0, storage.sin6_family != sa_family_t(AF_UNIX) else { return 0 }
    return UInt16(bigEndian: storage.sin6_port)
  }
}

/// A request as it stood on the wire.
struct WireRequest: Sendable, Equatable {
  let line: String
  /// In order, as sent.
  let fields: [String]
  let body: [UInt8]

  /// Nil while bytes are missing.
  init?(_ bytes: [UInt8]) {
    let blank = Array("\r\n\r\n".utf8)
    guard let end = bytes.firstRange(of: blank) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
    let rest = bytes[end.upperBound...]
    guard rest.count >= length ?? 0 else { return nil }
    line = lines[0]
    fields = Array(lines.dropFirst())
    body = Array(rest.prefix(length ?? 0))
  }
}
