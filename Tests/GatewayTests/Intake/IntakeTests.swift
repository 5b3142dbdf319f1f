import BusinessTime
import Foundation
import Gateway
import Helpdesk
import MetricsTestKit
import Testing

@Suite("one webhook")
struct IntakeTests {
  @Test("a POST of 1000 items is one transaction, and its raw bytes can be put together again")
  func thousand() async throws {
    let house = House()
    let body = Posts.body((0..<1000).map { Posts.message("wamid.\($0)", from: "1555555010\($0 % 10)") })
    try await house.open { #expect(await house.post(body) == .accepted) }
    #expect(house.store.transactions == 1)
    let counts = try await house.counts()
    #expect(counts.messages == 1000)
    #expect(counts.conversations == 10)
    #expect(counts.envelopes == 1)
    #expect(try await rawBodies(of: house) == [body])
  }

  @Test("an item whose handling fails goes to quarantine with its slice and costs no sibling")
  func badItem() async throws {
    let house = House()
    house.store.hooks.fail("message/wamid.1")
    let items = (0..<3).map { Posts.message("wamid.\($0)") }
    let body = Posts.body(items)
    try await house.open { #expect(await house.post(body) == .accepted) }
    let rows = try await house.store.read { try $0.quarantine(most: 10) }
    #expect(rows.map(\.reason) == ["handling_failed"])
    #expect(rows.first?.bytes == Array(items[1].utf8))
    #expect(try await house.counts().messages == 2)
    #expect(try await rawBodies(of: house) == [body])
  }

  @Test("an unreadable item and one of an unknown number are kept, each with its reason")
  func kept() async throws {
    let house = House()
    let first = Posts.body([#"{"type":"text"}"#, Posts.message("wamid.1")])
    let second = Posts.body([Posts.message("wamid.2")], number: "15550003333")
    try await house.open { () async throws in
      #expect(await house.post(first) == .accepted)
      #expect(await house.post(second) == .accepted)
    }
    let rows = try await house.store.read { try $0.quarantine(most: 10) }
    #expect(Set(rows.map(\.reason)) == ["unreadable", "unknown_number"])
    #expect(try await house.counts().messages == 1)
    #expect(Set(try await rawBodies(of: house)) == [first, second])
  }

  @Test("a message of which nobody can be made out is kept and counted as kept, once however often it comes")
  func noSender() async throws {
    let house = House()
    let body = Posts.body([Posts.message("wamid.1", from: "somebody")])
    try await house.open { () async throws in
      for _ in 0..<3 { #expect(await house.post(body) == .accepted) }
      let report = await house.health.report()
      #expect(report.degraded == [.quarantine])
    }
    let rows = try await house.store.read { try $0.quarantine(most: 10) }
    #expect(rows.map(\.reason) == ["no_sender"])
    #expect(try await house.counts().conversations == 0)
    #expect(try await rawBodies(of: house) == [body])
  }

  @Test("what this version does not know is kept raw and counted by its name")
  func unknown() async throws {
    let metrics = TestMetrics()
    let house = House(metrics: GatewayMetrics(factory: metrics))
    let hologram = #"{"from":"15555550100","id":"wamid.1","timestamp":"1795450000","type":"hologram","hologram":{}}"#
    let moody =
      #"{"from":"15555550100","id":"wamid.3","timestamp":"1795450000","type":"text","text":{"body":"a"},"mood":1}"#
    let first = Posts.body([hologram, Posts.message("wamid.2"), moody])
    let second = Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"weather","value":{"rain":true}}]}],
      "shore":1}
      """.utf8)
    try await house.open { () async throws in
      #expect(await house.post(first) == .accepted)
      #expect(await house.post(second) == .accepted)
    }
    let label = "acuse_items_unknown_total"
    #expect(try metrics.expectCounter(label, [("field", "message.hologram")]).values == [1])
    #expect(try metrics.expectCounter(label, [("field", "message.mood")]).values == [1])
    #expect(try metrics.expectCounter(label, [("field", "weather")]).values == [1])
    #expect(try metrics.expectCounter(label, [("field", "envelope.shore")]).values == [1])
    #expect(try metrics.expectCounter("acuse_items_received_total").values.reduce(0, +) == 4)
    #expect(Set(try await rawBodies(of: house)) == [first, second])
  }

  @Test("what asks nothing of us is counted by Meta's field, whether it was read or not, and kept raw")
  func counted() async throws {
    let metrics = TestMetrics()
    let house = House(metrics: GatewayMetrics(factory: metrics))
    let past = #"{"id":"wamid.old","from":"15555550100","timestamp":"1000000000","type":"text","text":{"body":"Hola"}}"#
    let values = [
      ("user_preferences", #"{"user_preferences":[{"user_id":"MX.1","value":"stop"},7]}"#, 2),
      ("smb_app_state_sync", #"{"state_sync":[{"contact":{"user_id":"MX.1"},"action":"add"}]}"#, 1),
      ("history", #"{"history":[{"threads":[{"messages":[\#(past)]}],"errors":[{"code":1}]}]}"#, 2),
      ("account_update", #"{"event":"ACCOUNT_DELETED"}"#, 1), ("account_review_update", "{}", 1),
      ("business_username_updates", #"{"status":"approved"}"#, 1),
      ("message_template_status_update", #"{"new_quality_score":"RED"}"#, 1),
      ("group_status_update", #"{"groups":[{"group_id":"grupo1"}]}"#, 1),
      ("messages", #"{"errors":[{"code":131031}]}"#, 1),
    ]
    let changes = values.map { #"{"field":"\#($0.0)","value":\#($0.1)}"# }.joined(separator: ",")
    let body = Array(#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[\#(changes)]}]}"#.utf8)
    try await house.open { #expect(await house.post(body) == .accepted) }
    for (field, _, count) in values {
      let label = field == "messages" ? "messages.errors" : field
      let counter = try metrics.expectCounter("acuse_items_unknown_total", [("field", label)])
      #expect(counter.values.reduce(0, +) == Int64(count), "\(field)")
    }
    #expect(try await rawBodies(of: house) == [body])
    #expect(try await house.store.read { try $0.quarantine(most: 10) }.isEmpty)
  }

  @Test("an unreadable body is kept whole")
  func unreadable() async throws {
    let house = House()
    let body = Array("{\"object\":".utf8)
    try await house.open { #expect(await house.post(body) == .accepted) }
    let rows = try await house.store.read { try $0.quarantine(most: 10) }
    #expect(rows.map(\.reason) == ["unreadable"])
    #expect(rows.map(\.bytes) == [body])
    #expect(rows.first?.offset == nil)
  }

  @Test("a POST of duplicates only is accepted and leaves no row")
  func duplicates() async throws {
    let house = House()
    let body = Posts.body([Posts.message("wamid.0"), Posts.message("wamid.1")])
    try await house.open { () async throws in
      #expect(await house.post(body) == .accepted)
      let before = try await house.counts()
      #expect(await house.post(body) == .accepted)
      #expect(try await house.counts() == before)
    }
  }

  @Test("a POST with one new item among duplicates keeps the duplicates' bytes in its envelope")
  func mixed() async throws {
    let house = House()
    let first = Posts.body([Posts.message("wamid.0")])
    let second = Posts.body([Posts.message("wamid.0"), Posts.message("wamid.1")])
    try await house.open { () async throws in
      #expect(await house.post(first) == .accepted)
      #expect(await house.post(second) == .accepted)
    }
    #expect(Set(try await rawBodies(of: house)) == [first, second])
  }

  @Test(
    "what is not signed is refused and leaves nothing",
    arguments: [nil, "", "sha256=00", Posts.signature(Posts.body([Posts.message("wamid.0")]), secret: "another")])
  func unsigned(header: String?) async throws {
    let house = House()
    let body = Posts.body([Posts.message("wamid.0")])
    try await house.open { #expect(await house.intake.receive(body, signature: header) == .unauthorized) }
    #expect(house.store.transactions == 0)
  }

  @Test("the handshake answers the right token only")
  func handshake() {
    let house = House()
    let right = "hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=a%20synthetic%20verify%20token"
    #expect(house.intake.answerHandshake(query: right) == Array("1158201444".utf8))
    #expect(house.intake.answerHandshake(query: right.replacing("token=a", with: "token=b")) == nil)
  }

  @Test("the live feed hears of a webhook, and of what it led to, after its commit")
  func feed() async throws {
    let house = House(store: HookedStore(holding: true))
    let events = try #require(house.feed.listen())
    let heard = Task {
      var heard: [FeedEvent] = []
      for await event in events { heard.append(event) }
      return heard
    }
    try await house.open { () async throws in
      async let answer = house.post(Posts.body([Posts.message("wamid.0")]))
      await house.store.committed.arrived(1)
      house.feed.publish([.lost(0)])
      house.store.committed.open()
      #expect(await answer == .accepted)
    }
    house.feed.close()
    let all = await heard.value
    #expect(all.first == .lost(0))
    #expect(all.contains(.received(ReceiveReport(new: 1))))
    let happened = all.compactMap { event in
      if case .happened(let happening) = event { happening } else { nil }
    }
    #expect(happened.first?.conversation == ConversationRef(1001))
    #expect(happened.first?.entry.what == "opened")
  }

  /// Every stored envelope's raw body, put together from its remainder and the slices under their offsets.
  private func rawBodies(of house: House) async throws -> [[UInt8]] {
    try await house.store.read { tables in
      var slices: [String: [Int: [UInt8]]] = [:]
      for row in try tables.journal(after: 0, most: 10_000) {
        if case .item(let slice) = row.entry.body { slices[slice.envelope, default: [:]][slice.offset] = slice.bytes }
      }
      for row in try tables.quarantine(most: 1000) {
        if let envelope = row.envelope, let offset = row.offset { slices[envelope, default: [:]][offset] = row.bytes }
      }
      return try slices.map { id, slices in
        var rest = try #require(try tables.envelope(id)).remainder[...]
        var body: [UInt8] = []
        while let slice = slices[body.count] ?? rest.popFirst().map({ [$0] }) { body += slice }
        return body
      }
    }
  }

  @Test("one message in two posts at once is taken in once and acknowledged once, and what came beside it is not lost")
  func atOnce() async throws {
    let house = House()
    let first = Posts.body([Posts.message("wamid.1"), Posts.message("wamid.2", from: "15555550102")])
    let second = Posts.body([Posts.message("wamid.3", from: "15555550103"), Posts.message("wamid.1")])
    try await house.open { () async throws in
      await withTaskGroup(of: WebhookAnswer.self) { group in
        for body in [first, second, first, second] { group.addTask { await house.post(body) } }
        for await answer in group { #expect(answer == .accepted) }
      }
      #expect(try await house.counts().messages == 3)
      #expect(try await house.counts().conversations == 3)
      house.clock.advance(seconds: 2)
      while try await house.alarms.step() > 0 {}
      #expect(try await house.counts().outboxByState[.queued] == 3)
    }
  }

  @Test("history opens nothing, is sorted by nothing and acknowledged by nobody")
  func history() async throws {
    let house = House()
    let thread = """
      {"id":"15555550100","messages":[{"from":"15555550100","id":"wamid.old","timestamp":"1795300000","type":"text",\
      "text":{"body":"Urgente"},"history_context":{"status":"READ"}}]}
      """
    let body = """
      {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[{"field":"history","value":\
      {"messaging_product":"whatsapp","metadata":{"phone_number_id":"\(House.number.rawValue)"},"history":\
      [{"metadata":{"phase":0,"chunk_order":1,"progress":100},"threads":[\(thread)]}]}}]}]}
      """
    try await house.open { () async throws in
      #expect(await house.post(Array(body.utf8)) == .accepted)
      house.clock.advance(seconds: 60)
      #expect(try await house.alarms.step() == 0)
      let counts = try await house.counts()
      #expect(counts.conversations == 0 && counts.messages == 0 && counts.outboxByState.isEmpty)
    }
    #expect(try await rawBodies(of: house) == [Array(body.utf8)])
  }

  @Test("which of the secrets signed a post is kept with it")
  func secret() async throws {
    let house = House(secrets: ["another app's secret", House.secret])
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.1")])) == .accepted)
    }
    let envelopes = try await house.store.read { tables in
      try Set(
        tables.journal(after: 0, most: 10).compactMap { row in
          if case .item(let slice) = row.entry.body { slice.envelope } else { nil }
        }
      ).compactMap { try tables.envelope($0) }
    }
    #expect(envelopes.map(\.secretIndex) == [1])
  }
}
