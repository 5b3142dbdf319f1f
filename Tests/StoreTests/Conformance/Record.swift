import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var machines: [StoreCheck<S>] {
    [
      StoreCheck("a pager is found by its person and by the user id that Meta gave them") { store in
        try await store.transaction { tables in
          var pager = Pager(person: "ana")
          pager.userID = "MX.7"
          pager.lastInbound = [Sample.number.rawValue: Sample.at(5)]
          try tables.save(pager)
          try tables.save(Pager(person: "beto"))
          #expect(try tables.pager("ana") == pager)
          #expect(try tables.pager(userID: "MX.7") == "ana")
          #expect(try tables.pager(userID: "MX.8") == nil)
          #expect(try tables.pager("caro") == nil)
        }
      },
      StoreCheck("a survey is found by its question, and the last of a customer on a number") { store in
        try await store.transaction { tables in
          func ask(_ entry: OutboxID, _ contact: ContactID, _ number: NumberID, at seconds: Int64) throws -> Survey {
            let survey = Survey(
              entry: entry, conversation: .of(1001), contact: contact, number: number, person: "ana",
              policy: "general", askedAt: Sample.at(seconds))
            try tables.save(survey)
            return survey
          }
          var first = try ask("o1", "c1", Sample.number, at: 10)
          let second = try ask("o2", "c1", Sample.number, at: 20)
          _ = try ask("o3", "c2", Sample.number, at: 30)
          _ = try ask("o4", "c1", "100000000000002", at: 40)
          first.rating = Rating(rawValue: 4)
          first.ratedAt = Sample.at(15)
          first.deliveredAt = Sample.at(11)
          first.comment = "m1"
          try tables.save(first)
          #expect(try tables.survey("o1") == first)
          #expect(try tables.survey("o9") == nil)
          #expect(try tables.newestSurvey(of: "c1", on: Sample.number) == second)
          #expect(try tables.newestSurvey(of: "c3", on: Sample.number) == nil)
        }
      },
      StoreCheck("broken lines are those whose breaker is open, until it closes") { store in
        try await store.transaction { tables in
          var line = Line(number: Sample.number)
          try tables.save(Line(number: "100000000000002"))
          line.breaker = .open(since: Sample.at(0), code: "190", probeAt: Sample.at(60), failures: 1)
          try tables.save(line)
          #expect(try tables.line(Sample.number) == line)
          #expect(try tables.brokenLines() == [line])
          line.breaker = .closed
          try tables.save(line)
          #expect(try tables.brokenLines() == [])
          #expect(try tables.line("100000000000009") == nil)
        }
      },
    ]
  }

  static var record: [StoreCheck<S>] {
    [
      StoreCheck("the journal keeps every kind of input, in the order in which they were handled") { store in
        let order = MisfireOrder(
          conversation: .of(1001), message: "m1", rule: "pago", words: "cobro doble", shouldBe: "sales")
        let bodies: [JournalEntry.Body] = [
          .item(RawSlice(envelope: "e1", offset: 40, bytes: [0x7B, 0x00, 0xFF, 0x7D])),
          .item(RawSlice(envelope: "e1", offset: 44, bytes: [0x7B, 0x7D], isStatus: true)),
          .item(RawSlice(envelope: "e2", offset: 7, bytes: [0x7B, 0x7D], isLate: true)),
          .command(.reply(.of(1001), text: "Ya casi", author: .person("ana"))),
          .command(.reply(.of(1002), text: "", author: .automation(name: "crm"))),
          .wake(.conversation(.of(1001))), .wake(.pager("ana")), .wake(.line(Sample.number)),
          .settled("o1", .accepted(wamid: "w1", returnedPhone: "525555550101", userID: nil)),
          .settled("o2", .refused(code: "131047", remedy: .useTemplate)),
          .settled("o3", .refused(code: "190", remedy: .openBreaker(.account))),
          .settled("o4", .refused(code: "131000", remedy: .retry(most: 5, atLeastSeconds: 2))),
          .settled("o5", .inDoubt(reason: "timed_out")), .settled("o6", .leaseEnded),
          .command(.misfire(order, author: .person("ana"))), .command(.misfireUndone(order, author: .person("beto"))),
          .command(.tokenChanged(Sample.number)),
        ]
        let entries = bodies.enumerated().map { index, body in
          JournalEntry(at: Sample.at(Int64(index)), seed: Seed(high: .max, low: UInt64(index)), body: body)
        }
        try await store.transaction { tables in
          for entry in entries { try tables.append(entry) }
        }
        let rows = try await store.read { try $0.journal(after: 0, most: 100) }
        #expect(rows.map(\.entry) == entries)
        #expect(rows.map(\.sequence) == Array(1...17))
        #expect(try await store.read { try $0.journal(after: 15, most: 100) }.map(\.entry) == Array(entries.suffix(2)))
        #expect(try await store.read { try $0.journal(after: 0, most: 3) }.map(\.sequence) == [1, 2, 3])
        #expect(try await store.read { try $0.journal(after: 17, most: 3) } == [])
      },
      StoreCheck("an envelope keeps its bytes, and its id is given once") { store in
        let envelope = StoredEnvelope(
          id: "e1", receivedAt: Sample.at(0), remainder: [0, 1, 2, 0xFF], secretIndex: 1, places: [2..<7, 9..<9])
        let empty = StoredEnvelope(id: "e2", receivedAt: Sample.at(0), remainder: [], secretIndex: 0)
        try await store.transaction { tables in
          try tables.insert(envelope)
          try tables.insert(empty)
          #expect(throws: (any Error).self) { try tables.savepoint { try $0.insert(envelope) } }
          #expect(try tables.envelope("e1") == envelope)
          #expect(try tables.envelope("e2") == empty)
          #expect(try tables.envelope("e3") == nil)
          #expect(try tables.counts().envelopes == 2)
        }
      },
      StoreCheck("quarantine is shown newest first and keeps the bytes") { store in
        let whole = QuarantineRow(
          id: "q1", receivedAt: Sample.at(1), reason: "unreadable", envelope: nil, offset: nil, bytes: [0xFF, 0])
        let slice = QuarantineRow(
          id: "q2", receivedAt: Sample.at(2), reason: "handling_failed", envelope: "e1", offset: 7, bytes: [],
          number: Sample.number)
        try await store.transaction { tables in
          try tables.insert(slice)
          try tables.insert(whole)
          #expect(try tables.quarantine(most: 9) == [slice, whole])
          #expect(try tables.quarantine(most: 1) == [slice])
          #expect(try tables.counts().quarantine == 2)
          #expect(try tables.quarantined("q1") == whole)
          #expect(try tables.quarantined("q3") == nil)
          try tables.removeQuarantined("q1")
          try tables.removeQuarantined("q3")
          #expect(try tables.quarantine(most: 9) == [slice])
        }
      },
      StoreCheck("lines of the quarantine follow each other by time and id, with the first of their bytes") { store in
        let long = [UInt8](repeating: 7, count: 2049)
        try await store.transaction { (tables: inout S.Tables) throws in
          for (id, second) in [("q1", 5), ("q3", 5), ("q2", 5), ("q0", 9), ("q9", 1)] as [(String, Int64)] {
            try tables.insert(
              QuarantineRow(
                id: id, receivedAt: Sample.at(second), reason: "unreadable", envelope: nil, offset: nil,
                bytes: id == "q1" ? long : [1], number: id == "q2" ? Sample.number : nil))
          }
          let all = try tables.quarantineLines(before: nil, most: 9)
          #expect(all.map(\.place.id) == ["q0", "q3", "q2", "q1", "q9"])
          #expect(all.map(\.size) == [1, 1, 1, 2049, 1])
          #expect(all[3].head == Array(long.prefix(2048)))
          #expect(all.map(\.number) == [nil, nil, Sample.number, nil, nil])
          #expect(try tables.quarantineLines(before: nil, most: 2).map(\.place.id) == ["q0", "q3"])
          // The row at the place itself may have gone meanwhile.
          try tables.removeQuarantined("q3")
          let rest = try tables.quarantineLines(before: all[1].place, most: 9)
          #expect(rest.map(\.place.id) == ["q2", "q1", "q9"])
        }
      },
    ]
  }
}
