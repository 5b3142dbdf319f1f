import BusinessTime
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import Sandbox

/// Brings requests from HTTP to the rules, and endings from the rules to HTTP.
struct GraphFace: Sendable {
  let state: SandboxState
  let clock: SandboxClock
  /// Called after anything that may have made something due.
  let nudge: @Sendable () -> Void

  func respond(to request: Request, _ writer: consuming ResponseWriter, on channel: any Channel) async throws {
    let body = try await body(of: request)
    let now = clock.now()
    let graphRequest = GraphRequest(
      method: request.method.rawValue, path: request.uri.path, query: Self.query(of: request.uri),
      authorization: request.headers[.authorization], body: body ?? [])
    let reply = state.change { rules in
      body == nil ? rules.refuse(.tooLarge) : rules.answer(graphRequest, at: now)
    }
    state.record(
      RecordedRequest(
        at: now, method: graphRequest.method, target: request.head.path ?? "", path: graphRequest.path,
        headers: request.headers, body: graphRequest.body, acceptedID: reply.acceptedID,
        answered: reply.ending.status))
    nudge()
    if reply.delayMilliseconds > 0 { try await clock.sleep(now.adding(milliseconds: reply.delayMilliseconds)) }
    try await end(reply.ending, writer, on: channel)
  }

  /// Nil when there is more of it than is read.
  private func body(of request: Request) async throws -> [UInt8]? {
    do {
      return Array(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
    } catch is NIOTooManyBytesError {
      return nil
    }
  }

  /// The largest body that is read, in bytes: far above any send.
  private static let bodyLimit = 5 * 1024 * 1024

  private func end(
    _ ending: GraphReply.Ending, _ writer: consuming ResponseWriter, on channel: any Channel
  ) async throws {
    switch ending {
    case .answer(let status, let contentType, let body):
      let head = head(status: status, contentType: contentType, length: body.count)
      try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    case .truncated(let status, let body):
      let head = head(status: status, contentType: "application/json; charset=UTF-8", length: body.count)
      let bodyWriter = try await writer.writeHead(head)
      try await Self.writeHalf(of: body, to: bodyWriter)
      try await cut(channel, reset: false)
    case .cut(let reset):
      try await cut(channel, reset: reset)
    }
  }

  private static func writeHalf(of body: [UInt8], to writer: some ResponseBodyWriter) async throws {
    var writer = writer
    try await writer.write(ByteBuffer(bytes: body.prefix(body.count / 2)))
  }

  /// Closes the connection under the asker's feet; with a linger of zero the kernel sends RST.
  private func cut(_ channel: any Channel, reset: Bool) async throws {
    if reset, let socket = channel as? any SocketOptionProvider {
      try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    try? await channel.close(mode: .all)
    throw ConnectionCut()
  }

  /// Ends the server's handling of the connection.
  private struct ConnectionCut: Error {}

  private func head(status: Int, contentType: String, length: Int) -> HTTPResponse {
    var fields = HTTPFields()
    fields[.contentType] = contentType
    fields[.contentLength] = String(length)
    fields[.date] = clock.now().httpDate
    return HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: fields)
  }

  private static func query(of uri: URI) -> [String: String] {
    let items = URLComponents(string: "?" + (uri.query ?? ""))?.queryItems ?? []
    return Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
  }
}

extension GraphReply.Ending {
  /// The status that is answered; nil when the connection is cut before one.
  var status: Int? {
    switch self {
    case .answer(let status, _, _), .truncated(let status, _): status
    case .cut: nil
    }
  }
}
