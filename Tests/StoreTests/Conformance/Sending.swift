import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var sending: [StoreCheck<S>] {
    [
      StoreCheck("sends come by rank, then due time, then id") { store in
        try await store.transaction { tables in
          for entry in [
            Sample.entry("o1", .optOutConfirmation, due: 0), Sample.entry("o2", .acknowledgement, due: 1),
            Sample.entry("o4", .reply, due: 5), Sample.entry("o3", .reply, due: 5),
            Sample.entry("o5", .alert, to: .person("ana"), due: 4), Sample.entry("o6", .reply, due: 11),
          ] {
            _ = try tables.insertIfNew(entry)
          }
          #expect(
            try tables.dueSends(at: Sample.at(10), most: 10).map(\.id) == ["o5", "o3", "o4", "o2", "o1"])
          #expect(try tables.dueSends(at: Sample.at(10), most: 4).map(\.id) == ["o5", "o3", "o4", "o2"])
          #expect(try tables.dueSends(at: Sample.at(11), most: 4).map(\.id) == ["o5", "o3", "o4", "o6"])
          #expect(try tables.dueSends(at: Sample.at(-1), most: 4).isEmpty)
        }
      },
      StoreCheck("only what waits is due: queued, parked, in flight, in doubt") { store in
        try await store.transaction { tables in
          for (index, state) in OutboxEntry.State.allCases.enumerated() {
            _ = try tables.insertIfNew(Sample.entry(OutboxID("o\(index)"), due: Int64(index), state: state))
          }
          _ = try tables.insertIfNew(Sample.entry("o9", due: nil, state: .parked))
          let due = try tables.dueSends(at: Sample.at(99), most: 99)
          #expect(due.map(\.state) == [.queued, .parked, .inFlight, .inDoubt])
          #expect(try tables.earliestSend() == Sample.at(0))
        }
      },
      StoreCheck("the earliest send is that of any rank, and none when nothing waits") { store in
        try await store.transaction { tables in
          #expect(try tables.earliestSend() == nil)
          _ = try tables.insertIfNew(Sample.entry("o1", .reply, due: 50))
          var late = Sample.entry("o2", .optOutConfirmation, due: 40)
          _ = try tables.insertIfNew(late)
          #expect(try tables.earliestSend() == Sample.at(40))
          late.dueAt = Sample.at(60)
          try tables.update(late)
          #expect(try tables.earliestSend() == Sample.at(50))
          late.state = .expired
          try tables.update(late)
          #expect(try tables.dueSends(at: Sample.at(99), most: 9).map(\.id) == ["o1"])
        }
      },
      StoreCheck("a busy recipient can be left out, so that it does not fill the list") { store in
        try await store.transaction { tables in
          for index in 0..<50 {
            _ = try tables.insertIfNew(Sample.entry(OutboxID("a\(index)"), to: .contact("busy"), due: 1))
          }
          _ = try tables.insertIfNew(Sample.entry("z1", to: .contact("free"), due: 2))
          _ = try tables.insertIfNew(Sample.entry("z2", to: .person("busy"), due: 2))
          let due = try tables.dueSends(at: Sample.at(9), most: 5, skipping: ["c:busy"])
          #expect(due.map(\.id) == ["z1", "z2"])
          #expect(try tables.dueSends(at: Sample.at(9), most: 5, skipping: ["c:busy", "p:busy"]).map(\.id) == ["z1"])
          #expect(try tables.dueSends(at: Sample.at(9), most: 5).count == 5)
        }
      },
      StoreCheck("what waits for a time in a stretch is found by its number, in the order of sending") { store in
        try await store.transaction { tables in
          _ = try tables.insertIfNew(Sample.entry("o1", .acknowledgement, due: 20, state: .parked))
          _ = try tables.insertIfNew(Sample.entry("o2", due: 30))
          _ = try tables.insertIfNew(Sample.entry("o3", due: 10, state: .parked))
          _ = try tables.insertIfNew(Sample.entry("o4", due: 31))
          _ = try tables.insertIfNew(Sample.entry("o5", due: 20, state: .inFlight))
          var other = Sample.entry("o6", due: 20)
          other.number = "100000000000002"
          _ = try tables.insertIfNew(other)
          _ = try tables.insertIfNew(Sample.entry("o7", due: 20, state: .parked))
          func held(_ most: Int) throws -> [OutboxID] {
            try tables.heldSends(of: Sample.number, from: Sample.at(10), to: Sample.at(30), most: most).map(\.id)
          }
          #expect(try held(9) == ["o7", "o2", "o1"])
          #expect(try held(2) == ["o7", "o2"])
        }
      },
      StoreCheck("a contact's sends in hand are what waits or may be under way, and what was attempted since then") {
        store in
        try await store.transaction { (tables: inout S.Tables) throws in
          for (index, state) in OutboxEntry.State.allCases.enumerated() {
            _ = try tables.insertIfNew(Sample.entry(OutboxID("o\(index)"), to: .contact("one"), due: 9, state: state))
          }
          for (id, to, at) in [("p1", "one", 10), ("p2", "one", 9), ("p3", "two", 10)] as [(OutboxID, ContactID, Int64)]
          {
            var entry = Sample.entry(id, to: .contact(to), due: nil, state: .failed)
            entry.attemptedAt = Sample.at(at)
            _ = try tables.insertIfNew(entry)
          }
          _ = try tables.insertIfNew(Sample.entry("p4", to: .person("one"), due: 1))
          func inHand(_ most: Int) throws -> [OutboxID] {
            try tables.sendsInHand(to: "one", attemptedSince: Sample.at(10), most: most).map(\.id)
          }
          #expect(try inHand(9) == ["o0", "o1", "o2", "o3", "p1"])
          #expect(try inHand(2) == ["o0", "o1"])
        }
      },
      StoreCheck("an entry's recipient turns out to be another: it is found as theirs, and left out with them") {
        store in
        try await store.transaction { (tables: inout S.Tables) throws in
          var entry = Sample.entry("o1", to: .contact("one"), due: 1)
          entry.attemptedAt = Sample.at(5)
          _ = try tables.insertIfNew(entry)
          entry.recipient = .contact("two")
          try tables.update(entry)
          #expect(try tables.outboxEntry("o1")?.recipient == .contact("two"))
          #expect(try tables.sendsInHand(to: "one", attemptedSince: Sample.at(0), most: 9).isEmpty)
          #expect(try tables.sendsInHand(to: "two", attemptedSince: Sample.at(0), most: 9).map(\.id) == ["o1"])
          #expect(try tables.dueSends(at: Sample.at(9), most: 9, skipping: ["c:one"]).map(\.id) == ["o1"])
          #expect(try tables.dueSends(at: Sample.at(9), most: 9, skipping: ["c:two"]).isEmpty)
          #expect(try tables.recentSends(since: Sample.at(0), most: 9).map(\.recipient) == ["c:two"])
          #expect(try tables.hasUnsettledSend(of: ["two"]))
        }
      },
      StoreCheck("the outbox is listed newest first, by states, behind an entry") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          for (id, state) in [("o1", .queued), ("o2", .failed), ("o3", .queued), ("o4", .expired)]
            as [(OutboxID, OutboxEntry.State)]
          {
            _ = try tables.insertIfNew(Sample.entry(id, state: state))
          }
          #expect(try tables.outbox(OutboxQuery()).map(\.id) == ["o4", "o3", "o2", "o1"])
          #expect(try tables.outbox(OutboxQuery(most: 2)).map(\.id) == ["o4", "o3"])
          #expect(try tables.outbox(OutboxQuery(before: "o3")).map(\.id) == ["o2", "o1"])
          #expect(try tables.outbox(OutboxQuery(states: [.queued])).map(\.id) == ["o3", "o1"])
          let two = OutboxQuery(states: [.queued, .failed], before: "o3", most: 1)
          #expect(try tables.outbox(two).map(\.id) == ["o2"])
          #expect(try tables.outbox(OutboxQuery(states: [.accepted])).isEmpty)
        }
      },
      StoreCheck("recent sends are what was attempted since then, oldest first, whatever came of it") { store in
        try await store.transaction { tables in
          for (id, attempted) in [("o1", 30), ("o2", 10), ("o3", 20), ("o4", nil)] as [(OutboxID, Int64?)] {
            var entry = Sample.entry(id, to: id == "o3" ? .person("ana") : .contact("c1"))
            entry.attemptedAt = attempted.map(Sample.at)
            entry.acceptedAt = id == "o3" ? Sample.at(21) : nil
            entry.state = attempted == nil ? .queued : id == "o1" ? .inFlight : .accepted
            _ = try tables.insertIfNew(entry)
          }
          let sends = try tables.recentSends(since: Sample.at(20), most: 10)
          #expect(sends.map(\.at) == [Sample.at(20), Sample.at(30)])
          #expect(sends.map(\.recipient) == ["p:ana", "c:c1"])
          #expect(sends.map(\.acceptedAt) == [Sample.at(21), nil])
          #expect(sends.map(\.number) == [Sample.number, Sample.number])
          #expect(try tables.recentSends(since: Sample.at(0), most: 1).map(\.at) == [Sample.at(10)])
        }
      },
    ]
  }

  static var statuses: [StoreCheck<S>] {
    [
      StoreCheck("statuses that come before the wamid is known are kept in the order of their arrival") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          let read = Sample.status("w1", .read)
          let sent = Sample.status("w1", .sent)
          #expect(try tables.insertIfNew(read, receivedAt: Sample.at(1)))
          #expect(try tables.insertIfNew(sent, receivedAt: Sample.at(2)))
          #expect(try !tables.insertIfNew(read, receivedAt: Sample.at(3)))
          #expect(try tables.insertIfNew(Sample.status("w2", .read), receivedAt: Sample.at(4)))
          #expect(try tables.statuses(of: "w1") == [read, sent])
          #expect(try tables.statuses(of: "w3") == [])
        }
      },
      StoreCheck("a status that is brought again beside who it is of, or without, is the same one") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          #expect(try tables.insertIfNew(Sample.status("w1", .read), receivedAt: Sample.at(1)))
          #expect(try !tables.insertIfNew(Sample.status("w1", .read, userID: "MX.1"), receivedAt: Sample.at(2)))
          #expect(try tables.insertIfNew(Sample.status("w2", .read, userID: "MX.1"), receivedAt: Sample.at(3)))
          #expect(try !tables.insertIfNew(Sample.status("w2", .read), receivedAt: Sample.at(4)))
        }
      },
      StoreCheck("a status to a group is kept for each of its recipients") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          #expect(try tables.insertIfNew(Sample.status("w1", .read, phone: "525555550101"), receivedAt: Sample.at(1)))
          #expect(try tables.insertIfNew(Sample.status("w1", .read, phone: "525555550102"), receivedAt: Sample.at(1)))
          #expect(
            try tables.insertIfNew(Sample.status("w1", .read, phone: nil, userID: "MX.3"), receivedAt: Sample.at(1)))
          #expect(try tables.statuses(of: "w1").count == 3)
        }
      },
    ]
  }
}
