import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var details: [StoreCheck<S>] {
    [
      StoreCheck("a conversation is shown with its last messages, oldest first, and its timeline in order") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("c1", name: "Ana"))
          try tables.save(Sample.conversation(1001))
          for index in 1...4 {
            _ = try tables.insertIfNew(
              Sample.message(Wamid("w\(index)"), id: MessageID("m\(index)"), at: Int64(index * 10)))
          }
          _ = try tables.insertIfNew(Sample.entry("o1", created: 25))
          _ = try tables.insertIfNew(Sample.entry("o2", .alert, to: .person("ana"), created: 26))
          let entries = ["opened", "assigned", "acknowledged"].map {
            TimelineEntry(at: Sample.at(1), what: $0, why: "because")
          }
          try tables.append(Array(entries.prefix(2)), to: .of(1001))
          try tables.append([], to: .of(1001))
          try tables.append([entries[0]], to: .of(1002))
          try tables.append(Array(entries.suffix(1)), to: .of(1001))
          let detail = try #require(try tables.detail(.of(1001), messages: 4))
          #expect(detail.summary.conversation.ref == .of(1001))
          #expect(detail.summary.contact.name == "Ana")
          #expect(detail.messages.map(\.occurredAt) == [20, 25, 30, 40].map(Sample.at))
          #expect(detail.timeline == entries)
          #expect(try tables.detail(.of(1002), messages: 4) == nil)
        }
      },
      StoreCheck("clocks are those that were decided and those that run, each once, oldest first") { store in
        try await store.transaction { tables in
          var forgotten = Sample.clock(starter: "m1", started: 0, due: 100)
          forgotten.outcome = .met
          var decided = Sample.clock(.nextResponse, starter: "m2", started: 200, due: 300)
          decided.outcome = .breached
          var answered = decided
          answered.stoppedAt = Sample.at(400)
          let running = Sample.clock(.nextResponse, starter: "m3", started: 500, due: 600)
          var conversation = Sample.conversation(1001)
          conversation.clocks = [decided, running]
          try tables.save(Sample.contact("c1"))
          try tables.save(conversation)
          try tables.save(forgotten, of: .of(1001))
          try tables.save(decided, of: .of(1001))
          try tables.save(answered, of: .of(1001))
          try tables.save(decided, of: .of(1002))
          let detail = try #require(try tables.detail(.of(1001), messages: 1))
          #expect(detail.clocks == [forgotten, answered, running])
        }
      },
    ]
  }
}
