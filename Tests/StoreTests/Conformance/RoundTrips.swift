import BusinessTime
import Gateway
import Helpdesk
import Testing

/// State with every field set, read back equal: a field that a store drops is a decision that it changes.
extension StoreConformance {
  static var roundTrips: [StoreCheck<S>] {
    [
      StoreCheck("a full conversation comes back equal") { store in
        try await store.transaction { tables in
          try tables.save(fullConversation)
          #expect(try tables.conversation(.of(1001)) == fullConversation)
          #expect(try tables.openConversation(of: "c1", on: Sample.number) == fullConversation)
        }
      },
      StoreCheck("a full contact comes back equal") { store in
        var contact = Sample.contact("c1", phone: "525555550101", userID: "MX.1", name: "Ñandú \"O'Neil\" 👍🏽\n")
        contact.sendPhone = "5215555550101"
        contact.language = "pt_BR"
        contact.isOptedOut = true
        contact.lastInbound = [Sample.number.rawValue: Sample.at(1), "100000000000002": Sample.at(2)]
        contact.lastHuman = [Sample.number.rawValue: Sample.at(3)]
        let full = contact
        try await store.transaction { tables in
          try tables.save(full)
          #expect(try tables.contact("c1") == full)
        }
      },
      StoreCheck("a full outbox entry comes back equal") { store in
        try await store.transaction { (tables: inout S.Tables) throws in
          #expect(try tables.insertIfNew(fullEntry))
          #expect(try tables.outboxEntry("o1") == fullEntry)
        }
      },
      StoreCheck("a message comes back equal with every field set, and with every optional one empty") { store in
        var full = Sample.message(
          "wamid.SYNTHETIC==", direction: .echo, text: "a\u{0}b 'quoted' ñ 👍🏽", fingerprint: "f", isPrompt: true)
        full.person = "ana"
        full.isTimeReplaced = true
        var bare = Sample.message("w2", contact: nil, conversation: nil, text: nil)
        bare.counts = false
        let rows = (full, bare)
        try await store.transaction { tables in
          _ = try tables.insertIfNew(rows.0)
          _ = try tables.insertIfNew(rows.1)
          #expect(try tables.message(rows.0.wamid) == rows.0)
          #expect(try tables.message("w2") == rows.1)
        }
      },
      StoreCheck("instants keep their milliseconds, also the first and the last that there are") { store in
        try await store.transaction { tables in
          for (index, milliseconds) in [Int64.min, -1, 0, 1_795_449_600_123, .max].enumerated() {
            var message = Sample.message(Wamid("w\(index)"))
            message.occurredAt = Timestamp(milliseconds: milliseconds)
            _ = try tables.insertIfNew(message)
            #expect(try tables.message(message.wamid)?.occurredAt.milliseconds == milliseconds)
          }
        }
      },
    ]
  }

  private static var fullConversation: Conversation {
    var conversation = Sample.conversation(1001, state: .waitingThirdParty, assignee: "ana", assigned: 4)
    conversation.priority = .urgent
    conversation.category = "falla"
    conversation.tags = ["vip", "ñ"]
    conversation.stage = "taller"
    conversation.queue = "norte"
    conversation.marks = [
      Mark(id: "m1", at: Sample.at(0), side: .customer),
      Mark(id: "o1", at: Sample.at(9), side: .human, isLive: false, acceptBy: Sample.at(129)),
    ]
    conversation.isTrimmed = true
    var excluded = Sample.clock(starter: "m0", due: nil)
    excluded.outcome = .excluded(reason: "corrected")
    excluded.firstOutcome = .breached
    excluded.correctedAt = Sample.at(70)
    excluded.stoppedAt = Sample.at(60)
    var running = Sample.clock(due: 900, soon: 600)
    running.plan[0].firedAt = Sample.at(600)
    conversation.clocks = [excluded, running]
    conversation.acknowledgement.pending = AcknowledgementState.Burst(
      starter: "m1", firstAt: Sample.at(1), until: Sample.at(3), isStale: true)
    conversation.acknowledgement.claim(at: Sample.at(3))
    conversation.acknowledgement.isCarried(by: "o1")
    conversation.acknowledgement.starter = "m1"
    conversation.acknowledgement.isLate = true
    conversation.loopGuard.mutedUntil = Sample.at(500)
    conversation.loopGuard.recent = [LoopGuard.Recent(at: Sample.at(1), fingerprint: "f", isQuick: true)]
    conversation.loopGuard.ours = [Sample.at(2)]
    conversation.hops = [
      Hop(
        key: NoticeKey(subject: "first_response:m1", step: "due", hop: 1), proof: .delivered,
        deadline: Sample.at(1200), step: 1, waitingFor: ["ana", "beto"])
    ]
    conversation.assignAgainAt = Sample.at(3000)
    return conversation
  }

  private static var fullEntry: OutboxEntry {
    var entry = Sample.entry(
      "o1", .alert, to: .person("ana"), notice: NoticeKey(subject: "first_response:m1", step: "-5m", hop: 0))
    entry.author = "beto"
    entry.rendering = Rendering(
      freeForm: .buttons(body: "¿Confirma?", buttons: [ReplyButton(id: "b1", title: "Sí")]),
      template: TemplateCall(
        name: "aviso", language: "es_MX", parameters: [.init(text: "—"), .init(name: "ref", text: "#1001")],
        buttons: [
          .init(index: 0, value: .quickReply(payload: "tomo:1001")), .init(index: 1, value: .url(text: "1001")),
        ]))
    entry.validUntil = Sample.at(3600)
    entry.state = .inDoubt
    entry.attempt = 3
    entry.attemptedAt = Sample.at(10)
    entry.sentAsTemplate = true
    entry.switchedPath = true
    entry.wamid = "w9"
    entry.acceptedAt = Sample.at(11)
    entry.delivery = .played
    entry.deliveredAt = Sample.at(12)
    entry.readAt = Sample.at(13)
    entry.failure = "131026"
    entry.repeatOf = "o0"
    return entry
  }
}
