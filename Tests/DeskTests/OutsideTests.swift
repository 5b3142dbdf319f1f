import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// Conversations that a form, a CRM or a person opens (semantics §2; R11, R12, R17, R68).
@Suite("opened from outside") struct OutsideTests {
  private let ten = Office.ten
  private let carla = Identity(phone: "5215555506001", profileName: "Carla Nieto")
  private let crm = Author.automation(name: "crm")

  private func open(_ office: Office, _ opening: Opening, at now: Timestamp) throws -> Answer {
    try office.handle(.command(.open(opening, author: crm)), at: now)
  }

  @Test("it has the same clocks as a message, from the moment at which it came, and is acknowledged by a template")
  func opens() throws {
    let office = Office()
    let opening = Opening(number: Office.number, customer: carla, text: "Quiero una cotización")
    #expect(try open(office, opening, at: ten) == .opened(ConversationRef(1001), isNew: true))
    let conversation = try #require(try office.conversation())
    #expect(conversation.source == "form")
    #expect(conversation.openedAt == ten)
    #expect(conversation.assignee == "ana")
    #expect(try office.clock(.firstResponse)?.startedAt == ten)
    #expect(try office.clock(.firstResponse)?.dueAt == ten.plus(minutes: 15))
    #expect(office.record() == ["opened", "brought", "assigned"])
    let lines = try office.tables.lastMessages(of: ConversationRef(1001), most: 5)
    #expect(lines.map(\.text) == ["Quiero una cotización"])
    try office.run(until: ten.plus(seconds: 2))
    let sent = try #require(
      try office.send(at: ten.plus(seconds: 2), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil)))
    #expect(sent.entry.kind == .acknowledgement)
    #expect(sent.useTemplate)
    try office.run(until: ten.plus(minutes: 15))
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
    #expect(try office.entries(.alert).contains { $0.recipient == .person("lucia") })
  }

  @Test("it opens no window: a free reply is refused until the customer writes")
  func window() throws {
    let office = Office()
    _ = try open(office, Opening(number: Office.number, customer: carla, text: "Hola"), at: ten)
    let reply = Command.reply(ConversationRef(1001), text: "Hola", author: .person("ana"))
    #expect(try office.handle(.command(reply), at: ten.plus(minutes: 1)) == .refused(.windowClosed))
    try office.write("wamid.1", at: ten.plus(minutes: 2))
    guard case .replied = try office.handle(.command(reply), at: ten.plus(minutes: 3)) else {
      Issue.record("not taken")
      return
    }
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.conversation(1002) == nil)
  }

  @Test("it joins the customer's open conversation, and reopens one that was resolved")
  func joins() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    let opening = Opening(number: Office.number, customer: carla, text: "Me falta la factura", priority: .urgent)
    #expect(try open(office, opening, at: ten.plus(minutes: 10)) == .opened(ConversationRef(1001), isNew: false))
    #expect(try office.clock(.nextResponse)?.startedAt == ten.plus(minutes: 10))
    #expect(try office.conversation()?.priority == .normal)
    let resolve = Command.act(ConversationRef(1001), .resolve, author: .person("ana"))
    try office.handle(.command(resolve), at: ten.plus(minutes: 20))
    _ = try open(office, opening, at: ten.plus(minutes: 30))
    #expect(try office.conversation()?.state == .open)
  }

  @Test("without words it opens too, and what is said of it is not sorted away later")
  func said() throws {
    let office = Office(lexicon: try Example.office().context.lexicon)
    let opening = Opening(
      number: Office.number, customer: carla, priority: .low, category: "ventas", tags: ["campaña"],
      stage: "Cotización Solicitada", queue: "ventas")
    _ = try open(office, opening, at: ten)
    try office.write("wamid.1", .text("No puedo entrar a mi cuenta, urgente"), at: ten.plus(minutes: 1))
    let conversation = try #require(try office.conversation())
    #expect(conversation.priority == .low)
    #expect(conversation.category == "ventas")
    #expect(conversation.tags == ["campaña"])
    #expect(conversation.stage == "Cotización Solicitada")
    #expect(conversation.queue == "ventas")
    #expect(try office.clock(.firstResponse)?.startedAt == ten)
  }

  @Test("a policy can ask for its source, and for what is said of it")
  func policy() throws {
    let form = """
        - name: formulario
          when: { source: form, stage: Cotización Solicitada }
          calendar: siempre
          clocks: { first_response: { target: 5m, ladder: respuesta } }
        - name: general
          calendar: siempre
          clocks: { first_response: { target: 30m, ladder: respuesta } }
      """
    let office = try Example.office(policies: form)
    let at = Example.time("2026-11-23 10:00")
    let opening = Opening(number: "106540352242922", customer: carla, text: "Hola", stage: "Cotización Solicitada")
    #expect(try open(office, opening, at: at) == .opened(ConversationRef(1001), isNew: true))
    #expect(try office.conversation()?.policy == "formulario")
    #expect(try office.clock(.firstResponse)?.dueAt == at.plus(minutes: 5))
    try office.write("wamid.1", from: "5215555506002", at: at)
    #expect(try office.conversation(1002)?.policy == "general")
  }

  @Test("who cannot be a customer here is refused, and nothing is written")
  func refused() throws {
    let office = Office()
    func refusal(_ opening: Opening) throws -> Answer { try open(office, opening, at: ten) }
    #expect(try refusal(Opening(number: "1", customer: carla)) == .refused(.noSuchNumber))
    #expect(try refusal(Opening(number: Office.number, customer: Identity())) == .refused(.noAddress))
    let lucia = Identity(phone: "5215555503333")
    #expect(try refusal(Opening(number: Office.number, customer: lucia)) == .refused(.isStaff))
    #expect(
      try refusal(Opening(number: Office.number, customer: carla, team: "nadie")) == .refused(.noSuchTeam))
    #expect(try office.conversation() == nil)
    #expect(office.tables.contacts.rows().isEmpty)
    #expect(office.tables.journalLog.count == 0)
  }
}
