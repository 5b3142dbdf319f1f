import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var transactions: [StoreCheck<S>] {
    [
      StoreCheck("what a transaction wrote is there after it") { store in
        let wasNew = try await store.transaction { try $0.insertIfNew(Sample.message("w1")) }
        #expect(wasNew)
        #expect(try await store.read { try $0.counts().messages } == 1)
      },
      StoreCheck("a transaction sees its own writes") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("c1"))
          #expect(try tables.contact("c1") != nil)
        }
      },
      StoreCheck("a transaction that throws leaves nothing, and its error comes out") { store in
        await #expect(throws: Deliberate()) {
          try await store.transaction { tables in
            try tables.save(Sample.contact("c1"))
            try tables.append(JournalEntry(at: Sample.at(0), seed: Seed(high: 1, low: 2), body: .wake(.pager("ana"))))
            throw Deliberate()
          }
        }
        let isThere = try await store.transaction { try $0.contact("c1") != nil }
        #expect(!isThere)
        #expect(try await store.read { try $0.counts() } == StoreCounts())
      },
      StoreCheck("the store goes on after a transaction that threw") { store in
        _ = try? await store.transaction { _ in throw Deliberate() }
        try await store.transaction { try $0.save(Sample.contact("c1")) }
        #expect(try await store.transaction { try $0.contact("c1") != nil })
      },
      StoreCheck("the first of three savepoints fails alone") { store in
        let left = try await survivors(in: store, failing: 0)
        #expect(left == ["c1", "c2"])
      },
      StoreCheck("the middle one of three savepoints fails alone") { store in
        let left = try await survivors(in: store, failing: 1)
        #expect(left == ["c0", "c2"])
      },
      StoreCheck("the last of three savepoints fails alone") { store in
        let left = try await survivors(in: store, failing: 2)
        #expect(left == ["c0", "c1"])
      },
      StoreCheck("every table is rolled back with its savepoint, and what is unique is free again") { store in
        try await store.transaction { tables in
          #expect(throws: Deliberate()) {
            try tables.savepoint { tables in
              try writeEverywhere(&tables)
              throw Deliberate()
            }
          }
          #expect(try tables.counts() == StoreCounts())
          #expect(try tables.nextRef() == .of(1001))
          try writeEverywhere(&tables)
        }
        let counts = try await store.read { try $0.counts() }
        #expect(counts.journal == 1 && counts.messages == 1 && counts.outboxByState == [.queued: 1])
      },
      StoreCheck("an inner savepoint that fails leaves the outer one's writes") { store in
        try await store.transaction { tables in
          try tables.savepoint { tables in
            try tables.save(Sample.contact("outer"))
            _ = try? tables.savepoint { tables in
              try tables.save(Sample.contact("inner"))
              throw Deliberate()
            }
          }
        }
        #expect(try await store.transaction { try $0.contact("outer") != nil && $0.contact("inner") == nil })
      },
      StoreCheck("an outer savepoint that fails takes the inner one's writes with it") { store in
        try await store.transaction { tables in
          _ = try? tables.savepoint { tables in
            try tables.savepoint { try $0.save(Sample.contact("inner")) }
            throw Deliberate()
          }
        }
        #expect(try await store.transaction { try $0.contact("inner") == nil })
      },
      StoreCheck("a violated constraint costs its savepoint and nothing else") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("c1"))
          _ = try tables.insertIfNew(Sample.entry("o1"))
          #expect(throws: (any Error).self) {
            try tables.savepoint { tables in
              try tables.save(Sample.contact("c2"))
              _ = try tables.insertIfNew(Sample.entry("o1"))
            }
          }
        }
        #expect(try await store.transaction { try $0.contact("c1") != nil && $0.contact("c2") == nil })
      },
      StoreCheck("a transaction that is lost stays lost, whoever swallows the error") { store in
        let lost = StoreError.unavailable(reason: "disk_full")
        await #expect(throws: lost) {
          try await store.transaction { tables in
            try tables.save(Sample.contact("c1"))
            _ = try? tables.savepoint { _ in throw lost }
          }
        }
        let isGone = try await store.transaction { try $0.contact("c1") == nil }
        #expect(isGone)
      },
      StoreCheck("a closed store says so to everybody, and can be closed twice") { store in
        await store.close()
        await store.close()
        await #expect(throws: StoreError.closed) { try await store.transaction { _ in } }
        await #expect(throws: StoreError.closed) { try await store.read { _ in } }
      },
    ]
  }

  /// Saves `c0`, `c1`, `c2`, each in a savepoint; the one at `position` fails after its write.
  private static func survivors(in store: S, failing position: Int) async throws -> [String] {
    try await store.transaction { tables in
      for index in 0..<3 {
        _ = try? tables.savepoint { tables in
          try tables.save(Sample.contact(ContactID("c\(index)")))
          if index == position { throw Deliberate() }
        }
      }
    }
    return try await store.transaction { tables in
      try ["c0", "c1", "c2"].filter { try tables.contact(ContactID($0)) != nil }
    }
  }

  private static func writeEverywhere(_ tables: inout S.Tables) throws {
    try tables.save(Sample.contact("c1"))
    try tables.save(Sample.conversation(1001))
    let notice = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    let isNew = [
      try tables.insertIfNew(Sample.message("w1")),
      try tables.insertIfNew(Sample.entry("o1", .alert, to: .person("ana"), notice: notice)),
      try tables.insertIfNew(Sample.status("w9", .sent), receivedAt: Sample.at(0)),
      try tables.insertIfNew(StoredRules(version: "v1", source: "version: 1", adoptedAt: Sample.at(0))),
    ]
    #expect(isNew == [true, true, true, true])
    try tables.save(Pager(person: "ana"))
    try tables.save(Line(number: Sample.number))
    try tables.append([TimelineEntry(at: Sample.at(0), what: "opened", why: "first message")], to: .of(1001))
    try tables.save(Sample.clock(due: 900), of: .of(1001))
    try tables.append(JournalEntry(at: Sample.at(0), seed: Seed(high: 1, low: 2), body: .wake(.pager("ana"))))
    try tables.insert(StoredEnvelope(id: "e1", receivedAt: Sample.at(0), remainder: [1], secretIndex: 0))
    try tables.insert(
      QuarantineRow(id: "q1", receivedAt: Sample.at(0), reason: "unreadable", envelope: nil, offset: nil, bytes: [2]))
    try tables.insert(
      TokenRow(
        id: "t1", digest: "aa", owner: .person("ana"), role: .agent, createdAt: Sample.at(0), revokedAt: nil))
  }
}
