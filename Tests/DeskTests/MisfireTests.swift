import BusinessTime
import Gateway
import Helpdesk
import Testing

@testable import Simulation

/// What people say of the rules that sorted a message.
@Suite struct MisfireTests {
  private let ten = Office.ten
  private let ana = Author.person("ana")

  private func office() throws -> (Office, MisfireOrder) {
    let office = Office()
    var rules = office.context.rules
    rules.book.triage = TriageRules(
      [TriageRule(name: "pago", words: ["pago"], category: "billing")], usesLexicon: false)
    office.context = DeskContext(rules: rules, books: [:], texts: office.context.texts) { _ in .giveUp }
    try office.write("wamid.1", .text("mi pago"), at: ten)
    let message = try #require(try office.tables.message("wamid.1"))
    return (office, MisfireOrder(conversation: ConversationRef(1001), message: message.id, rule: "pago"))
  }

  @Test("a mark changes nothing of the conversation, and counts the message in its own time")
  func nothingElse() throws {
    let (office, order) = try office()
    let before = try office.conversation()
    #expect(try office.handle(.command(.misfire(order, author: ana)), at: ten.plus(minutes: 20)) == .done)
    #expect(try office.conversation() == before)
    let figures = try office.tables.ruleFigures(from: ten, to: ten.plus(minutes: 15))
    #expect(figures == [RuleFigures(rule: "pago", matched: 1, wrong: 1, words: [.init("pago", 1)])])
    #expect(try office.tables.misfire(of: order.message, rule: "pago")?.markedAt == ten.plus(minutes: 20))
  }

  @Test("a closed conversation's rules can be judged as well")
  func closed() throws {
    let (office, order) = try office()
    try office.handle(.command(.act(ConversationRef(1001), .resolve, author: ana)), at: ten.plus(minutes: 1))
    let later = ten.plus(minutes: 3 * 24 * 60)
    try office.run(until: later)
    #expect(try office.conversation()?.state == .closed)
    #expect(try office.handle(.command(.misfire(order, author: ana)), at: later) == .done)
  }

  @Test("a program judges nothing, and leaves nothing in the journal")
  func program() throws {
    let (office, order) = try office()
    let before = try office.tables.counts().journal
    let crm = Author.automation(name: "crm")
    #expect(try office.handle(.command(.misfire(order, author: crm)), at: ten) == .refused(.needsPerson))
    #expect(try office.handle(.command(.misfireUndone(order, author: crm)), at: ten) == .refused(.needsPerson))
    #expect(try office.tables.counts().journal == before)
  }

  @Test("when the text is erased nothing can be marked any more, what was marked stays and can be taken back")
  func erased() throws {
    let (office, order) = try office()
    try office.handle(.command(.misfire(order, author: ana)), at: ten)
    try office.handle(.command(.act(ConversationRef(1001), .resolve, author: ana)), at: ten.plus(minutes: 1))
    var tables = office.tables
    for what in [Perishable.messageTexts, .messages] {
      _ = try tables.purge(what, before: ten.plus(minutes: 60), after: nil, most: 100)
    }
    #expect(try tables.message("wamid.1") == nil)
    var desk = Desk(
      tables: tables, context: office.context, now: ten.plus(minutes: 90), seed: Seed(high: 99, low: 7))
    #expect(try desk.handle(.command(.misfire(order, author: ana))) == .refused(.noSuchMessage))
    #expect(try desk.tables.ruleFigures(from: ten, to: ten.plus(minutes: 15)).map(\.wrong) == [1])
    #expect(try desk.handle(.command(.misfireUndone(order, author: ana))) == .done)
    #expect(try desk.tables.ruleFigures(from: ten, to: ten.plus(minutes: 15)).map(\.wrong) == [0])
  }
}
