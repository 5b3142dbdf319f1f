import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Sandbox
import SandboxHTTP
import ServiceLifecycle
import Synchronization
import Testing

/// A gateway that answers what it is told to, and keeps what came.
final class CallbackStub: Sendable {
  struct Received: Sendable {
    var signature: String?
    var body: [UInt8]
    /// The peer's port: the same for requests of one connection.
    var peerPort: Int?
    var target: String
  }

  private struct Contents {
    var received: [Received] = []
    var answers: [Int]
  }

  private let contents: Mutex<Contents>

  /// The statuses of the first answers; 200 from then on.
  init(answers: [Int] = []) { contents = Mutex(Contents(answers: answers)) }

  var received: [Received] { contents.withLock(\.received) }

  /// Runs it for as long as the body takes, and hands over its address.
  func whileRunning<Value: Sendable>(_ body: @Sendable (CallbackURL) async throws -> Value) async throws -> Value {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    var quiet = Logger(label: "stub")
    quiet.logLevel = .critical
    let server = try HTTPServerBuilder.http1().buildServer(
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: 0)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: quiet,
      responder: { request, writer, channel in
        let body = try await request.body.collect(upTo: 8 << 20)
        let received = Received(
          signature: request.headers[HTTPField.Name("X-Hub-Signature-256")!], body: Array(body.readableBytesView),
          peerPort: channel.remoteAddress?.port, target: request.head.path ?? "")
        let answer = self.answer(to: received)
        var head = HTTPResponse(status: .init(code: answer.status))
        head.headerFields[.contentLength] = String(answer.body.utf8.count)
        try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
      },
      onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      var iterator = ports.makeAsyncIterator()
      let number = await iterator.next() ?? 0
      return try await body(try #require(CallbackURL("http://127.0.0.1:\(number)/webhooks/whatsapp")))
    }
  }

  private func answer(to received: Received) -> (status: Int, body: String) {
    contents.withLock { contents in
      contents.received.append(received)
      let status = contents.answers.isEmpty ? 200 : contents.answers.removeFirst()
      let challenge = received.target.split(separator: "&").first { $0.hasPrefix("hub.challenge=") }
      return (status, challenge.map { String($0.dropFirst("hub.challenge=".count)) } ?? "")
    }
  }
}
