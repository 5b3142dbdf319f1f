import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOPosix
import Sandbox
import Synchronization

/// Brings requests to the gateway over connections that stay open, one request at a time on each.
final class WebhookClient: Sendable {
  private let idle = Mutex<[any Channel]>([])
  private let callback: CallbackURL
  private let timeout: TimeAmount

  init(callback: CallbackURL, timeoutMilliseconds: Int64) {
    self.callback = callback
    timeout = .milliseconds(timeoutMilliseconds)
  }

  /// Posts the bytes as they are, with whatever signature is given.
  func post(_ body: [UInt8], signature: String?) async throws -> Int {
    var head = HTTPRequestHead(version: .http1_1, method: .POST, uri: callback.path)
    head.headers.add(name: "content-type", value: "application/json")
    head.headers.add(name: "user-agent", value: "facebookexternalua")
    if let signature { head.headers.add(name: "x-hub-signature-256", value: signature) }
    return try await exchange(head, ByteBuffer(bytes: body)).status
  }

  /// The handshake: what the gateway answers to a challenge.
  func handshake(query: String) async throws -> HTTPExchange.Answer {
    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "\(callback.path)?\(query)")
    return try await exchange(head, ByteBuffer())
  }

  /// Closes the connections that carry nothing.
  func close() async {
    let channels = idle.withLock { idle in
      let channels = idle
      idle.removeAll()
      return channels
    }
    for channel in channels { try? await channel.close() }
  }

  private func exchange(_ head: HTTPRequestHead, _ body: ByteBuffer) async throws -> HTTPExchange.Answer {
    var head = head
    head.headers.add(name: "host", value: "\(callback.host):\(callback.port)")
    head.headers.add(name: "content-length", value: String(body.readableBytes))
    let channel = try await connection()
    let promise = channel.eventLoop.makePromise(of: HTTPExchange.Answer.self)
    let alarm = channel.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
    // A connection that was closed since it was looked at has no handler any more that would fail the answer.
    channel.writeAndFlush(HTTPExchange(head: head, body: body, answer: promise)).whenFailure { promise.fail($0) }
    defer { alarm.cancel() }
    do {
      let answer = try await promise.futureResult.get()
      if answer.keepsAlive { idle.withLock { $0.append(channel) } } else { channel.close(promise: nil) }
      return answer
    } catch {
      channel.close(promise: nil)
      throw error
    }
  }

  private func connection() async throws -> any Channel {
    while let channel = idle.withLock({ $0.popLast() }) {
      if channel.isActive { return channel }
    }
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(ChannelOptions.tcpOption(.tcp_nodelay), value: 1)
      .connectTimeout(timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          try channel.pipeline.syncOperations.addHandler(HTTPExchangeHandler())
        }
      }
      .connect(host: callback.host, port: callback.port).get()
  }
}
