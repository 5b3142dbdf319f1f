import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("budgets")
struct BudgetTests {
  private let start = StepClock.monday

  @Test("45 to one recipient at once, then silence for 45 times six seconds")
  func burst() {
    var pair = PairBudget(at: start)
    for _ in 1..<45 { expect(&pair, takes: true, at: 0) }
    expect(&pair, takes: false, at: 0)
    expect(&pair, takes: false, at: 270_249)
    expect(&pair, takes: true, at: 270_250)
  }

  @Test("a burst of 20 means two minutes of silence, as Meta says")
  func twenty() {
    var pair = PairBudget(at: start)
    for _ in 1..<20 { expect(&pair, takes: true, at: 0) }
    expect(&pair, takes: false, at: 6 * 1000)
    expect(&pair, takes: false, at: 120 * 1000)
    #expect(pair.ready(after: start.adding(seconds: 6)) == start.adding(milliseconds: 120_250))
  }

  @Test("one every six and a quarter seconds goes on for ever")
  func steady() {
    var pair = PairBudget(at: start)
    for place in 1...1000 { expect(&pair, takes: true, at: Int64(place) * 6250) }
  }

  @Test("a debt begins with the answer, because Meta may have had the message only then")
  func slowAnswer() {
    var pair = PairBudget(at: start)
    pair.answered(at: start.adding(seconds: 7))
    expect(&pair, takes: false, at: 13_249)
    expect(&pair, takes: true, at: 13_250)
    // Of a burst the debt is the larger of what all of it costs and what the last one alone does.
    pair = PairBudget(at: start)
    for _ in 1..<45 { expect(&pair, takes: true, at: 0) }
    pair.answered(at: start.adding(seconds: 1))
    expect(&pair, takes: false, at: 270_249)
    expect(&pair, takes: true, at: 270_250)
  }

  @Test("a debt begins when the message goes out, however long the claim took")
  func slowClaim() {
    var budgets = SendBudgets { _ in 1000 }
    let pair = SendBudgets.Pair(number: House.number, recipient: "c:0100")
    let later = start.adding(seconds: 3600)
    guard case .booked(let booking) = budgets.take(pair, at: start) else {
      Issue.record("the first message was not booked")
      return
    }
    budgets.begin(booking, at: later)
    for _ in 1..<45 {
      if case .booked = budgets.take(pair, at: later) { continue }
      Issue.record("fewer than 45 went out at once")
      return
    }
    guard case .recipientWaits(let until) = budgets.take(pair, at: later) else {
      Issue.record("a 46th message went out at once")
      return
    }
    #expect(until == later.adding(milliseconds: 270_250))
  }

  @Test("what a restart cut off counts from the latest time at which Meta can have had it")
  func remembered() {
    var budgets = SendBudgets { _ in 1000 }
    let pair = SendBudgets.Pair(number: House.number, recipient: "c:0100")
    budgets.remember(pair, at: start, latest: start.adding(seconds: 20))
    guard case .recipientWaits(let until) = budgets.take(pair, at: start.adding(seconds: 21)) else {
      Issue.record("the debt was forgotten")
      return
    }
    #expect(until == start.adding(milliseconds: 26_250))
  }

  @Test("in no second does a number exceed its throughput", arguments: [1, 2, 5, 20, 80, 1000])
  func throughput(limit: Int) {
    var bucket = TokenBucket(throughput: limit, at: start)
    var sent: [Int64] = []
    for millisecond in 0..<5000 as Range<Int64> {
      while bucket.take(at: start.adding(milliseconds: millisecond)) { sent.append(millisecond) }
    }
    #expect(sent.indices.allSatisfy { $0 < limit || sent[$0] - sent[$0 - limit] >= 1000 })
    #expect(sent.count >= limit * 5 / 2)
  }

  @Test("another throughput counts at once, and what was spent stays spent")
  func adjusted() {
    var bucket = TokenBucket(throughput: 80, at: start)
    for _ in 0..<8 { expect(&bucket, takes: true, at: 0) }
    bucket.adjust(throughput: 10, at: start)
    expect(&bucket, takes: false, at: 0)
    // One at once and nine a second: a tenth of ten, and the rest.
    #expect(bucket.ready(after: start) == start.adding(milliseconds: 112))
    expect(&bucket, takes: true, at: 1000)
    expect(&bucket, takes: false, at: 1000)
  }

  @Test("a slowed number sends half as fast, and is itself again after fifty seconds")
  func slowed() {
    var bucket = TokenBucket(throughput: 80, at: start)
    bucket.slowDown(at: start)
    #expect(bucket.isSlowed)
    expect(&bucket, takes: false, at: 0)
    // 72 a second flow; half of that is one every 27.8 ms.
    let ready = bucket.ready(after: start)
    #expect(ready == start.adding(milliseconds: 28))
    _ = bucket.take(at: start.adding(seconds: 49))
    #expect(bucket.isSlowed)
    _ = bucket.take(at: start.adding(seconds: 51))
    #expect(!bucket.isSlowed)
  }

  @Test("a pause from outside lasts an hour at most, and a clock set back does not prolong it")
  func paused() {
    var bucket = TokenBucket(throughput: 80, at: start)
    bucket.pause(seconds: 1_000_000, at: start)
    expect(&bucket, takes: false, at: 3599 * 1000)
    expect(&bucket, takes: true, at: 3600 * 1000)
    bucket.pause(seconds: 60, at: start.adding(seconds: 3600))
    expect(&bucket, takes: true, at: -86_400 * 1000)
  }

  @Test("a booking that is undone leaves no trace")
  func undone() {
    var budgets = SendBudgets { _ in 1 }
    let pair = SendBudgets.Pair(number: House.number, recipient: "c:0100")
    guard case .booked(let booking) = budgets.take(pair, at: start) else {
      Issue.record("the first message was not booked")
      return
    }
    guard case .numberWaits = budgets.take(pair, at: start) else {
      Issue.record("a second message in the same second was booked")
      return
    }
    budgets.undo(booking)
    guard case .booked = budgets.take(pair, at: start) else {
      Issue.record("the undone booking was not given back")
      return
    }
  }

  /// `milliseconds` after the start.
  private func expect(
    _ pair: inout PairBudget, takes: Bool, at milliseconds: Int64, _ place: SourceLocation = #_sourceLocation
  ) {
    let took = pair.take(at: start.adding(milliseconds: milliseconds))
    #expect(took == takes, sourceLocation: place)
  }

  private func expect(
    _ bucket: inout TokenBucket, takes: Bool, at milliseconds: Int64, _ place: SourceLocation = #_sourceLocation
  ) {
    let took = bucket.take(at: start.adding(milliseconds: milliseconds))
    #expect(took == takes, sourceLocation: place)
  }
}
