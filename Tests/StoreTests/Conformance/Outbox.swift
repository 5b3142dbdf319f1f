import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var outbox: [StoreCheck<S>] {
    [
      StoreCheck("one decision is told to one person once") { store in
        let due = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
        let hop = NoticeKey(subject: "first_response:m1", step: "due", hop: 1)
        try await store.transaction { (tables: inout S.Tables) throws in
          func alert(_ id: OutboxID, _ person: PersonID, _ notice: NoticeKey, about ref: Int64 = 1001) throws -> Bool {
            try tables.insertIfNew(
              Sample.entry(id, .alert, to: .person(person), conversation: ref, notice: notice))
          }
          #expect(try alert("o1", "ana", due))
          #expect(try !alert("o2", "ana", due))
          #expect(try tables.outboxEntry("o2") == nil)
          #expect(try alert("o3", "beto", due))
          #expect(try alert("o4", "ana", hop))
          #expect(try alert("o5", "ana", due, about: 1002))
        }
      },
      StoreCheck("an alert that repeats one in doubt is not barred by it") { store in
        let due = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
        var again = Sample.entry("o2", .alert, to: .person("ana"), notice: due)
        again.repeatOf = "o1"
        let repetition = again
        let wasNew = try await store.transaction { tables in
          _ = try tables.insertIfNew(Sample.entry("o1", .alert, to: .person("ana"), notice: due))
          return try tables.insertIfNew(repetition)
        }
        #expect(wasNew)
      },
      StoreCheck("messages without a notice are never taken for each other") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          #expect(try tables.insertIfNew(Sample.entry("o1")))
          #expect(try tables.insertIfNew(Sample.entry("o2")))
        }
      },
      StoreCheck("what people were told about a conversation: its alerts alone, the newest of them, oldest first") {
        store in
        try await store.transaction { tables in
          let subject = "first_response:m1"
          for (index, person) in ["ana", "beto", "lucia"].enumerated() {
            _ = try tables.insertIfNew(
              Sample.entry(
                OutboxID("o\(9 - index)"), .alert, to: .person(PersonID(person)),
                notice: NoticeKey(subject: subject, step: "due", hop: index), created: Int64(index)))
          }
          _ = try tables.insertIfNew(Sample.entry("o1"))
          _ = try tables.insertIfNew(Sample.entry("o2", .alert, to: .person("ana"), conversation: 1002))
          #expect(try tables.alerts(about: .of(1001), most: 5).map(\.id) == ["o9", "o8", "o7"])
          #expect(try tables.alerts(about: .of(1001), most: 2).map(\.id) == ["o8", "o7"])
          #expect(try tables.alerts(about: .of(1003), most: 5) == [])
        }
      },
      StoreCheck("a cancelled alert still bars its second telling") { store in
        let notice = NoticeKey(subject: "first_response:m1", step: "-5m", hop: 0)
        try await store.transaction { tables in
          var alert = Sample.entry("o1", .alert, to: .person("ana"), notice: notice)
          _ = try tables.insertIfNew(alert)
          alert.state = .cancelled
          try tables.update(alert)
          #expect(try !tables.insertIfNew(Sample.entry("o2", .alert, to: .person("ana"), notice: notice)))
        }
      },
      StoreCheck("an entry is found by its id, and by its wamid once it has one") { store in
        try await store.transaction { tables in
          var entry = Sample.entry("o1")
          _ = try tables.insertIfNew(entry)
          #expect(try tables.outboxEntry("o1") == entry)
          #expect(try tables.outboxEntry(wamid: "w1") == nil)
          entry.state = .accepted
          entry.wamid = "w1"
          entry.acceptedAt = Sample.at(3)
          try tables.update(entry)
          #expect(try tables.outboxEntry(wamid: "w1") == entry)
          #expect(try tables.outboxEntry("o1") == entry)
          #expect(try tables.counts().outboxByState == [.accepted: 1])
        }
      },
      StoreCheck("two entries never have one wamid") { store in
        try await store.transaction { tables in
          var (first, second) = (Sample.entry("o1"), Sample.entry("o2"))
          _ = try tables.insertIfNew(first)
          _ = try tables.insertIfNew(second)
          first.wamid = "w1"
          try tables.update(first)
          second.wamid = "w1"
          let stolen = second
          #expect(throws: (any Error).self) { try tables.savepoint { try $0.update(stolen) } }
          #expect(try tables.outboxEntry(wamid: "w1")?.id == "o1")
          #expect(try tables.outboxEntry("o2")?.wamid == nil)
        }
      },
      StoreCheck("an entry that is not there cannot be updated") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          #expect(throws: (any Error).self) { try tables.savepoint { try $0.update(Sample.entry("o9")) } }
          #expect(try tables.outboxEntry("o9") == nil)
        }
      },
      StoreCheck("the hourly cap counts a person's alerts since then, without the cancelled ones") { store in
        try await store.transaction { tables in
          func alert(_ id: OutboxID, _ person: PersonID, at created: Int64, _ state: OutboxEntry.State) throws {
            let notice = NoticeKey(subject: id.rawValue, step: "due", hop: 0)
            _ = try tables.insertIfNew(
              Sample.entry(id, .alert, to: .person(person), notice: notice, created: created, state: state))
          }
          try alert("o1", "ana", at: 99, .accepted)
          try alert("o2", "ana", at: 100, .accepted)
          try alert("o3", "ana", at: 200, .failed)
          try alert("o4", "ana", at: 200, .cancelled)
          try alert("o5", "beto", at: 200, .queued)
          _ = try tables.insertIfNew(Sample.entry("o6", .reply, to: .person("ana"), created: 200))
          #expect(try tables.alertCount(to: "ana", since: Sample.at(100)) == 2)
          #expect(try tables.alertCount(to: "ana", since: Sample.at(99)) == 3)
          #expect(try tables.alertCount(to: "caro", since: Sample.at(0)) == 0)
        }
      },
    ]
  }
}
