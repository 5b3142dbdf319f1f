import Foundation
import Gateway

/// Just enough HTTP/2 by hand (RFC 9113) over a real TLS handshake to answer, or to die, at a chosen moment.
/// Used by one thread at a time.
final class HTTP2Peer: Sendable {
  private let server: OpenSSLServer

  init() throws { server = try OpenSSLServer(names: "DNS:graph.example", "-alpn", "h2") }

  var certificate: String { server.certificate }

  func call(_ body: String) -> HTTPCall {
    var call = post("https://graph.example/v1/messages", body)
    call.unixSocketPath = server.socketPath
    return call
  }

  /// Waits for the client's preface and sends empty settings.
  func greet() {
    _ = server.read(through: Self.preface)
    server.write(frame(Self.settings, flags: 0, stream: 0, []))
  }

  /// The next request's stream and whole body.
  func readRequest() -> (stream: UInt8, body: [UInt8]) {
    var body: [UInt8] = []
    while let head = server.read(9) {
      let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
      let payload = server.read(length) ?? []
      if head[3] == Self.settings, head[4] == 0 { server.write(frame(Self.settings, flags: 1, stream: 0, [])) }
      if head[3] == Self.data { body += payload }
      let endsStream = head[4] & 1 == 1
      if endsStream, head[3] == Self.data || head[3] == Self.headers { return (head[8], body) }
    }
    return (0, body)
  }

  /// Status 200 is one byte of the static table.
  func answer(_ stream: UInt8, body: String, whole: Bool = true) {
    server.write(frame(Self.headers, flags: 4, stream: stream, [0x88]))
    server.write(frame(Self.data, flags: whole ? 1 : 0, stream: stream, Array(body.utf8)))
  }

  /// With 2 an internal error; with 7 (`REFUSED_STREAM`) the peer says that it has not looked at the request.
  func reset(_ stream: UInt8, code: UInt8) {
    server.write(frame(Self.resetStream, flags: 0, stream: stream, [0, 0, 0, code]))
  }

  /// Returns when the client has read everything so far: it has answered a ping.
  func waitUntilTaken() {
    server.write(frame(Self.ping, flags: 0, stream: 0, Array("taken?..".utf8)))
    while let head = server.read(9), server.read(Int(head[2])) != nil {
      if head[3] == Self.ping { return }
    }
  }

  /// Closes the connection and goes on accepting others.
  func hangUp() { server.write(Array("q\n".utf8)) }

  /// Ends the server; how many more HTTP/2 connections had begun by then.
  func prefacesSinceLastRead() -> Int {
    let rest = String(decoding: server.stop(), as: UTF8.self)
    return rest.components(separatedBy: Self.preface).count - 1
  }

  private func frame(_ type: UInt8, flags: UInt8, stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [0, 0, UInt8(payload.count), type, flags, 0, 0, 0, stream] + payload
  }

  private static let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
  private static let data: UInt8 = 0
  private static let headers: UInt8 = 1
  private static let resetStream: UInt8 = 3
  private static let settings: UInt8 = 4
  private static let ping: UInt8 = 6
}
