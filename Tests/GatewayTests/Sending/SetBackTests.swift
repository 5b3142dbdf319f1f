import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("budgets under a clock that is set back")
struct SetBackTests {
  private let start = StepClock.monday

  @Test("a recipient's debt lasts as long as it would have, not as long as the clock was set back")
  func pair() {
    var budgets = SendBudgets(throughput: { _ in 1000 })
    let pair = SendBudgets.Pair(number: "1", recipient: "p:lucia")
    let ahead = start.adding(seconds: 3600)
    for _ in 0..<45 { #expect(isBooked(budgets.take(pair, at: ahead))) }
    #expect(!isBooked(budgets.take(pair, at: start)))
    #expect(!isBooked(budgets.take(pair, at: start.adding(seconds: 269))))
    #expect(isBooked(budgets.take(pair, at: start.adding(seconds: 271))))
  }

  private func isBooked(_ answer: SendBudgets.Answer) -> Bool {
    if case .booked = answer { true } else { false }
  }
}
