import BusinessTime
import Testing

@testable import Helpdesk

/// One person's hourly cap, with every notice that ever went out to them.
private struct Pocket: Hashable {
  var pager = Pager(person: "ana")
  var now: Timestamp
  var history: [Timestamp] = []
  /// The latest time at which one went out: what was an hour old then stays forgotten when the clock is set back.
  var latest: Timestamp { max(now, history.max() ?? now) }

  func hash(into hasher: inout Hasher) {
    hasher.combine(now)
    hasher.combine(history)
  }
}

private enum PocketLetter: String, CaseIterable {
  case notice, urgent, twentyMinutes, almostAnHour, hour, twoSecondsBack

  func edge(from pocket: Pocket) -> Explorer<Pocket, PocketLetter>.Edge {
    var after = pocket
    var faults: [String] = []
    switch self {
    case .notice:
      let inTheLastHour = pocket.history.count { pocket.latest - $0 < 3_600_000 }
      let goesOut = after.pager.tell(at: pocket.now, cap: 2)
      if goesOut { after.history.append(pocket.now) }
      if goesOut != (inTheLastHour < 2) { faults.append("\(inTheLastHour) in the last hour, and told: \(goesOut)") }
      if !goesOut, after.pager != pocket.pager { faults.append("what did not go out is counted") }
    case .urgent:
      after.history.append(pocket.now)
      if !after.pager.tell(at: pocket.now, cap: nil) { faults.append("an urgent notice is held back by the cap") }
    case .twentyMinutes: after.now = pocket.now.adding(seconds: 1200)
    case .almostAnHour: after.now = pocket.now.adding(seconds: 3599)
    case .hour: after.now = pocket.now.adding(seconds: 3600)
    case .twoSecondsBack: after.now = pocket.now.adding(seconds: -2)
    }
    if after.pager.wakeAt != nil { faults.append("a pager waits for something") }
    return .init(state: after, faults: faults)
  }
}

@Suite struct PagerMachineTests {
  @Test("nobody is told more often in an hour than their cap allows, but for what is urgent")
  func cap() async {
    let explorer = Explorer(letters: PocketLetter.allCases, step: { $1.edge(from: $0) })
    let found = await explorer.explore(from: [Pocket(now: Story.time("mon 10:00"))], depth: 6)
    print(found.figure("pager"))
    #expect(found.faults == [])
  }
}
