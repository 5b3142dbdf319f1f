import BusinessTime
import Sandbox
import Testing

/// The 24 hours in which free form may be sent.
struct WindowTests {
  private let day: Int64 = 24 * 3_600_000

  @Test("without a word from the customer free form is 131047, and nothing is accepted")
  func neverOpened() {
    var rules = Fixture.rules()
    let reply = rules.send(Fixture.text())
    #expect(reply.status == 400)
    #expect(reply.code == 131_047)
    #expect(rules.accepted.isEmpty)
  }

  @Test("the window is open until 24 hours after the customer's own timestamp, to the millisecond")
  func bounds() {
    var rules = Fixture.rules()
    let message = InboundMessage(.text("Hola"), sentAt: Fixture.after(-3_600_000))
    rules.writes(message, from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    #expect(rules.windowCloses(numberID: Fixture.number, person: Fixture.ana) == Fixture.after(day - 3_600_000))
    #expect(rules.send(Fixture.text(), at: Fixture.after(day - 3_600_001)).status == 200)
    #expect(rules.send(Fixture.text(), at: Fixture.after(day - 3_600_000)).code == 131_047)
  }

  @Test("an older message that comes late does not shorten the window")
  func neverBack() {
    var rules = Fixture.openRules()
    let old = InboundMessage(.text("antes"), sentAt: Fixture.after(-10_000_000))
    rules.writes(old, from: Fixture.ana, to: Fixture.number, at: Fixture.after(1000))
    #expect(rules.windowCloses(numberID: Fixture.number, person: Fixture.ana) == Fixture.after(day))
  }

  @Test("the window is of one number and one person")
  func scope() {
    var rules = Fixture.openRules()
    #expect(rules.send(Fixture.text(to: Fixture.luis)).code == 131_047)
    let other = Fixture.send(Fixture.text(), number: Fixture.otherNumber, token: Fixture.otherToken)
    #expect(rules.answer(other, at: Fixture.noon).code == 131_047)
  }

  @Test("a call opens the window, a reaction does not unless that is set")
  func otherOpeners() {
    var called = Fixture.rules()
    called.calls(from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    #expect(called.send(Fixture.text()).status == 200)
    let reaction = InboundMessage(.reaction(to: "wamid.X", emoji: "👍"))
    var reacted = Fixture.rules()
    reacted.writes(reaction, from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    #expect(reacted.send(Fixture.text()).code == 131_047)
    reacted.settings.reactionOpensWindow = true
    reacted.writes(reaction, from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    #expect(reacted.send(Fixture.text()).status == 200)
  }

  @Test("asynchronously the message is accepted and fails with 131047, and no phone shows it")
  func asynchronous() {
    var settings = MetaSettings()
    settings.windowRefusal = .asynchronous
    var rules = Fixture.rules(settings)
    #expect(rules.send(Fixture.text()).status == 200)
    let statuses = rules.statuses(until: Fixture.after(60_000))
    #expect(statuses.map { $0["status"] } == ["failed"])
    #expect(statuses.first?["errors"]?[0]?["code"] == 131_047)
    #expect(rules.phoneInbox(of: Fixture.ana).isEmpty)
  }

  @Test("a template needs no window")
  func template() {
    var rules = Fixture.rules()
    rules.add(MessageTemplate(name: "aviso", language: "es_MX", body: "Aviso."), to: Fixture.account)
    #expect(rules.send(Fixture.template("aviso")).status == 200)
  }
}
