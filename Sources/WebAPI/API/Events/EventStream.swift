import Gateway
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization

/// One listener: the feed's events as they come, and a comment with each heartbeat.
///
/// It ends when the gateway stops and when its token is revoked. It is cut off when it falls behind by more than the
/// feed keeps for it, or takes nothing in for `WebLimits.listenerPatience`.
struct EventStream: Sendable {
  /// Why a stream is cut off; its connection closes.
  struct CutOff: Error {}

  private enum Ending { case over, tooSlow, broken }

  private let call: APICall
  private let events: AsyncStream<FeedEvent>

  init(_ call: APICall, _ events: AsyncStream<FeedEvent>) {
    self.call = call
    self.events = events
  }

  func write(to writer: any ResponseBodyWriter) async throws {
    let pen = Pen(writer)
    let ending = await cancelWhenGracefulShutdown { await run(pen) }
    guard ending == .over else { throw CutOff() }
    try await pen.finish()
  }

  /// Whichever ends first ends all.
  private func run(_ pen: Pen) async -> Ending {
    let (lines, feeder) = AsyncStream.makeStream(
      of: ByteBuffer.self, bufferingPolicy: .bufferingOldest(LiveFeed.mostBuffered))
    return await withTaskGroup(of: Ending.self) { group in
      group.addTask { await relay(to: feeder) }
      group.addTask { await beat(into: feeder, pen) }
      group.addTask { await pen.write(lines) ? .over : .broken }
      defer { group.cancelAll() }
      return await group.next() ?? .over
    }
  }

  private func relay(to feeder: AsyncStream<ByteBuffer>.Continuation) async -> Ending {
    var id = 0
    for await event in events {
      if case .lost = event { return .tooSlow }
      guard let text = EventText(event, at: call.services.clock.now()) else { continue }
      id += 1
      if case .dropped = feeder.yield(ByteBuffer(string: text.lines(id: id))) { return .tooSlow }
    }
    return .over
  }

  private func beat(into feeder: AsyncStream<ByteBuffer>.Continuation, _ pen: Pen) async -> Ending {
    // The first says at once that the stream is there.
    repeat {
      if pen.isStuck(for: call.services.limits.listenerPatience) { return .tooSlow }
      guard await isStillAllowed() else { return .over }
      feeder.yield(ByteBuffer(string: ": heartbeat\n\n"))
    } while (try? await Task.sleep(for: call.services.limits.heartbeat)) != nil
    return .over
  }

  /// A revoked token hears no more; a store that cannot be read now says nothing of it.
  private func isStillAllowed() async -> Bool {
    let digest = call.caller.digest
    guard let row = try? await call.services.read({ try $0.token(digest: digest) }) else { return true }
    return row.revokedAt == nil
  }
}

/// Writes, and knows since when a write has been waiting.
private final class Pen: Sendable {
  // One task writes, and whoever finishes does so after that task has ended: never two at a time.
  nonisolated(unsafe) private var writer: any ResponseBodyWriter
  private let since = Mutex<ContinuousClock.Instant?>(nil)

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  /// False if the connection took no more.
  func write(_ lines: AsyncStream<ByteBuffer>) async -> Bool {
    for await line in lines {
      since.withLock { $0 = .now }
      do { try await writer.write(line) } catch { return false }
      since.withLock { $0 = nil }
    }
    return true
  }

  func isStuck(for patience: Duration) -> Bool {
    since.withLock { $0.map { $0 + patience <= .now } ?? false }
  }

  func finish() async throws { try await writer.finish(nil) }
}
