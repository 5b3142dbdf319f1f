import BusinessTime
import Sandbox
import Testing

/// Whom a message reaches, and what becomes of one that reaches nobody.
struct RecipientTests {
  private func failure(_ rules: inout MetaRules) -> [Int64?] {
    rules.statuses(until: Fixture.after(60_000)).map { $0["errors"]?[0]?["code"]?.integer }
  }

  @Test("a user id that nobody has is accepted, then failed with 131026 and told by that id")
  func unknownUserID() throws {
    var rules = Fixture.openRules()
    let body = Fixture.text(callbackData: "out-3").without("to").with("recipient", "MX.9999")
    let reply = rules.send(body)
    #expect(reply.status == 200)
    #expect(reply.json?["contacts"] == [["input": "MX.9999"]])
    let statuses = rules.statuses(until: Fixture.after(60_000))
    #expect(statuses.map { $0["status"] } == ["failed"])
    #expect(statuses.first?["id"]?.text == reply.acceptedID)
    #expect(statuses.first?["recipient_user_id"] == "MX.9999")
    #expect(statuses.first?["recipient_id"] == nil)
    #expect(statuses.first?["biz_opaque_callback_data"] == "out-3")
    #expect(statuses.first?["errors"]?[0]?["code"] == 131_026)
    let id = try #require(reply.acceptedID)
    #expect(!rules.isFine(id))
  }

  @Test("who has blocked the number gets nothing from it, and all from the other")
  func blocked() {
    var rules = Fixture.rules()
    for number in [Fixture.number, Fixture.otherNumber] {
      rules.writes(InboundMessage(.text("Hola")), from: Fixture.ana, to: number, at: Fixture.noon)
    }
    _ = rules.updates(until: Fixture.noon)
    rules.change(person: Fixture.ana) { $0.blockedNumbers = [Fixture.number] }
    #expect(rules.send(Fixture.text()).status == 200)
    #expect(failure(&rules) == [131_026])
    let other = Fixture.send(Fixture.text(), number: Fixture.otherNumber, token: Fixture.otherToken)
    #expect(rules.answer(other, at: Fixture.noon).status == 200)
    #expect(rules.statuses(until: Fixture.after(120_000)).map { $0["status"] } == ["sent", "delivered"])
  }

  @Test("who stopped marketing gets no marketing template (131050), and other ones still; resuming ends it")
  func marketing() {
    var rules = Fixture.rules()
    rules.add(
      MessageTemplate(name: "oferta", language: "es_MX", category: .marketing, body: "Oferta."), to: Fixture.account)
    rules.add(MessageTemplate(name: "aviso", language: "es_MX", body: "Aviso."), to: Fixture.account)
    rules.prefers(marketing: false, person: Fixture.ana, numberID: Fixture.number, at: Fixture.noon)
    let news = rules.updates(until: Fixture.noon)
    #expect(news.map(\.field) == ["user_preferences"])
    #expect(news.first?.value["user_preferences"]?[0]?["value"] == "stop")
    #expect(news.first?.value["user_preferences"]?[0]?["category"] == "marketing_messages")
    #expect(news.first?.value["user_preferences"]?[0]?["wa_id"] == "5215555501111")
    #expect(news.first?.value["user_preferences"]?[0]?["timestamp"] == 1_795_446_000)
    #expect(rules.send(Fixture.template("oferta")).status == 200)
    #expect(failure(&rules) == [131_050])
    #expect(rules.send(Fixture.template("aviso")).status == 200)
    #expect(failure(&rules) == [nil, nil])
    rules.prefers(marketing: true, person: Fixture.ana, numberID: Fixture.number, at: Fixture.after(60_000))
    #expect(
      rules.updates(until: Fixture.after(60_000)).first?.value["user_preferences"]?[0]?["value"] == "resume")
    #expect(rules.send(Fixture.template("oferta"), at: Fixture.after(60_000)).status == 200)
    #expect(
      rules.statuses(until: Fixture.after(120_000)).map { $0["status"] } == ["sent", "delivered"])
  }

  @Test("a test number sends only to what stands in its list, spelt alike (131030)")
  func allowList() {
    var rules = Fixture.openRules()
    rules.change(number: Fixture.number) { $0.allowList = [Fixture.ana] }
    #expect(rules.send(Fixture.text(to: "+5215555501111")).status == 200)
    #expect(rules.send(Fixture.text(to: "525555501111")).code == 131_030)
    #expect(rules.send(Fixture.text(to: Fixture.luis)).code == 131_030)
    let byUserID = Fixture.text().without("to")
    #expect(rules.send(byUserID.with("recipient", "MX.7301")).status == 200)
    #expect(rules.send(byUserID.with("recipient", "MX.7302")).code == 131_030)
  }

  @Test("the message that is answered must be one of the number's, either way (131009)")
  func context() throws {
    var rules = Fixture.openRules()
    let hello = InboundMessage(.text("Hola"))
    let theirs = rules.writes(hello, from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    let other = rules.writes(hello, from: Fixture.ana, to: Fixture.otherNumber, at: Fixture.noon)
    let ours = rules.send(Fixture.text()).acceptedID
    let echo = rules.echoes("Va", from: Fixture.number, to: Fixture.ana, at: Fixture.noon)
    func answer(_ id: JSON) -> JSON { Fixture.text().with("context", ["message_id": id]) }
    for id in [theirs, ours, echo] {
      let known = try #require(id)
      #expect(rules.send(answer(.string(known))).status == 200)
    }
    let foreign = try #require(other)
    for id: JSON in ["wamid.NADIE", .string(foreign), "", 5] { #expect(rules.send(answer(id)).code == 131_009) }
    #expect(rules.send(Fixture.text().with("context", "wamid.NADIE")).code == 131_009)
    #expect(rules.accepted.count == 4)
  }
}
