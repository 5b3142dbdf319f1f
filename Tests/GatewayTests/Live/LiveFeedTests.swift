import BusinessTime
import Gateway
import Testing

@Suite("the live feed")
struct LiveFeedTests {
  private func event(_ place: Int) -> FeedEvent { .received(ReceiveReport(new: place)) }

  @Test("a listener that is too slow loses events, is told how many, and holds up nobody")
  func slow() async throws {
    let feed = LiveFeed()
    var slow = try #require(feed.listen()).makeAsyncIterator()
    feed.publish((0..<300).map(event))
    for place in 0..<256 { #expect(await slow.next() == event(place)) }
    feed.publish([event(300)])
    #expect(await slow.next() == .lost(44))
    #expect(await slow.next() == event(300))
  }

  @Test("a listener that leaves is forgotten, and there is room for 256")
  func listeners() async throws {
    let feed = LiveFeed()
    var streams = (0..<256).compactMap { _ in feed.listen() }
    #expect(streams.count == 256)
    #expect(feed.listen() == nil)
    let leaving = streams.removeLast()
    let task = Task { for await _ in leaving {} }
    task.cancel()
    await task.value
    #expect(feed.listenerCount == 255)
    feed.close()
    #expect(feed.listenerCount == 0)
    var ended = streams[0].makeAsyncIterator()
    #expect(await ended.next() == nil)
  }

  @Test("a nudge before the wait is not lost, and many are one")
  func signal() async {
    let signal = Signal()
    let clock = StepClock()
    signal.raise()
    signal.raise()
    await signal.wait()
    let waiting = Task { await signal.wait(until: StepClock.monday.adding(seconds: 60), on: clock) }
    clock.advance(seconds: 60)
    await waiting.value
    let cancelled = Task { await signal.wait() }
    cancelled.cancel()
    await cancelled.value
  }
}
