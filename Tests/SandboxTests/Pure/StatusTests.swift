import BusinessTime
import Sandbox
import Testing

/// What becomes of an accepted message, and how it is told.
struct StatusTests {
  @Test("sent after 0.3 s, delivered after 0.9 s, each with id, time, recipient and callback data")
  func story() throws {
    var rules = Fixture.openRules()
    let reply = rules.send(Fixture.text(callbackData: "out-5"))
    let id = try #require(reply.acceptedID)
    #expect(rules.statuses(until: Fixture.after(299)).isEmpty)
    let sent = rules.statuses(until: Fixture.after(300))
    #expect(
      sent == [
        [
          "id": .string(id), "status": "sent", "timestamp": "1795446000", "recipient_id": "5215555501111",
          "recipient_user_id": "MX.7301", "biz_opaque_callback_data": "out-5",
          "pricing": [
            "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service",
          ],
        ]
      ])
    #expect(rules.phoneInbox(of: Fixture.ana).isEmpty)
    let delivered = rules.statuses(until: Fixture.after(900))
    #expect(delivered.map { $0["status"] } == ["delivered"])
    #expect(delivered.first?["pricing"] == nil)
    #expect(delivered.first?["biz_opaque_callback_data"] == "out-5")
    #expect(rules.phoneInbox(of: Fixture.ana).count == 1)
    #expect(rules.nextEventAt == nil)
  }

  @Test("who reads makes it read; who reads at once skips delivered")
  func reading() {
    var rules = Fixture.openRules()
    var ana = Person(waID: Fixture.ana, name: "Ana", userID: Fixture.anaUserID)
    ana.readsAfterMilliseconds = 5000
    rules.add(ana)
    _ = rules.send(Fixture.text())
    #expect(rules.statuses(until: Fixture.after(5899)).map { $0["status"] } == ["sent", "delivered"])
    #expect(rules.statuses(until: Fixture.after(5900)).map { $0["status"] } == ["read"])
    ana.readsAfterMilliseconds = 0
    rules.add(ana)
    _ = rules.send(Fixture.text(), at: Fixture.after(10_000))
    #expect(rules.statuses(until: Fixture.after(20_000)).map { $0["status"] } == ["sent", "read"])
  }

  @Test("an offline phone gets it when it is back")
  func offline() {
    var rules = Fixture.openRules()
    rules.change(reach: .offline, of: Fixture.ana, at: Fixture.noon)
    _ = rules.send(Fixture.text())
    #expect(rules.statuses(until: Fixture.after(3_600_000)).map { $0["status"] } == ["sent"])
    #expect(rules.phoneInbox(of: Fixture.ana).isEmpty)
    rules.change(reach: .online, of: Fixture.ana, at: Fixture.after(3_600_000))
    let late = rules.statuses(until: Fixture.after(3_600_000))
    #expect(late.map { $0["status"] } == ["delivered"])
    #expect(late.first?["timestamp"] == "1795449600")
    #expect(rules.phoneInbox(of: Fixture.ana).count == 1)
  }

  @Test("who is not on WhatsApp makes it fail with 131026, told without a user id")
  func undeliverable() {
    var rules = Fixture.openRules()
    rules.change(reach: .notOnWhatsApp, of: Fixture.ana, at: Fixture.noon)
    #expect(rules.send(Fixture.text(callbackData: "out-6")).status == 200)
    let statuses = rules.statuses(until: Fixture.after(60_000))
    #expect(statuses.map { $0["status"] } == ["failed"])
    #expect(statuses.first?["errors"]?[0]?["code"] == 131_026)
    #expect(statuses.first?["recipient_user_id"] == nil)
    #expect(statuses.first?["biz_opaque_callback_data"] == "out-6")
  }

  @Test("a person without a visible phone is told of by user id alone")
  func hiddenPhone() {
    var rules = Fixture.openRules()
    var ana = Person(waID: Fixture.ana, name: "Ana", userID: Fixture.anaUserID)
    ana.hidesPhone = true
    rules.add(ana)
    _ = rules.send(Fixture.text().without("to").with("recipient", "MX.7301"))
    let status = rules.statuses(until: Fixture.after(300)).first
    #expect(status?["recipient_id"] == nil)
    #expect(status?["recipient_user_id"] == "MX.7301")
  }

  @Test("the thousandth reply of a month is free, the next costs, and the next month begins anew")
  func freeTier() {
    var settings = MetaSettings()
    settings.freeServiceMessages = 3
    var rules = Fixture.openRules(settings)
    for _ in 1...4 { _ = rules.send(Fixture.text()) }
    let types = rules.statuses(until: Fixture.after(300)).map { $0["pricing"]?["type"]?.text }
    #expect(types == ["free_customer_service", "free_customer_service", "free_customer_service", "regular"])
    // 2026-12-01T00:00:00Z and the second before it.
    let december = Timestamp(seconds: 1_796_083_200)
    let before = december.adding(seconds: -1)
    rules.writes(InboundMessage(.text("Hola")), from: Fixture.ana, to: Fixture.number, at: before)
    _ = rules.updates(until: before)
    _ = rules.send(Fixture.text(), at: before.adding(milliseconds: -300))
    _ = rules.send(Fixture.text(), at: december.adding(milliseconds: -300))
    let billable = rules.statuses(until: december).compactMap { $0["pricing"]?["billable"]?.truth }
    #expect(billable == [true, false])
  }

  @Test("by default a thousand are free")
  func thousand() { #expect(MetaSettings().freeServiceMessages == 1000) }

  @Test("a utility template costs also inside the window")
  func utility() {
    var rules = Fixture.openRules()
    rules.add(MessageTemplate(name: "aviso", language: "es_MX", body: "Aviso."), to: Fixture.account)
    _ = rules.send(Fixture.template("aviso"))
    #expect(
      rules.statuses(until: Fixture.after(300)).first?["pricing"] == [
        "billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility",
      ])
  }
}
