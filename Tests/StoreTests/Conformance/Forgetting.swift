import BusinessTime
import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var forgetting: [StoreCheck<S>] {
    [digests, unfinished, whoIsWho, unsettled, traces, walks, erasing, waiting]
  }

  private static var digests: StoreCheck<S> {
    StoreCheck("a forgotten message is known by its id, and no longer after its time") { store in
      try await store.transaction { tables in
        try tables.noteForgotten(["w1", "w2"], at: Sample.at(0))
        try tables.noteForgotten(["w3"], at: Sample.at(9))
        // Forgotten again: its time begins anew.
        try tables.noteForgotten(["w2"], at: Sample.at(9))
        #expect(try tables.isForgotten("w1") && tables.isForgotten("w2"))
        #expect(try !tables.isForgotten("w4"))
      }
      let step = try await store.transaction { try $0.purge(.forgotten, before: Sample.at(9), after: nil, most: 200) }
      #expect(step == PurgeStep(erased: 1, next: nil))
      #expect(try await store.read { [try $0.isForgotten("w1"), try $0.isForgotten("w2")] } == [false, true])
    }
  }

  private static var unfinished: StoreCheck<S> {
    StoreCheck("who is half forgotten is there until it is removed") { store in
      var one = Forgetting(
        id: "f1", beganAt: Sample.at(0), contacts: ["c1"], phones: [PhoneKey("5215555550101")], userIDs: ["MX.1"],
        conversations: [.of(1001)])
      try await store.transaction { [one] in try $0.save(one) }
      one.place = Forgetting.Place(kind: "messages", key: "7")
      one.erased = ["messages": 3]
      try await store.transaction { [one] in try $0.save(one) }
      #expect(try await store.read { try $0.forgettings() } == [one])
      try await store.transaction { try $0.removeForgetting("f1") }
      #expect(try await store.read { try $0.forgettings() } == [])
    }
  }

  private static var whoIsWho: StoreCheck<S> {
    StoreCheck("contacts are found by whom they became, and conversations that are not closed by their contact") {
      store in
      try await store.transaction { tables in
        for (id, to) in [("c1", nil), ("c2", "c1"), ("c3", "c1"), ("c4", "c2")] as [(ContactID, ContactID?)] {
          var contact = Sample.contact(id)
          contact.movedTo = to
          try tables.save(contact)
        }
        #expect(try tables.contacts(movedTo: "c1", most: 9).map(\.id) == ["c2", "c3"])
        #expect(try tables.contacts(movedTo: "c1", most: 1).map(\.id) == ["c2"])
        #expect(try tables.contacts(movedTo: "c4", most: 9).isEmpty)
        // Who is nobody any more is found by nobody.
        try tables.save(Sample.contact("c2"))
        #expect(try tables.contacts(movedTo: "c1", most: 9).map(\.id) == ["c3"])

        try tables.save(Sample.conversation(1001, contact: "c1", state: .closed))
        try tables.save(Sample.conversation(1002, contact: "c1", state: .resolved))
        try tables.save(Sample.conversation(1003, contact: "c1", number: "2", state: .open))
        try tables.save(Sample.conversation(1004, contact: "c2"))
        #expect(try tables.unclosedConversations(of: "c1").map(\.ref) == [.of(1002), .of(1003)])
      }
    }
  }

  private static var unsettled: StoreCheck<S> {
    StoreCheck("a send is under way for whoever it goes to, and for whoever it is about") { store in
      try await store.transaction { tables in
        try tables.save(Sample.conversation(1001, contact: "c1"))
        _ = try tables.insertIfNew(Sample.entry("o1", to: .contact("c1"), conversation: nil, state: .accepted))
        #expect(try !tables.hasUnsettledSend(of: ["c1"]))
        _ = try tables.insertIfNew(Sample.entry("o2", to: .contact("c2"), conversation: nil, state: .inDoubt))
        #expect(try tables.hasUnsettledSend(of: ["c2"]) && !tables.hasUnsettledSend(of: ["c1"]))
        _ = try tables.insertIfNew(
          Sample.entry("o3", .alert, to: .person("ana"), conversation: 1001, state: .parked))
        #expect(try tables.hasUnsettledSend(of: ["c9", "c1"]) && !tables.hasUnsettledSend(of: ["c9"]))
      }
    }
  }

  /// One row of each kind that is c1's or about 1001.
  private static func fill(_ tables: inout S.Tables) throws {
    try tables.save(Sample.conversation(1001, contact: "c1", state: .closed))
    _ = try tables.insertIfNew(Sample.message("w1", conversation: 1001))
    var reply = Sample.entry("o1", to: .contact("c1"), conversation: 1001, state: .accepted)
    (reply.wamid, reply.replacedWamid) = ("w2", "w0")
    _ = try tables.insertIfNew(reply)
    _ = try tables.insertIfNew(Sample.entry("o2", .alert, to: .person("ana"), conversation: 1001, state: .cancelled))
    _ = try tables.insertIfNew(Sample.status("w2", .read, phone: "525555550101"), receivedAt: Sample.at(4))
    var letter = Letter(.notice("o2"), to: "ana", createdAt: Sample.at(1))
    letter.dueAt = nil
    try tables.save(letter)
    var survey = Survey(
      entry: "o1", conversation: .of(1001), contact: "c1", number: Sample.number, person: "ana", policy: "normal",
      askedAt: Sample.at(1))
    survey.rating = Rating(rawValue: 5)
    survey.comment = "m1"
    try tables.save(survey)
    for rule in ["pago", "robo"] {
      try tables.save(
        Misfire(
          conversation: .of(1001), message: "m1", rule: rule, words: ["cobro"], shouldBe: nil, author: "ana",
          markedAt: Sample.at(1), matchedAt: Sample.at(1)))
    }
    try tables.append([TimelineEntry(at: Sample.at(0), what: "opened", why: "x")], to: .of(1001))
    try tables.keep(
      KeptAnswer(
        key: AnswerKey(token: "t1", key: "k1", request: [1]), at: Sample.at(0), status: 202, type: "application/json",
        body: Array("{\"ref\":1001}".utf8)))
    try tables.insert(
      QuarantineRow(
        id: "q1", receivedAt: Sample.at(2), reason: "unreadable", envelope: nil, offset: nil, bytes: [81]))
    try tables.insert(StoredEnvelope(id: "e1", receivedAt: Sample.at(3), remainder: [69], secretIndex: 0))
    let slice = RawSlice(envelope: "e1", offset: 0, bytes: [74])
    try tables.append(JournalEntry(at: Sample.at(5), seed: Seed(high: 1, low: 2), body: .item(slice)))
  }

  private static func only(_ kind: TraceKind, _ store: S) async throws -> TraceRow {
    let rows = try await store.read { try $0.traces(kind, after: nil, most: 9) }
    #expect(rows.count == 1, "\(kind)")
    return try #require(rows.first)
  }

  private static var traces: StoreCheck<S> {
    StoreCheck("each kind of row tells whose it is, when it came and what it holds") { store in
      try await store.transaction { try fill(&$0) }
      for kind in [TraceKind.conversations, .surveys] {
        let row = try await only(kind, store)
        #expect(row.contact == "c1" && row.conversation == .of(1001))
      }
      let message = try await only(.messages, store)
      #expect(message.contact == "c1" && message.conversation == .of(1001) && message.wamids == ["w1"])
      #expect(message.at == Sample.at(1) && message.bytes == Array("w1".utf8))
      let sends = try await store.read { try $0.traces(.sends, after: nil, most: 9) }
      #expect(sends.map(\.key) == ["o1", "o2"] && sends.map(\.contact) == ["c1", nil])
      #expect(sends.map(\.conversation) == [.of(1001), .of(1001)] && sends.map(\.wamids) == [["w2", "w0"], []])
      for kind in [TraceKind.letters, .timeline] {
        let row = try await only(kind, store)
        #expect(row.contact == nil && row.conversation == .of(1001), "\(kind)")
      }
      let marks = try await store.read { try $0.traces(.misfires, after: nil, most: 9) }
      #expect(marks.map(\.conversation) == [.of(1001), .of(1001)])
      let status = try await only(.statuses, store)
      #expect(status.at == Sample.at(4) && status.wamids == ["w2"])
      #expect(String(decoding: status.bytes, as: UTF8.self).contains("525555550101"))
      #expect(try await only(.keptAnswers, store).bytes == Array("{\"ref\":1001}".utf8))
      let raw = try await [only(.quarantine, store), only(.envelopes, store), only(.journal, store)]
      #expect(raw.map(\.at) == [Sample.at(2), Sample.at(3), Sample.at(5)])
      #expect(raw.map(\.bytes) == [[81], [69], [74]])
    }
  }

  private static var walks: StoreCheck<S> {
    StoreCheck("rows are walked through in steps, each behind the last, also when what was walked is gone") { store in
      try await store.transaction { tables in
        for number in 1...12 {
          _ = try tables.insertIfNew(Sample.message(Wamid("w\(number)"), id: MessageID("m\(number)")))
          try tables.append([TimelineEntry(at: Sample.at(0), what: "\(number)", why: "")], to: .of(Int64(number)))
        }
      }
      for kind in [TraceKind.messages, .timeline] {
        var seen: [TraceRow] = []
        var key: String?
        repeat {
          let place = key
          let rows = try await store.transaction { tables in
            let rows = try tables.traces(kind, after: place, most: 5)
            #expect(try tables.erase(kind, keys: rows.map(\.key)) == rows.count)
            return rows
          }
          seen += rows
          key = rows.last?.key
        } while key != nil
        #expect(seen.count == 12, "\(kind)")
      }
    }
  }

  private static var erasing: StoreCheck<S> {
    StoreCheck(
      "of each kind what is a customer's own goes, once; the rating and the mark stay, and so does what was done once"
    ) { store in
      try await store.transaction { try fill(&$0) }
      for kind in TraceKind.allCases {
        let keys = try await store.read { Set(try $0.traces(kind, after: nil, most: 9).map(\.key)).sorted() }
        let expected = [TraceKind.conversations: 0, .sends: 2, .misfires: 2][kind] ?? 1
        #expect(try await store.transaction { try $0.erase(kind, keys: keys) } == expected, "\(kind)")
        #expect(try await store.transaction { try $0.erase(kind, keys: keys) } == 0, "\(kind)")
      }
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.message("w1") == nil && tables.insertIfNew(Sample.message("w1")))
        #expect(try tables.outboxEntry("o1") == nil && tables.outboxEntry("o2") == nil)
        #expect(try tables.outboxEntry(wamid: "w2") == nil && tables.statuses(of: "w2").isEmpty)
        #expect(try tables.survey("o1")?.rating?.rawValue == 5 && tables.survey("o1")?.comment == nil)
        #expect(try tables.misfire(of: "m1", rule: "robo")?.words == [])
        let answer = try #require(try tables.keptAnswer(token: "t1", key: "k1"))
        #expect(answer.body == nil && answer.status == 202 && answer.key.request == [1])
        #expect(try tables.letter("notice/o2/ana") == nil)
        #expect(try tables.detail(.of(1001), messages: 9)?.timeline.isEmpty ?? true)
        #expect(try tables.envelope("e1") == nil && tables.quarantined("q1") == nil)
        #expect(try tables.journal(after: 0, most: 9).isEmpty && tables.conversation(.of(1001)) != nil)
      }
    }
  }

  private static var waiting: StoreCheck<S> {
    StoreCheck("a letter that waits is not erased") { store in
      try await store.transaction { tables in
        let letter = Letter(.notice("o9"), to: "ana", createdAt: Sample.at(0))
        try tables.save(letter)
        #expect(try tables.erase(.letters, keys: [letter.id.rawValue]) == 0)
        #expect(try tables.letter(letter.id) == letter)
      }
    }
  }
}
