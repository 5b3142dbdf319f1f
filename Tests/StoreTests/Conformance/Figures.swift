import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var figures: [StoreCheck<S>] {
    [
      StoreCheck("the figures of an empty store are all there, and zero") { store in
        let figures = try await store.read { try $0.figures(at: Sample.at(0)) }
        #expect(figures.outbox == [.queued: 0, .parked: 0, .inFlight: 0, .inDoubt: 0])
        #expect(figures.quarantine == 0)
        #expect(figures.alarmsDue == 0)
        #expect(figures.clocks.isEmpty)
      },
      StoreCheck("entries that are not settled are counted by state, those of history are not") { store in
        try await store.transaction { tables in
          for (index, state) in (OutboxEntry.State.allCases + [.queued, .parked, .queued]).enumerated() {
            _ = try tables.insertIfNew(Sample.entry(OutboxID("o\(index)"), due: nil, state: state))
          }
        }
        let figures = try await store.read { try $0.figures(at: Sample.at(0)) }
        #expect(figures.outbox == [.queued: 3, .parked: 2, .inFlight: 1, .inDoubt: 1])
      },
      StoreCheck("what lies in quarantine is counted") { store in
        try await store.transaction { tables in
          for index in 0..<3 {
            try tables.insert(
              QuarantineRow(
                id: "q\(index)", receivedAt: Sample.at(0), reason: "unreadable", envelope: nil, offset: nil, bytes: [1])
            )
          }
        }
        #expect(try await store.read { try $0.figures(at: Sample.at(0)) }.quarantine == 3)
      },
      StoreCheck("alarms count from their time on, conversations' and people's") { store in
        try await store.transaction { tables in
          var first = Sample.conversation(1001)
          first.assignAgainAt = Sample.at(10)
          var second = Sample.conversation(1002)
          second.assignAgainAt = Sample.at(20)
          try tables.save(first)
          try tables.save(second)
          try tables.save(Sample.conversation(1003))
        }
        func due(_ now: Int64) async throws -> Int {
          try await store.read { try $0.figures(at: Sample.at(now)) }.alarmsDue
        }
        #expect(try await due(9) == 0)
        #expect(try await due(10) == 1)
        #expect(try await due(20) == 2)
      },
      StoreCheck("clocks that wait for an answer are running until their time, and overdue from it on") { store in
        try await store.transaction { tables in
          for row in clocksInAllStates() { try tables.save(row) }
        }
        func clocks(_ now: Int64) async throws -> [ClockKind: StoreFigures.ClockCount] {
          try await store.read { try $0.figures(at: Sample.at(now)) }.clocks
        }
        #expect(
          try await clocks(99) == [
            .firstResponse: .init(running: 2, overdue: 0), .nextResponse: .init(running: 1, overdue: 0),
            .acknowledgement: .init(running: 1, overdue: 0),
          ])
        #expect(
          try await clocks(100) == [
            .firstResponse: .init(running: 1, overdue: 1), .nextResponse: .init(running: 1, overdue: 0),
            .acknowledgement: .init(running: 1, overdue: 0),
          ])
        #expect(try await clocks(500)[.nextResponse] == .init(running: 0, overdue: 1))
      },
      StoreCheck("of more waiting conversations than are looked at, those that are due first are") { store in
        try await store.transaction { tables in
          for ref in Int64(1001)...2010 {
            var row = Sample.conversation(ref)
            row.clocks = [Sample.clock(due: 3000 - ref)]
            try tables.save(row)
          }
        }
        // Due at 990, 991 and so on: the last to be saved first.
        let figures = try await store.read { try $0.figures(at: Sample.at(994)) }
        #expect(figures.clocks == [.firstResponse: .init(running: 995, overdue: 5)])
      },
    ]
  }

  /// Two first answers wait, due at 100 and 200, the first with an acknowledgement on its way; a later one, due at 300.
  /// Of the others nobody waits: answered, excluded, closed.
  private static func clocksInAllStates() -> [Conversation] {
    var rows = (1001...1006).map { Sample.conversation($0) }
    rows[0].clocks = [Sample.clock(due: 100), Sample.clock(.acknowledgement, due: nil)]
    rows[1].clocks = [Sample.clock(due: 200)]
    rows[2].clocks = [Sample.clock(.nextResponse, due: 300)]
    var answered = Sample.clock(due: 50)
    answered.stoppedAt = Sample.at(60)
    answered.outcome = .breached
    rows[3].clocks = [answered]
    var excluded = Sample.clock(due: 50)
    excluded.outcome = .excluded(reason: "corrected")
    rows[4].clocks = [excluded]
    rows[5].state = .closed
    rows[5].clocks = [Sample.clock(due: 50)]
    return rows
  }
}
