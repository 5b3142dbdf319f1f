import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// Which message is marked as read before something goes out.
@Suite struct ReadMarkTests {
  private let ten = Office.ten
  private let ref = ConversationRef(1001)

  private func office(marksRead: Bool = true) -> Office {
    let office = Office()
    var rules = office.context.rules
    rules.acknowledgements.marksRead = marksRead
    office.context = DeskContext(
      rules: rules, books: [:], texts: office.context.texts, remedy: { $0 == 190 ? .openBreaker(.account) : .giveUp })
    return office
  }

  /// What is marked before this is claimed, and then the claim.
  private func claim(_ office: Office, _ id: OutboxID, at now: Timestamp) throws -> (marked: Wamid?, entry: OutboxID)? {
    let first = try office.decide(at: now) { try $0.claim(id, leaseSeconds: 60, asksToMark: true) }
    if case .claimed(let claim) = first { return (nil, claim.entry.id) }
    guard case .marks(let message) = first else { return nil }
    // Nothing was claimed by the question.
    #expect(try office.tables.outboxEntry(id)?.state == .queued)
    guard case .claimed(let claim) = try office.claim(id, at: now) else { return nil }
    return (message, claim.entry.id)
  }

  /// A reply of Ana's, in whatever form, is claimed.
  private func reply(
    _ office: Office, form: ReplyForm? = nil, at now: Timestamp
  ) throws -> (marked: Wamid?, entry: OutboxID)? {
    let command = Command.reply(ref, text: "Va", form: form, author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(command), at: now) else { return nil }
    return try claim(office, id, at: now)
  }

  @Test("the newest of what the customer wrote, by their own time, before an acknowledgement and before an answer")
  func newest() throws {
    let office = office()
    try office.write("wamid.2", written: ten.plus(seconds: -1), at: ten)
    try office.write("wamid.1", written: ten.plus(seconds: -5), at: ten.plus(seconds: 1))
    try office.run(until: ten.plus(seconds: 10))
    let acknowledgement = try #require(try office.entries(.acknowledgement).first)
    #expect(try #require(try claim(office, acknowledgement.id, at: ten.plus(seconds: 10))).marked == "wamid.2")
    try office.handle(
      .settled(acknowledgement.id, .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil)),
      at: ten.plus(seconds: 10))
    try office.write("wamid.3", .reaction(emoji: "👍", to: "wamid.a"), at: ten.plus(minutes: 1))
    #expect(try #require(try reply(office, at: ten.plus(minutes: 2))).marked == "wamid.2")
    try office.write("wamid.4", .text("¿Y bien?"), at: ten.plus(minutes: 3))
    #expect(try #require(try reply(office, at: ten.plus(minutes: 4))).marked == "wamid.4")
  }

  @Test("nothing unless the rules say so, and nothing before a reaction")
  func off() throws {
    let silent = office(marksRead: false)
    try silent.write("wamid.1", at: ten)
    #expect(try #require(try reply(silent, at: ten.plus(minutes: 1))).marked == nil)
    let office = office()
    try office.write("wamid.1", at: ten)
    let message = try #require(office.tables.messages.rows { $0.wamid == "wamid.1" }.first)
    #expect(
      try #require(try reply(office, form: .reaction(to: message.id), at: ten.plus(minutes: 1))).marked == nil)
  }

  @Test("nothing of our people's, and nothing before an alert")
  func alert() throws {
    let office = office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    #expect(try #require(try claim(office, alert.id, at: ten.plus(minutes: 10))).marked == nil)
  }

  @Test("while the circuit is open the probe goes alone, and once it is closed marks go again")
  func openCircuit() throws {
    let office = office()
    try office.write("wamid.1", at: ten)
    let first = try #require(try reply(office, at: ten.plus(minutes: 1)))
    try office.handle(
      .settled(first.entry, .refused(code: "190", remedy: .openBreaker(.account))), at: ten.plus(minutes: 1))
    let probe = try #require(try claim(office, first.entry, at: ten.plus(minutes: 2)))
    #expect(probe.marked == nil)
    try office.handle(
      .settled(probe.entry, .accepted(wamid: "wamid.p", returnedPhone: nil, userID: nil)),
      at: ten.plus(minutes: 2, seconds: 1))
    #expect(try #require(try reply(office, at: ten.plus(minutes: 3))).marked == "wamid.1")
  }

  @Test("what the customer wrote more than 30 days ago is not marked, although a call has opened the window")
  func tooOld() throws {
    for (seconds, marked) in [(-1, "wamid.1"), (0, nil)] as [(Int64, Wamid?)] {
      let office = office()
      try office.write("wamid.1", at: ten)
      let later = ten.plus(minutes: 30 * 24 * 60, seconds: seconds)
      try office.event(
        .call(IncomingCall(caller: Identity(phone: "5215555506001"), timestamp: later.plus(minutes: -1))),
        at: later.plus(minutes: -1))
      #expect(try #require(try reply(office, at: later)).marked == marked)
    }
  }

  @Test("what runs out of time while the message is being marked does not go out")
  func tooLate() throws {
    let office = office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 10))
    let entry = try #require(try office.entries(.acknowledgement).first)
    let until = try #require(entry.validUntil)
    let asked = try office.decide(at: until.plus(seconds: -1)) {
      try $0.claim(entry.id, leaseSeconds: 60, asksToMark: true)
    }
    #expect(asked == .marks("wamid.1"))
    #expect(try office.claim(entry.id, at: until) == .over)
    #expect(try office.tables.outboxEntry(entry.id)?.state == .expired)
  }
}
