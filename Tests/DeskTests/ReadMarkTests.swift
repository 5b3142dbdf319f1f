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

  /// The claim of a reply of Ana's, in whatever form.
  private func reply(_ office: Office, form: ReplyForm? = nil, at now: Timestamp) throws -> Claim? {
    let command = Command.reply(ref, text: "Va", form: form, author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(command), at: now),
      case .claimed(let claim) = try office.claim(id, at: now)
    else { return nil }
    return claim
  }

  @Test("the newest of what the customer wrote, by their own time, before an acknowledgement and before an answer")
  func newest() throws {
    let office = office()
    try office.write("wamid.2", written: ten.plus(seconds: -1), at: ten)
    try office.write("wamid.1", written: ten.plus(seconds: -5), at: ten.plus(seconds: 1))
    try office.run(until: ten.plus(seconds: 10))
    let sent = try office.send(
      at: ten.plus(seconds: 10), .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil))
    let acknowledgement = try #require(sent)
    #expect(acknowledgement.entry.kind == .acknowledgement)
    #expect(acknowledgement.marksRead == "wamid.2")
    try office.write("wamid.3", .reaction(emoji: "👍", to: "wamid.a"), at: ten.plus(minutes: 1))
    #expect(try #require(try reply(office, at: ten.plus(minutes: 2))).marksRead == "wamid.2")
    try office.write("wamid.4", .text("¿Y bien?"), at: ten.plus(minutes: 3))
    #expect(try #require(try reply(office, at: ten.plus(minutes: 4))).marksRead == "wamid.4")
  }

  @Test("nothing unless the rules say so, and nothing before a reaction")
  func off() throws {
    let silent = office(marksRead: false)
    try silent.write("wamid.1", at: ten)
    #expect(try #require(try reply(silent, at: ten.plus(minutes: 1))).marksRead == nil)
    let office = office()
    try office.write("wamid.1", at: ten)
    let message = try #require(office.tables.messages.rows { $0.wamid == "wamid.1" }.first)
    #expect(
      try #require(try reply(office, form: .reaction(to: message.id), at: ten.plus(minutes: 1))).marksRead == nil)
  }

  @Test("nothing of our people's, and nothing before an alert")
  func alert() throws {
    let office = office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    guard case .claimed(let claim) = try office.claim(alert.id, at: ten.plus(minutes: 10)) else {
      Issue.record("not claimed")
      return
    }
    #expect(claim.marksRead == nil)
  }

  @Test("while the circuit is open the probe goes alone, and once it is closed marks go again")
  func openCircuit() throws {
    let office = office()
    try office.write("wamid.1", at: ten)
    let first = try #require(try reply(office, at: ten.plus(minutes: 1)))
    try office.handle(
      .settled(first.entry.id, .refused(code: "190", remedy: .openBreaker(.account))), at: ten.plus(minutes: 1))
    guard case .claimed(let probe) = try office.claim(first.entry.id, at: ten.plus(minutes: 2)) else {
      Issue.record("no probe")
      return
    }
    #expect(probe.marksRead == nil)
    try office.handle(
      .settled(probe.entry.id, .accepted(wamid: "wamid.p", returnedPhone: nil, userID: nil)),
      at: ten.plus(minutes: 2, seconds: 1))
    #expect(try #require(try reply(office, at: ten.plus(minutes: 3))).marksRead == "wamid.1")
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
      #expect(try #require(try reply(office, at: later)).marksRead == marked)
    }
  }
}
