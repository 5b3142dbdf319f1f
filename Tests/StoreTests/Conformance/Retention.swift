import BusinessTime
import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  /// Where the batches of one walk lead: how many rows each erased.
  private static func walk(
    _ what: Perishable, _ store: S, before seconds: Int64, most: Int
  ) async throws -> [Int] {
    var counts: [Int] = []
    var place: PurgePlace?
    repeat {
      let from = place
      let step = try await store.transaction {
        try $0.purge(what, before: Sample.at(seconds), after: from, most: most)
      }
      counts.append(step.erased)
      place = step.next
    } while place != nil && counts.count < 20
    return counts
  }

  /// A conversation in which somebody waits.
  private static var waiting: Conversation {
    var conversation = Sample.conversation(1001)
    conversation.clocks = [Sample.clock(due: 900)]
    return conversation
  }

  static var retention: [StoreCheck<S>] { [texts, rows, sent, sentWaits, oldRecord, journalled, received] }

  private static var texts: StoreCheck<S> {
    StoreCheck("texts go at their time, oldest first, some in each batch; the message and what somebody waits for stay")
    {
      store in
      try await store.transaction { tables in
        try tables.save(waiting)
        try tables.save(Sample.conversation(1002))
        // Received a second after they were written: 1, 2, 3, …
        for second in 0..<5 {
          _ = try tables.insertIfNew(
            Sample.message(
              Wamid("w\(second)"), id: MessageID("m\(second)"), conversation: second == 1 ? 1001 : 1002,
              text: "texto \(second)", at: Int64(second), fingerprint: "f\(second)"))
        }
        _ = try tables.insertIfNew(Sample.message("group", conversation: nil, at: 0))
        var picture = Sample.message("picture", id: "m9", conversation: nil, text: nil, at: 4)
        picture.details = Sample.details
        _ = try tables.insertIfNew(picture)
      }
      #expect(try await walk(.messageTexts, store, before: 4, most: 2) == [2, 1, 0])
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.message("w0")?.text == nil)
        #expect(try tables.message("w0")?.fingerprint == nil)
        // What it was sorted by holds the customer's own words.
        #expect(try tables.message("w0")?.verdict == nil)
        #expect(try tables.message("w1")?.verdict == Sample.verdict)
        #expect(try tables.message("w0")?.details == nil)
        #expect(try tables.message("w1")?.details == Sample.details)
        #expect(try tables.message("w1")?.text == "texto 1")
        #expect(try tables.message("w2")?.text == nil)
        // Received at the cutoff itself: not older than it.
        #expect(try tables.message("w3")?.text == "texto 3")
        #expect(try tables.message("w4")?.text == "texto 4")
        #expect(try tables.message("group")?.text == nil)
        #expect(try !tables.insertIfNew(Sample.message("w0", text: "texto 0")))
        #expect(try tables.counts().messages == 7)
      }
      #expect(try await walk(.messageTexts, store, before: 4, most: 2) == [0])
      // What has no text of its own holds a picture's name, or a place: it goes like a text, and no sooner.
      #expect(try await walk(.messages, store, before: 9, most: 9) == [3])
      #expect(try await store.read { try $0.counts() }.messages == 4)
      #expect(try await walk(.messageTexts, store, before: 9, most: 9) == [3])
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.message("picture")?.details == nil)
      }
    }
  }

  private static var rows: StoreCheck<S> {
    StoreCheck("messages go only once their texts have gone") { store in
      try await store.transaction { tables in
        try tables.save(waiting)
        _ = try tables.insertIfNew(Sample.message("old", id: "m1", conversation: 1002, text: nil, at: 0))
        _ = try tables.insertIfNew(Sample.message("kept", id: "m2", conversation: 1001, text: nil, at: 1))
        _ = try tables.insertIfNew(Sample.message("told", id: "m3", conversation: 1002, text: "hola", at: 2))
        _ = try tables.insertIfNew(Sample.message("young", id: "m4", conversation: 1002, text: nil, at: 9))
      }
      #expect(try await walk(.messages, store, before: 10, most: 200) == [1])
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.message("old") == nil)
        #expect(try tables.message("kept") != nil)
        #expect(try tables.message("told")?.text == "hola")
        #expect(try tables.message("young") != nil)
        #expect(try tables.insertIfNew(Sample.message("old")))
      }
    }
  }

  private static var sent: StoreCheck<S> {
    StoreCheck("of what was sent the texts go first, then the rows; an alert's decision is then forgotten as well") {
      store in
      let notice = NoticeKey(subject: "m1/first_response", step: "due", hop: 0)
      try await store.transaction { tables in
        var reply = Sample.entry("o1", conversation: 1002, created: 0, state: .accepted, text: "Buenas tardes")
        reply.wamid = "sent"
        _ = try tables.insertIfNew(reply)
        _ = try tables.insertIfNew(
          Sample.entry(
            "o2", .alert, to: .person("ana"), conversation: 1002, notice: notice, created: 1, state: .cancelled))
        _ = try tables.insertIfNew(Sample.entry("o3", conversation: 1002, created: 2, state: .failed))
      }
      #expect(try await walk(.sentTexts, store, before: 2, most: 1) == [1, 1, 0])
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.outboxEntry("o1")?.rendering == Rendering(freeForm: nil, template: nil))
        #expect(try tables.outboxEntry(wamid: "sent")?.state == .accepted)
        #expect(try tables.outboxEntry("o3")?.rendering.freeForm == .text("Buenas tardes"))
        // A late status changes the entry, and brings no text back.
        var entry = try #require(try tables.outboxEntry("o1"))
        entry.delivery = .delivered
        try tables.update(entry)
        #expect(try tables.outboxEntry("o1") == entry)
        let again = Sample.entry("o9", .alert, to: .person("ana"), conversation: 1002, notice: notice, created: 5)
        #expect(try !tables.insertIfNew(again))
      }
      #expect(try await walk(.sentMessages, store, before: 2, most: 200) == [2])
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.outboxEntry(wamid: "sent") == nil)
        #expect(try tables.outboxEntry("o3") != nil)
        let again = Sample.entry("o9", .alert, to: .person("ana"), conversation: 1002, notice: notice, created: 5)
        #expect(try tables.insertIfNew(again))
      }
    }
  }

  private static var sentWaits: StoreCheck<S> {
    StoreCheck("what is still to be sent, in doubt or part of a conversation in which somebody waits keeps its text") {
      store in
      let states: [OutboxEntry.State] = [.queued, .parked, .inFlight, .inDoubt]
      try await store.transaction { tables in
        try tables.save(waiting)
        for (index, state) in states.enumerated() {
          _ = try tables.insertIfNew(
            Sample.entry(OutboxID("o\(index)"), conversation: 1002, created: 0, due: nil, state: state))
        }
        _ = try tables.insertIfNew(Sample.entry("o8", conversation: 1001, created: 0, state: .accepted))
      }
      #expect(try await walk(.sentTexts, store, before: 9, most: 200) == [0])
      try await store.transaction { (tables: inout S.Tables) throws in
        for id in ["o0", "o1", "o2", "o3", "o8"] {
          #expect(try tables.outboxEntry(OutboxID(id))?.rendering.freeForm?.text == "Buenas tardes")
        }
      }
    }
  }

  private static var oldRecord: StoreCheck<S> {
    StoreCheck("the record goes by its newest entry, and not where somebody waits") { store in
      @Sendable func entry(_ seconds: Int64, _ what: String) -> TimelineEntry {
        TimelineEntry(at: Sample.at(seconds), what: what, why: "")
      }
      let rows = [[entry(0, "opened"), entry(1, "assigned")], [entry(9, "met"), entry(2, "step")]]
      try await store.transaction { tables in
        try tables.save(Sample.contact("c1"))
        try tables.save(waiting)
        try tables.save(Sample.conversation(1002))
        for ref in [1001, 1002] {
          for entries in rows { try tables.append(entries, to: .of(Int64(ref))) }
        }
      }
      #expect(try await walk(.timeline, store, before: 9, most: 200) == [0])
      try await store.transaction { tables in
        for entries in rows { try tables.append(entries, to: .of(1003)) }
      }
      #expect(try await walk(.timeline, store, before: 10, most: 1) == [0, 0, 1, 1, 1, 1, 0])
      let detail = { (ref: Int64) in try await store.read { try $0.detail(.of(ref), messages: 1)?.timeline.map(\.what) }
      }
      #expect(try await detail(1001) == ["opened", "assigned", "met", "step"])
      #expect(try await detail(1002) == [])
    }
  }

  private static var journalled: StoreCheck<S> {
    StoreCheck("of the journal the statuses can go before the rest, and places are not given twice") { store in
      @Sendable func entry(_ seconds: Int64, isStatus: Bool) -> JournalEntry {
        JournalEntry(
          at: Sample.at(seconds), seed: Seed(high: 1, low: 2),
          body: .item(RawSlice(envelope: "e1", offset: 0, bytes: [0x7B, 0x7D], isStatus: isStatus)))
      }
      try await store.transaction { tables in
        for second in 0..<6 { try tables.append(entry(Int64(second), isStatus: !second.isMultiple(of: 3))) }
      }
      #expect(try await walk(.statusSlices, store, before: 5, most: 2) == [2, 1])
      let left = try await store.read { try $0.journal(after: 0, most: 9).map(\.sequence) }
      #expect(left == [1, 4, 6])
      #expect(try await store.read { try $0.journal(after: 1, most: 1).map(\.sequence) } == [4])
      #expect(try await walk(.journal, store, before: 5, most: 200) == [2])
      try await store.transaction { try $0.append(entry(7, isStatus: false)) }
      #expect(try await store.read { try $0.journal(after: 0, most: 9).map(\.sequence) } == [6, 7])
    }
  }

  private static var received: StoreCheck<S> {
    StoreCheck("raw bodies, quarantine, digests and statuses go at their time, and what is new comes in again") {
      store in
      let status = Sample.status("w1", .delivered)
      try await store.transaction { tables in
        for second in 0..<3 {
          let at = Sample.at(Int64(second))
          try tables.insert(StoredEnvelope(id: "e\(second)", receivedAt: at, remainder: [1], secretIndex: 0))
          try tables.insert(
            QuarantineRow(
              id: "q\(second)", receivedAt: at, reason: "unreadable", envelope: nil, offset: nil, bytes: [1]))
          _ = try tables.insertIfNew(SeenPost(digest: [UInt8(second), 0, 255], receivedAt: at))
        }
        _ = try tables.insertIfNew(status, receivedAt: Sample.at(0))
        _ = try tables.insertIfNew(Sample.status("w1", .read), receivedAt: Sample.at(2))
      }
      for what in [Perishable.envelopes, .quarantine, .seenPosts] {
        #expect(try await walk(what, store, before: 2, most: 2) == [2, 0])
      }
      #expect(try await walk(.statuses, store, before: 2, most: 200) == [1])
      try await store.transaction { (tables: inout S.Tables) throws in
        #expect(try tables.envelope("e1") == nil && tables.envelope("e2") != nil)
        #expect(try tables.quarantine(most: 9).map(\.id) == ["q2"])
        #expect(try tables.insertIfNew(SeenPost(digest: [1, 0, 255], receivedAt: Sample.at(9))))
        #expect(try !tables.insertIfNew(SeenPost(digest: [2, 0, 255], receivedAt: Sample.at(9))))
        #expect(try tables.statuses(of: "w1").map(\.status) == [.read])
        #expect(try tables.insertIfNew(status, receivedAt: Sample.at(9)))
      }
    }
  }
}
