import NIOCore
import NIOHTTP1
import Sandbox

/// One request with the promise of its answer, written into a connection as a whole.
struct HTTPExchange: Sendable {
  var head: HTTPRequestHead
  var body: ByteBuffer
  var answer: EventLoopPromise<Answer>

  struct Answer: Sendable {
    var status: Int
    var body: ByteBuffer
    /// The connection may carry another exchange.
    var keepsAlive: Bool
  }
}

/// Carries one exchange at a time over a connection.
final class HTTPExchangeHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundIn = HTTPExchange
  typealias OutboundOut = HTTPClientRequestPart

  private var waiting: EventLoopPromise<HTTPExchange.Answer>?
  private var answer: HTTPExchange.Answer?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let exchange = unwrapOutboundIn(data)
    guard waiting == nil, context.channel.isActive else {
      exchange.answer.fail(ChannelError.ioOnClosedChannel)
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    waiting = exchange.answer
    context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil)
    context.write(wrapOutboundOut(.end(nil)), promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      answer = HTTPExchange.Answer(status: Int(head.status.code), body: ByteBuffer(), keepsAlive: head.isKeepAlive)
    case .body(var part):
      // Only a handshake's answer is ever looked at, and that is short.
      if let known = answer?.body.readableBytes, known < Self.keptBytes { answer?.body.writeBuffer(&part) }
    case .end:
      if let answer { waiting?.succeed(answer) }
      waiting = nil
      answer = nil
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    fail(ChannelError.eof)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    fail(error)
    context.close(promise: nil)
  }

  private func fail(_ error: any Error) {
    waiting?.fail(error)
    waiting = nil
    answer = nil
  }

  /// How much of an answer's body is kept, in bytes.
  private static let keptBytes = 65_536
}
