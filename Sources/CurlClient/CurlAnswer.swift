import Gateway

/// The answer as it comes in, bounded, and whether it is whole.
///
/// libcurl calls a transfer fine when the peer closes in the middle of the header block; so the blank
/// line after the final answer's headers is what counts here.
struct CurlAnswer {
  private(set) var isTooLarge = false
  private var headerBytes = 0
  private var status = 0
  private var headersEnded = false
  private var headers: [HTTPHeader] = []
  private var body: [UInt8] = []
  private let maxHeaderBytes: Int
  private let maxBodyBytes: Int

  init(maxHeaderBytes: Int, maxBodyBytes: Int) {
    self.maxHeaderBytes = maxHeaderBytes
    self.maxBodyBytes = maxBodyBytes
  }

  /// A byte of some answer has come, be it an interim one.
  var hasBegun: Bool { headerBytes > 0 || !body.isEmpty }

  /// Only to be asked when libcurl says that the transfer is complete.
  var whole: HTTPAnswer? {
    headersEnded ? HTTPAnswer(status: status, headers: headers, body: body) : nil
  }

  mutating func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= maxHeaderBytes else {
      isTooLarge = true
      return false
    }
    // After the final answer's blank line come only trailers, which nobody reads.
    guard !headersEnded else { return true }
    if line.starts(with: Self.statusLine) {
      status = Self.status(of: line)
      headers.removeAll()
    } else if let header = Self.field(of: line) {
      headers.append(header)
    } else if line.first == UInt8(ascii: "\r") || line.first == UInt8(ascii: "\n") {
      headersEnded = status >= 200
    }
    return true
  }

  mutating func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= maxBodyBytes - body.count else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private static let statusLine = Array("HTTP/".utf8)

  /// `HTTP/1.1 200 OK` and `HTTP/2 200` alike: three digits after the first space; 0 when it is neither.
  private static func status(of line: UnsafeRawBufferPointer) -> Int {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")) else { return 0 }
    return Int(String(decoding: line[space...].dropFirst().prefix(3), as: UTF8.self)) ?? 0
  }

  private static func field(of line: UnsafeRawBufferPointer) -> HTTPHeader? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let first = line.first, !isBlank(first) else {
      return nil
    }
    return HTTPHeader(text(line[..<colon]).lowercased(), text(line[line.index(after: colon)...]))
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[..<end].drop(while: isBlank), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
}
