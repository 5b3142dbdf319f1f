import BusinessTime
import Sandbox
import Testing

/// Customers of the stand-in who change their numbers (whatsapp §2, §3).
@Suite("the stand-in tells of a changed number")
struct IdentityNewsTests {
  private let now = Timestamp(seconds: 1_795_449_600)
  private let former = "5215555550101"
  private let digits = "5215555550199"

  private func meta(hidesPhone: Bool = false) -> MetaRules {
    var meta = MetaRules(seed: 7)
    for id in ["100000000000001", "100000000000002"] {
      meta.add(
        BusinessNumber(
          id: id, accountID: "900000000000001", display: "+52 55 5555 0100", verifiedName: "Soporte",
          accessTokens: ["T"]))
    }
    var rosa = Person(waID: former, name: "Rosa Prueba", userID: "MX.1")
    rosa.hidesPhone = hidesPhone
    meta.add(rosa)
    meta.writes(InboundMessage(.text("hola")), from: former, to: "100000000000001", at: now)
    return meta
  }

  private func told(_ meta: inout MetaRules) -> [(field: String, value: JSON)] {
    var told: [(String, JSON)] = []
    while let post = meta.webhooks.take(at: now.adding(seconds: 60), meta.settings.webhooks) {
      told += post.updates.map { ($0.field, $0.value) }
      meta.webhooks.settle(post, status: 200, at: now, meta.settings.webhooks)
    }
    return told
  }

  @Test("the number that they have a thread with hears of the former and the new id, in both words or in one of them")
  func words() throws {
    for (news, fields) in [
      (MetaRules.IdentityNews.both, ["user_id_update", "messages"]), (.update, ["user_id_update"]),
      (.system, ["messages"]),
    ] {
      var meta = meta()
      _ = told(&meta)
      let change = meta.changesNumber(of: former, to: digits, news: news, at: now)
      let moved = try #require(change)
      #expect(moved.userID == "MX.99105555551254301")
      let updates = told(&meta)
      #expect(updates.map(\.field) == fields)
      for (field, value) in updates where field == "user_id_update" {
        let ids = value["user_id_update"]?.elements?.first?["user_id"]
        #expect(ids?["previous"]?.text == "MX.1")
        #expect(ids?["current"]?.text == moved.userID)
        #expect(value["metadata"]?["phone_number_id"]?.text == "100000000000001")
      }
      for (field, value) in updates where field == "messages" {
        let message = value["messages"]?.elements?.first
        #expect(message?["from"]?.text == former)
        #expect(message?["from_user_id"]?.text == "MX.1")
        #expect(message?["system"]?["wa_id"]?.text == digits)
        #expect(message?["system"]?["user_id"]?.text == moved.userID)
        #expect(message?["id"]?.text == moved.messages.first?.id)
      }
    }
  }

  @Test("whoever hides their phone is told of by the update alone, without it")
  func hidden() {
    var meta = meta(hidesPhone: true)
    _ = told(&meta)
    let change = meta.changesNumber(of: former, to: digits, news: .system, at: now)
    #expect(change != nil)
    let updates = told(&meta)
    #expect(updates.map(\.field) == ["user_id_update"])
    #expect(updates.first?.value["user_id_update"]?.elements?.first?["wa_id"] == nil)
  }

  @Test("the digits that they leave are nobody's until somebody takes them; those of somebody else cannot be taken")
  func vacated() throws {
    var meta = meta()
    meta.add(Person(waID: "5215555550102", name: "Luis Prueba", userID: "MX.2"))
    let refused = meta.changesNumber(of: former, to: "5215555550102", news: .both, at: now)
    #expect(refused == nil)
    #expect(meta.person("MX.1")?.waID == former)
    let change = meta.changesNumber(of: former, to: digits, news: .both, at: now)
    #expect(change != nil)
    #expect(meta.person("MX.1") == nil)
    #expect(meta.person(former)?.reach == .notOnWhatsApp)
    #expect(meta.person(digits)?.name == "Rosa Prueba")
    let second = meta.changesNumber(of: "5215555550102", to: former, news: .both, at: now)
    let luis = try #require(second)
    #expect(meta.person(former)?.userID == luis.userID)
  }
}
