import BusinessTime
import Sandbox
import Testing

/// Reactions that the business sends.
struct ReactionTests {
  private let day: Int64 = 86_400_000

  private func reaction(to id: String, _ emoji: JSON = "👍") -> JSON {
    Fixture.text().without("text").with("type", "reaction")
      .with("reaction", ["message_id": .string(id), "emoji": emoji])
  }

  /// Rules in which Ana's message came at that moment, with its id.
  private func rules(since moment: Timestamp = Fixture.noon) throws -> (rules: MetaRules, id: String) {
    var rules = Fixture.openRules()
    let id = rules.writes(InboundMessage(.text("Hola")), from: Fixture.ana, to: Fixture.number, at: moment)
    _ = rules.updates(until: Fixture.noon)
    return (rules, try #require(id))
  }

  @Test("a reaction and its taking back are sent, and no status but sent is ever told", arguments: ["👍", ""])
  func sentOnly(_ emoji: String) throws {
    var (rules, id) = try rules()
    var ana = try #require(rules.person(Fixture.ana))
    ana.readsAfterMilliseconds = 1000
    rules.add(ana)
    #expect(rules.send(reaction(to: id, .string(emoji))).status == 200)
    rules.reads(person: Fixture.ana, numberID: Fixture.number, at: Fixture.after(2000))
    #expect(rules.statuses(until: Fixture.after(day)).map { $0["status"] } == ["sent"])
    #expect(rules.phoneInbox(of: Fixture.ana).map(\.text) == [emoji])
  }

  @Test("in reversed order too sent is told, alone")
  func reversed() throws {
    var (rules, id) = try rules()
    rules.faults = [Fault(.reverseStatuses)]
    _ = rules.send(reaction(to: id))
    #expect(rules.statuses(until: Fixture.after(day)).map { $0["status"] } == ["sent"])
  }

  @Test("a message that nobody knows is accepted, and the reaction fails with 131009")
  func unknown() throws {
    var (rules, _) = try rules()
    #expect(rules.send(reaction(to: "wamid.NADIE")).status == 200)
    let statuses = rules.statuses(until: Fixture.after(day))
    #expect(statuses.map { $0["status"] } == ["failed"])
    #expect(statuses.map { $0["errors"]?[0]?["code"] } == [131_009])
    #expect(rules.phoneInbox(of: Fixture.ana).isEmpty)
  }

  @Test("a message of 30 days can be reacted to, one a millisecond older cannot")
  func age() throws {
    for (age, told) in [(30 * day, "sent"), (30 * day + 1, "failed")] {
      var (rules, id) = try rules(since: Fixture.after(-age))
      _ = rules.send(reaction(to: id))
      #expect(rules.statuses(until: Fixture.after(day)).map { $0["status"]?.text } == [told])
    }
  }

  @Test("a reaction may stand on what the business sent or wrote in its phone app, and not on another number's message")
  func targets() throws {
    var (rules, _) = try rules()
    let sent = rules.send(Fixture.text()).acceptedID
    let echo = rules.echoes("Va", from: Fixture.number, to: Fixture.ana, at: Fixture.noon)
    let hello = InboundMessage(.text("Hola"))
    let other = rules.writes(hello, from: Fixture.ana, to: Fixture.otherNumber, at: Fixture.noon)
    for (id, told) in [(sent, "sent"), (echo, "sent"), (other, "failed")] {
      let reply = rules.send(reaction(to: try #require(id)))
      let statuses = rules.statuses(until: Fixture.after(day)).filter { $0["id"]?.text == reply.acceptedID }
      #expect(statuses.map { $0["status"]?.text } == [told])
    }
  }

  @Test("a reaction needs its message, an emoji or an empty one, and an open window")
  func refused() throws {
    var (rules, id) = try rules()
    let noEmoji: JSON = ["message_id": .string(id)]
    #expect(rules.send(reaction(to: id).with("reaction", noEmoji)).code == 131_008)
    #expect(rules.send(reaction(to: id, 5)).code == 131_009)
    #expect(rules.send(reaction(to: id).with("reaction", ["emoji": "👍"])).code == 131_008)
    #expect(rules.send(reaction(to: ""), at: Fixture.noon).code == 131_009)
    #expect(rules.send(reaction(to: id), at: Fixture.after(day)).code == 131_047)
    #expect(rules.accepted.isEmpty)
  }
}
