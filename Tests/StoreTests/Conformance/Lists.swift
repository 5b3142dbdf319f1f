import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var lists: [StoreCheck<S>] {
    [
      StoreCheck("a list by due time has what has no due time last; newest goes by opening") { store in
        try await store.transaction { tables in
          try fill(&tables)
          #expect(try refs(tables, Sample.query()) == [1003, 1001, 1004, 1002, 1005])
          #expect(try refs(tables, Sample.query { $0.sort = .newest }) == [1005, 1002, 1004, 1003, 1001])
        }
      },
      StoreCheck("a list is judged by the time that is asked about") { store in
        try await store.transaction { tables in
          try fill(&tables)
          func at(_ now: Int64, _ sla: SLAState) throws -> [Int64] {
            try refs(tables, Sample.query(now) { $0.sla = sla })
          }
          #expect(try at(0, .overdue) == [])
          #expect(try at(99, .overdue) == [])
          #expect(try at(100, .overdue) == [1003])
          #expect(try at(0, .onTime) == [1003, 1001, 1004])
          #expect(try at(150, .dueSoon) == [1001])
          #expect(try at(149, .dueSoon) == [])
          #expect(try at(150, .onTime) == [1004])
          #expect(try at(900, .overdue) == [1003, 1001, 1004])
          #expect(try at(0, .none) == [1002, 1005])
        }
      },
      StoreCheck("a list is filtered by states, person and team, all together") { store in
        try await store.transaction { tables in
          try fill(&tables)
          #expect(try refs(tables, Sample.query { $0.states = [.open] }) == [1003, 1001, 1002])
          #expect(try refs(tables, Sample.query { $0.states = [.resolved, .closed] }) == [1004, 1005])
          #expect(try refs(tables, Sample.query { $0.assignee = "ana" }) == [1001, 1002])
          #expect(try refs(tables, Sample.query { $0.team = "ventas" }) == [1003, 1005])
          #expect(
            try refs(
              tables,
              Sample.query {
                $0.states = [.open]
                $0.assignee = "ana"
                $0.team = "soporte"
                $0.sla = SLAState.none
              }) == [1002])
        }
      },
      StoreCheck("pages neither overlap nor leave anything out, ties and what has no due time among them") { store in
        try await store.transaction { tables in
          try fill(&tables)
          func page(_ sort: ConversationQuery.Sort, after time: Int64?, _ ref: Int64) throws -> [Int64] {
            try refs(
              tables,
              Sample.query {
                $0.after = ConversationPlace(time: time.map(Sample.at), ref: .of(ref))
                $0.most = 2
                $0.sort = sort
              })
          }
          #expect(try refs(tables, Sample.query { $0.most = 2 }) == [1003, 1001])
          #expect(try page(.due, after: 200, 1001) == [1004, 1002])
          #expect(try page(.due, after: nil, 1002) == [1005])
          #expect(try page(.due, after: nil, 1005) == [])
          #expect(try page(.newest, after: 4, 1002) == [1004, 1003])
          #expect(try page(.newest, after: 2, 1003) == [1001])
          #expect(try page(.newest, after: 1, 1001) == [])
        }
      },
      StoreCheck("a page goes on behind its place whether or not anything stands there, and within its filters") {
        store in
        try await store.transaction { tables in
          try fill(&tables)
          func after(
            _ time: Int64?, _ ref: Int64, _ change: (inout ConversationQuery) -> Void = { _ in }
          ) throws -> [Int64] {
            try refs(
              tables,
              Sample.query {
                $0.after = ConversationPlace(time: time.map(Sample.at), ref: .of(ref))
                change(&$0)
              })
          }
          #expect(try after(150, 9999) == [1001, 1004, 1002, 1005])
          #expect(try after(200, 1002) == [1004, 1002, 1005])
          #expect(try after(nil, 1) == [1002, 1005])
          #expect(try after(100, 1003) { $0.states = [.open] } == [1001, 1002])
          #expect(try after(nil, 1001) { $0.states = [.open] } == [1002])
          #expect(try after(nil, 1002) { $0.states = [.open] } == [])
          #expect(try after(200, 1001) { $0.assignee = "ana" } == [1002])
          #expect(try after(nil, 1000) { $0.assignee = "ana" } == [1002])
          #expect(try after(100, 1003) { $0.sla = .onTime } == [1001, 1004])
          #expect(try after(nil, 1002) { $0.sla = SLAState.none } == [1005])
          #expect(try after(4, 9) { $0.sort = .newest } == [1004, 1003, 1001])
          #expect(
            try after(4, 1003) {
              $0.sort = .newest
              $0.states = [.open]
            } == [1002, 1003, 1001])
        }
      },
      StoreCheck("a text finds names without case and accents, parts of phones, and references") { store in
        try await store.transaction { tables in
          try fill(&tables)
          func found(_ text: String) throws -> [Int64] { try refs(tables, Sample.query { $0.text = text }).sorted() }
          #expect(try found("jose") == [1001, 1002])
          #expect(try found("ÍÑIGO") == [1003])
          #expect(try found("  josé pérez ") == [1001, 1002])
          #expect(try found("550102") == [1003])
          #expect(try found("+52 55 5555-0102") == [1003])
          #expect(try found("1004") == [1004])
          #expect(try found("#1004") == [1004])
          #expect(try found("#52") == [])
          #expect(try found("%") == [])
          #expect(try found("nadie") == [])
          #expect(try found("   ") == [1001, 1002, 1003, 1004, 1005])
        }
      },
    ]
  }

  private static func refs(_ tables: S.Tables, _ query: ConversationQuery) throws -> [Int64] {
    try tables.list(query).map(\.conversation.ref.number)
  }

  /// 1003 is due at 100, 1001 at 200 (soon from 150), 1004 at 200; 1002 and 1005 have no due time.
  private static func fill(_ tables: inout S.Tables) throws {
    try tables.save(Sample.contact("c1", phone: "525555550101", name: "José Pérez"))
    try tables.save(Sample.contact("c2", phone: "525555550102", name: "Íñigo"))
    try tables.save(Sample.contact("c3", phone: nil, userID: "MX.3", name: nil))
    var rows = [
      Sample.conversation(1001, contact: "c1", assignee: "ana", assigned: 0, opened: 1),
      Sample.conversation(1002, contact: "c1", number: "100000000000002", assignee: "ana", assigned: 0, opened: 4),
      Sample.conversation(1003, contact: "c2", team: "ventas", opened: 2),
      Sample.conversation(1004, contact: "c3", state: .resolved, opened: 3),
      Sample.conversation(1005, contact: "c3", state: .closed, team: "ventas", opened: 5),
    ]
    rows[0].clocks = [Sample.clock(due: 200, soon: 150)]
    rows[2].clocks = [Sample.clock(due: 100)]
    rows[3].clocks = [Sample.clock(due: 200)]
    for row in rows { try tables.save(row) }
  }
}
