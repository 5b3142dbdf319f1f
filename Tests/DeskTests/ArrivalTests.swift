import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What opens, whose it is, and when it was written.
@Suite struct ArrivalTests {
  private let ten = Office.ten

  @Test(
    "what asks for nothing opens nothing",
    arguments: [
      ("system", .system(type: nil)), ("system", .system(type: "user_changed_number")),
      ("edit", .edit(of: "wamid.0", to: .text("¡Urgente!"))), ("edit", .other(type: "edit", subtype: nil)),
      ("revoke", .revoke(of: "wamid.0")), ("revoke", .other(type: "revoke", subtype: nil)),
      ("request_welcome", .welcome), ("reaction", .reaction(emoji: "👍", to: "wamid.0")),
      ("reaction", .other(type: "reaction", subtype: nil)), ("unsupported", .unsupported(type: "edit", code: nil)),
      ("unsupported", .unsupported(type: "reaction", code: nil)),
      ("unsupported", .unsupported(type: "pin", code: nil)),
      ("unsupported", .unsupported(type: "poll_update", code: nil)),
      ("unsupported", .unsupported(type: "keep_in_chat", code: nil)),
    ] as [(String, MessageContent)])
  func opensNothing(kind: String, content: MessageContent) throws {
    let office = Office()
    try office.write("wamid.1", content, at: ten)
    #expect(try office.conversation() == nil)
    #expect(try office.tables.message("wamid.1")?.kind == kind)
  }

  @Test(
    "every other type, known or not, is a request",
    arguments: [
      .text("Hola"), .media(.init(kind: .sticker, mediaID: "1")), .button(text: "Sí", payload: nil),
      .listReply(id: "1", title: "Uno", description: nil), .location(.init(latitude: 19.4, longitude: -99.1)),
      .contacts([.init(name: nil)]), .order(.init(catalogID: nil, items: [])), .formReply(.init(name: "flow")),
      .callPermission(.init(isGranted: true)), .other(type: "location", subtype: nil),
      .other(type: "hologram", subtype: nil), .unsupported(type: "errors", code: 131_051),
      .unsupported(type: nil, code: 131_060),
    ] as [MessageContent])
  func opens(content: MessageContent) throws {
    let office = Office()
    try office.write("wamid.1", content, at: ten)
    #expect(try office.clock(.firstResponse)?.startedAt == ten)
  }

  @Test("a place that is called like a stop word silences nobody, and a card's name sorts nothing")
  func namesAreNoWords() throws {
    let office = Office()
    try office.write("wamid.1", .location(.init(latitude: 19.4, longitude: -99.1, name: "Stop")), at: ten)
    try office.write("wamid.2", .contacts([.init(name: "Baja")]), at: ten)
    #expect(try office.conversation().flatMap { try office.tables.contact($0.contact) }?.isOptedOut == false)
    #expect(try office.tables.message("wamid.1")?.text == "Stop")
  }

  @Test("a group message is kept and opens nothing")
  func group() throws {
    let office = Office()
    try office.write("wamid.1", group: "group-1", at: ten)
    #expect(try office.conversation() == nil)
    #expect(try office.tables.message("wamid.1") != nil)
  }

  @Test("a standby message opens without clocks; they start when the thread is ours")
  func standby() throws {
    let office = Office()
    try office.write("wamid.1", standby: true, at: ten)
    #expect(try office.conversation()?.clocks.isEmpty == true)
    try office.run(until: ten.plus(minutes: 1))
    #expect(try office.entries(.acknowledgement).isEmpty)
    try office.write("wamid.2", at: ten.plus(minutes: 5))
    #expect(try office.clock(.firstResponse)?.startedAt == ten.plus(minutes: 5))
  }

  @Test("Meta's agent hands the thread over: the clocks of what it left unanswered start then, unacknowledged")
  func handOver() throws {
    let office = Office()
    try office.write("wamid.1", standby: true, at: ten)
    try office.handOver(at: ten.plus(minutes: 7))
    let clock = try #require(try office.clock(.firstResponse))
    #expect(clock.startedAt == ten.plus(minutes: 7))
    #expect(clock.dueAt == ten.plus(minutes: 22))
    try office.run(until: ten.plus(minutes: 9))
    #expect(try office.entries(.acknowledgement).isEmpty)
    // The same one again, or a second hand-over, finds nobody waiting that was not waiting before.
    try office.handOver(at: ten.plus(minutes: 7))
    try office.handOver(at: ten.plus(minutes: 10))
    #expect(try office.conversation()?.clocks.count == 1)
  }

  @Test("a hand-over that overtakes the message that it is about starts the same clock")
  func handOverFirst() throws {
    let office = Office()
    try office.handOver(at: ten.plus(minutes: 7))
    #expect(try office.conversation() == nil)
    try office.write("wamid.1", written: ten.plus(minutes: 6), standby: true, at: ten.plus(minutes: 8))
    #expect(try office.clock(.firstResponse)?.startedAt == ten.plus(minutes: 7))
    // What the customer writes to the agent afterwards is the agent's again.
    try office.write("wamid.2", standby: true, at: ten.plus(minutes: 20))
    #expect(try office.conversation()?.heldByAgent?.at == ten.plus(minutes: 20))
  }

  @Test("whom a person answered in the phone app before the hand-over, nobody keeps waiting")
  func answeredBeforeHandOver() throws {
    let office = Office()
    try office.write("wamid.1", standby: true, at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 3))
    try office.handOver(at: ten.plus(minutes: 7))
    #expect(try office.conversation()?.clocks.isEmpty == true)
  }

  @Test("a reaction asks for nothing, except on a person's message that ended in a question")
  func reactions() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e1", "Listo, quedó resuelto.", at: ten.plus(minutes: 1))
    try office.write("wamid.2", .reaction(emoji: "👍", to: "wamid.e1"), at: ten.plus(minutes: 2))
    #expect(try office.clock(.nextResponse) == nil)
    try office.echo("wamid.e2", "¿Confirma a las 5?", at: ten.plus(minutes: 3))
    try office.write("wamid.3", .reaction(emoji: nil, to: "wamid.e2"), at: ten.plus(minutes: 4))
    #expect(try office.clock(.nextResponse) == nil)
    try office.write("wamid.4", .reaction(emoji: "👍", to: "wamid.e2"), at: ten.plus(minutes: 5))
    #expect(try office.clock(.nextResponse)?.startedAt == ten.plus(minutes: 5))
  }

  @Test(
    "Meta's time holds within 8 days back and 5 minutes ahead; beyond, the time of receipt",
    arguments: [
      (-8 * 86_400, false), (-8 * 86_400 - 1, true), (300, false), (301, true),
    ] as [(Int64, Bool)])
  func plausible(offset: Int64, isReplaced: Bool) throws {
    let office = Office()
    let written = ten.adding(seconds: offset)
    try office.write("wamid.1", written: written, at: ten)
    let stored = try #require(try office.tables.message("wamid.1"))
    #expect(stored.isTimeReplaced == isReplaced)
    #expect(stored.occurredAt == (isReplaced ? ten : written))
    #expect(try office.conversation()?.openedAt == stored.occurredAt)
  }

  @Test("a customer without a phone is a customer")
  func withoutPhone() throws {
    let office = Office()
    try office.write("wamid.1", from: nil, userID: "MX.5550001", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let claim = try office.send(at: ten.plus(seconds: 2), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    #expect(claim?.userID == "MX.5550001")
    #expect(claim?.phone == nil)
  }

  @Test("the first update that carries phone and user id links them: one conversation, one acknowledgement")
  func links() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555506001", at: ten)
    try office.run(until: ten.plus(minutes: 1))
    try office.write("wamid.2", from: "5215555506001", userID: "MX.5550001", at: ten.plus(minutes: 2))
    try office.write("wamid.3", from: nil, userID: "MX.5550001", at: ten.plus(minutes: 3))
    try office.run(until: ten.plus(minutes: 4))
    #expect(try office.conversation(1002) == nil)
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("a recycled phone with another user id is another customer")
  func recycled() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555506001", userID: "MX.5550001", at: ten)
    try office.write("wamid.2", from: "5215555506001", userID: "MX.5550002", at: ten.plus(minutes: 1))
    let (old, new) = (try office.conversation(1001)!, try office.conversation(1002)!)
    #expect(old.contact != new.contact)
    #expect(try office.tables.contact(old.contact)?.phone == nil)
    #expect(try office.tables.contact(new.contact)?.phone == "5215555506001")
  }

  @Test("known by user id alone, then by phone alone, then by both: what is open goes along")
  func linkedLate() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555506001", at: ten)
    let byPhone = try office.conversation(1001)!.contact
    // The same person, closed elsewhere: known by user id on another occasion.
    try office.event(
      .echo(
        EchoedMessage(
          wamid: "wamid.e", recipient: Identity(userID: "MX.5550001"), timestamp: ten, content: .text("Hola"))), at: ten
    )
    try office.write("wamid.2", from: "5215555506001", userID: "MX.5550001", at: ten.plus(minutes: 1))
    let owner = try #require(try office.tables.contact(userID: "MX.5550001"))
    #expect(owner.id != byPhone)
    #expect(try office.conversation(1001)?.contact == owner.id)
    #expect(try office.conversation(1002) == nil)
  }

  @Test("two open conversations turn out to be one contact's: the older goes on, and each reference leads to it")
  func linkedWithTwoOpen() throws {
    let office = Office()
    try office.write("wamid.1", from: nil, userID: "MX.5550001", at: ten)
    try office.write("wamid.2", from: "5215555506001", at: ten.plus(minutes: 1))
    try office.write("wamid.3", from: "5215555506001", userID: "MX.5550001", at: ten.plus(minutes: 2))
    let owner = try #require(try office.tables.contact(userID: "MX.5550001"))
    #expect(owner.phone == "5215555506001")
    #expect(try office.conversation(1001)?.contact == owner.id)
    #expect(try office.conversation(1002)?.contact == owner.id)
    #expect(try office.conversation(1003) == nil)
    #expect(try office.tables.message("wamid.3")?.conversation == ConversationRef(1001))
    for ref: Int64 in [1001, 1002] {
      let reply = Command.reply(ConversationRef(ref), text: "Ya lo vemos", author: .person("ana"))
      let answer = try office.handle(.command(reply), at: ten.plus(minutes: 3))
      guard case .replied(let id) = answer else { Issue.record("not replied: \(answer)"); return }
      guard case .claimed(let claim) = try office.claim(id, at: ten.plus(minutes: 3)) else {
        Issue.record("\(ref) cannot be answered")
        return
      }
      #expect(claim.phone == "5215555506001")
      #expect(try office.clock(.firstResponse)?.outcome == .met)
    }
  }

  @Test("a message of nobody's is parked, and nothing is opened")
  func nobodys() throws {
    let office = Office()
    #expect(try office.write("wamid.1", from: nil, at: ten) == .parked(reason: "no_sender"))
    #expect(try office.conversation() == nil)
    // A group's message has no sender of ours to answer and is kept as it is.
    #expect(try office.write("wamid.2", from: nil, group: "g", at: ten) == .done)
  }

  @Test("Mexico's and Brazil's variants of a phone are one customer")
  func variants() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555506001", at: ten)
    try office.write("wamid.2", from: "525555506001", at: ten.plus(minutes: 1))
    try office.write("wamid.3", from: "5511985506002", at: ten)
    try office.write("wamid.4", from: "551185506002", at: ten.plus(minutes: 1))
    #expect(try office.conversation(1002) != nil)
    #expect(try office.conversation(1003) == nil)
  }

  @Test("an echo stops the clock as a person's answer; within five seconds it is the app's own greeting")
  func echoes() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e1", "¡Gracias por escribir!", at: ten.plus(seconds: 3))
    #expect(try office.clock(.firstResponse)?.stoppedAt == nil)
    try office.echo("wamid.e2", at: ten.plus(seconds: 6))
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(seconds: 6))
  }

  @Test("the same text to a third contact within a minute of their messages is an away message")
  func awayMessage() throws {
    let office = Office()
    for index in 1...3 {
      let phone = "521555550600\(index)"
      try office.write("wamid.\(index)", from: phone, at: ten.plus(minutes: Int64(index) * 10))
      try office.echo(
        "wamid.e\(index)", to: phone, "Estamos fuera de la oficina",
        at: ten.plus(minutes: Int64(index) * 10, seconds: 40))
    }
    #expect(try office.clock(.firstResponse, of: 1002)?.stoppedAt != nil)
    #expect(try office.clock(.firstResponse, of: 1003)?.stoppedAt == nil)
  }

  @Test("an echo without an open conversation opens none, and holds back the next acknowledgement for five minutes")
  func echoFirst() throws {
    let office = Office()
    try office.echo("wamid.e1", at: ten)
    #expect(try office.conversation() == nil)
    try office.write("wamid.1", at: ten.plus(minutes: 2))
    try office.run(until: ten.plus(minutes: 3))
    #expect(try office.clock(.acknowledgement)?.outcome == .excluded(reason: "human_active"))
  }

  @Test("an answer that overtook the message that it answers counts once that message opens the conversation")
  func echoOvertakes() throws {
    let office = Office()
    try office.echo("wamid.e1", at: ten.plus(minutes: 5))
    try office.write("wamid.1", written: ten, at: ten.plus(minutes: 7))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(minutes: 5))
  }

  @Test("a greeting that arrives after the customer's second message is still a greeting")
  func lateGreeting() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.write("wamid.2", written: ten.plus(seconds: 5), at: ten.plus(seconds: 6))
    let echo = EchoedMessage(
      wamid: "wamid.e", recipient: Identity(phone: "5215555506001"), timestamp: ten.plus(seconds: 2),
      content: .text("¡Gracias por escribir!"))
    try office.event(.echo(echo), at: ten.plus(seconds: 8))
    #expect(try office.clock(.firstResponse)?.stoppedAt == nil)
  }

  @Test("STOP right after a greeting: the acknowledgement of the burst is not sent")
  func stopInBurst() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.write("wamid.2", .text("STOP"), at: ten.plus(seconds: 1))
    try office.run(until: ten.plus(minutes: 1))
    #expect(try office.entries(.acknowledgement).isEmpty)
  }

  @Test(
    "thanks after an answer ask for nothing",
    arguments: [
      "Gracias", "Muchas gracias!!", "ok", "Ok, perfecto", "👍", "🙏🏽❤️", "Obrigada!", "Valeu", "thank you",
      "De acuerdo, listo",
    ])
  func courtesy(text: String) throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", "Ya quedó resuelto.", at: ten.plus(minutes: 5))
    try office.write("wamid.2", .text(text), at: ten.plus(minutes: 6))
    #expect(try office.clock(.nextResponse) == nil)
  }

  @Test(
    "when in doubt it is a request",
    arguments: ["Gracias, ¿y mi factura?", "ok pero no me llegó", "gracias por nada", "No", "Sí", "👎", "gracias 5550"])
  func noCourtesy(text: String) throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", "Ya quedó resuelto.", at: ten.plus(minutes: 5))
    try office.write("wamid.2", .text(text), at: ten.plus(minutes: 6))
    #expect(try office.clock(.nextResponse)?.startedAt == ten.plus(minutes: 6))
  }

  @Test("ok to a person's question is an answer; as the first message it is a request")
  func courtesyThatAnswers() throws {
    let office = Office()
    try office.write("wamid.1", .text("ok"), at: ten)
    #expect(try office.clock(.firstResponse) != nil)
    try office.echo("wamid.e", "¿Confirma a las 5?", at: ten.plus(minutes: 5))
    try office.write("wamid.2", .text("ok"), at: ten.plus(minutes: 6))
    #expect(try office.clock(.nextResponse)?.startedAt == ten.plus(minutes: 6))
  }

  @Test("a sticker after a person's answer is thanks: nothing waits for it and nothing acknowledges it")
  func courtesySticker() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try office.write("wamid.3", .media(.init(kind: .sticker, mediaID: "1")), at: ten.plus(minutes: 6))
    try office.run(until: ten.plus(minutes: 60 * 13))
    #expect(try office.conversation()?.nextDueAt == nil)
    #expect(try office.clock(.nextResponse) == nil)
    #expect(try office.entries(.acknowledgement).filter { $0.createdAt > ten.plus(minutes: 5) } == [])
    // Somebody answered first; the same sticker as a first message opens a conversation.
    try office.write(
      "wamid.4", from: "5215555506002", .media(.init(kind: .sticker, mediaID: "1")), at: ten.plus(minutes: 60 * 13))
    #expect(try office.conversation(1002)?.nextDueAt != nil)
  }

  @Test(
    "a week that Meta brings all at once: each step is stamped with its own time and decided once, and only the highest tells"
  )
  func backlog() throws {
    let office = Office()
    let week = ten.plus(minutes: 7 * 24 * 60 - 60)
    office.earliest = week
    for day: Int64 in 0..<7 {
      let written = ten.plus(minutes: day * 24 * 60)
      try office.write(
        "wamid.\(day)", from: "521555550700\(day)", written: written, at: week.plus(seconds: day))
    }
    for _ in 0..<3 { try office.run(until: week.plus(minutes: 5)) }
    for day: Int64 in 0..<7 {
      let ref = 1001 + day
      let written = ten.plus(minutes: day * 24 * 60)
      let clock = try #require(try office.clock(.firstResponse, of: ref))
      #expect(clock.startedAt == written)
      #expect(clock.outcome == .breached)
      let fired = clock.plan.filter { $0.firedAt != nil }
      #expect(fired.map(\.name).prefix(2) == ["-5m", "due"])
      #expect(fired.prefix(2).map(\.at) == [written.plus(minutes: 10), written.plus(minutes: 15)])
      #expect(office.record(of: ref).filter { $0 == "step" }.count == fired.count)
      let told = office.tables.outbox.rows { $0.kind == .alert && $0.conversation == ConversationRef(ref) }
      #expect(Set(told.compactMap(\.notice).map(\.step)) == ["due"])
    }
  }
}
