import BusinessTime
import Gateway
import Helpdesk
import Testing

@testable import Simulation

/// Closing (semantics §12, R58, R72): who is asked how it was, what counts as an answer, and what stays a request.
@Suite("satisfaction") struct SurveyTests {
  private let ten = Office.ten
  private let ref = ConversationRef(1001)

  /// Carla's matter was answered and resolved, and the question has reached Meta at 10:10.
  private func asked(reopenWithin seconds: Int64 = 24 * 3600) throws -> Office {
    let office = Office(
      closing: ClosingSettings(reopenWithinSeconds: seconds, asksForRating: true),
      lexicon: try Example.office().context.lexicon)
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    try resolve(office, at: ten.plus(minutes: 10))
    try office.send(at: ten.plus(minutes: 10), .accepted(wamid: "wamid.q", returnedPhone: nil, userID: nil))
    return office
  }

  private func resolve(_ office: Office, at now: Timestamp) throws {
    #expect(try office.handle(.command(.act(ref, .resolve, author: .person("ana"))), at: now) == .done)
  }

  private func surveys(_ office: Office) -> [Survey] { office.tables.surveys.rows() }

  @Test("whoever's matter is resolved is asked, and what they say is kept with the person and the policy")
  func rated() throws {
    let office = try asked()
    let question = try #require(try office.entries(.survey).first)
    #expect(question.state == .accepted)
    #expect(question.rendering.freeForm?.text == "satisfaction business=Soporte;name=Carla Nieto;ref=1001")
    try office.write("wamid.2", .text("4"), at: ten.plus(minutes: 30))
    let survey = try #require(surveys(office).first)
    #expect(survey.rating?.rawValue == 4)
    #expect(survey.ratedAt == ten.plus(minutes: 30))
    #expect(survey.askedAt == ten.plus(minutes: 10))
    #expect(survey.person == "ana")
    #expect(survey.policy == "general")
    #expect(try office.conversation()?.state == .resolved)
    #expect(try office.clock(.nextResponse) == nil)
    #expect(office.record().suffix(3) == ["resolved", "asked", "rated"])
  }

  @Test(
    "a bare digit in any script or a choice from our list is a rating",
    arguments: [
      (MessageContent.text("5"), 5), (.text(" 3\n"), 3), (.text("５"), 5), (.text("2\u{FE0F}\u{20E3}"), 2),
      (.text("٤"), 4), (.listReply(id: "rating_1", title: "1 · Muy mala", description: nil), 1),
    ])
  func isRating(content: MessageContent, stars: Int) throws {
    let office = try asked()
    try office.write("wamid.2", content, at: ten.plus(minutes: 30))
    #expect(surveys(office).map(\.rating?.rawValue) == [stars])
    #expect(try office.conversation()?.state == .resolved)
  }

  @Test(
    "whatever else stands there is for a person to read",
    arguments: [
      MessageContent.text("0"), .text("6"), .text("10"), .text("5 cajas más"), .text("4?"), .text("½"),
      .text("No puedo entrar a mi cuenta"), .listReply(id: "rating_9", title: "9", description: nil),
      .listReply(id: "ventas", title: "5", description: nil),
    ])
  func isNoRating(content: MessageContent) throws {
    let office = try asked()
    try office.write("wamid.2", content, at: ten.plus(minutes: 30))
    #expect(surveys(office).map(\.rating) == [nil])
    #expect(try office.conversation()?.state == .open)
    #expect(try office.clock(.nextResponse)?.outcome == nil)
  }

  @Test("a digit while something is open is part of it")
  func digitWhileOpen() throws {
    let office = try asked()
    try office.write("wamid.2", .text("Falta una factura"), at: ten.plus(minutes: 30))
    try office.write("wamid.3", .text("4"), at: ten.plus(minutes: 31))
    #expect(surveys(office).map(\.rating) == [nil])
    #expect(try office.conversation()?.marks.filter { $0.side == .customer }.count == 3)
  }

  @Test("the last of several ratings counts")
  func ratedAgain() throws {
    let office = try asked()
    try office.write("wamid.2", .text("5"), at: ten.plus(minutes: 30))
    try office.write("wamid.3", .text("2"), at: ten.plus(minutes: 31))
    #expect(surveys(office).map(\.rating?.rawValue) == [2])
  }

  @Test("a rating that comes after the conversation has closed opens none")
  func ratedAfterClosing() throws {
    let office = try asked(reopenWithin: 900)
    try office.run(until: ten.plus(minutes: 40))
    #expect(try office.conversation()?.state == .closed)
    try office.write("wamid.2", .text("5"), at: ten.plus(minutes: 60))
    #expect(surveys(office).map(\.rating?.rawValue) == [5])
    #expect(try office.conversation(1002) == nil)
  }

  @Test("a day later a digit is no answer any more")
  func tooLate() throws {
    let office = try asked()
    try office.write("wamid.2", .text("5"), at: ten.plus(minutes: 10 + 24 * 60))
    #expect(surveys(office).map(\.rating) == [nil])
    #expect(try office.conversation(1002)?.state == .open)
  }

  @Test("words after the rating that ask for nothing are its comment, once")
  func comment() throws {
    let office = try asked()
    try office.write("wamid.2", .text("5"), at: ten.plus(minutes: 30))
    try office.write("wamid.3", .text("La señorita fue muy paciente conmigo"), at: ten.plus(minutes: 31))
    let kept = try office.tables.message("wamid.3")
    #expect(surveys(office).map(\.comment) == [kept?.id])
    #expect(kept?.conversation == ref)
    #expect(try office.conversation()?.state == .resolved)
    try office.write("wamid.4", .text("Y ojalá sigan así"), at: ten.plus(minutes: 32))
    #expect(try office.conversation()?.state == .open)
  }

  @Test(
    "words after the rating that ask for something are a request",
    arguments: ["Pero sigo sin poder entrar a mi cuenta", "¿Y mi reembolso?", "Muy mala atención, es la tercera vez"])
  func requestAfterRating(text: String) throws {
    let office = try asked()
    try office.write("wamid.2", .text("1"), at: ten.plus(minutes: 30))
    try office.write("wamid.3", .text(text), at: ten.plus(minutes: 31))
    #expect(surveys(office).map(\.comment) == [nil])
    #expect(try office.conversation()?.state == .open)
  }

  @Test("nobody is asked about an answer that they never had")
  func neverAnswered() throws {
    let office = Office(closing: ClosingSettings(asksForRating: true))
    try office.write("wamid.1", at: ten)
    try resolve(office, at: ten.plus(minutes: 1))
    #expect(try office.entries(.survey).isEmpty)
  }

  @Test("whoever wants no automatic messages is not asked")
  func optedOut() throws {
    let office = Office(closing: ClosingSettings(asksForRating: true))
    try office.write("wamid.1", .text("BAJA"), at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    try resolve(office, at: ten.plus(minutes: 10))
    #expect(try office.entries(.survey).isEmpty)
    #expect(office.record().last == "not_asked")
  }

  @Test("nobody is asked twice within a day, and nobody at all unless the rules say so")
  func asksRarely() throws {
    let office = try asked()
    try office.write("wamid.2", .text("Falta una factura"), at: ten.plus(minutes: 30))
    try office.echo("wamid.e2", at: ten.plus(minutes: 35))
    try resolve(office, at: ten.plus(minutes: 40))
    #expect(try office.entries(.survey).count == 1)
    try office.write("wamid.3", .text("Falta otra factura"), at: ten.plus(minutes: 60 * 20))
    try office.echo("wamid.e3", at: ten.plus(minutes: 60 * 20 + 5))
    try resolve(office, at: ten.plus(minutes: 60 * 24 + 11))
    #expect(try office.entries(.survey).count == 2)
    let silent = Office()
    try silent.write("wamid.1", at: ten)
    try silent.echo("wamid.e", at: ten.plus(minutes: 5))
    try resolve(silent, at: ten.plus(minutes: 10))
    #expect(try silent.entries(.survey).isEmpty)
  }

  @Test("a question that reached nobody has no answers")
  func neverSent() throws {
    let office = Office(closing: ClosingSettings(asksForRating: true))
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    try resolve(office, at: ten.plus(minutes: 10))
    try office.send(at: ten.plus(minutes: 10), .refused(code: "131026", remedy: .giveUp))
    try office.write("wamid.2", .text("5"), at: ten.plus(minutes: 30))
    #expect(surveys(office).map(\.rating) == [nil])
    #expect(try office.conversation()?.state == .open)
  }

  @Test("what was reopened before the question went out is not asked about")
  func reopenedFirst() throws {
    let office = Office(closing: ClosingSettings(asksForRating: true))
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    try resolve(office, at: ten.plus(minutes: 10))
    let question = try #require(try office.entries(.survey).first).id
    try office.write("wamid.2", .text("Falta una factura"), at: ten.plus(minutes: 11))
    #expect(try office.claim(question, at: ten.plus(minutes: 12)) == .over)
    #expect(try office.tables.outboxEntry(question)?.state == .cancelled)
  }

  @Test("outside the window, and without an approved text, nobody is asked")
  func windowClosed() throws {
    let office = Office(templates: [], closing: ClosingSettings(asksForRating: true))
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    try resolve(office, at: ten.plus(minutes: 60 * 25))
    let question = try #require(try office.entries(.survey).first).id
    _ = try office.claim(question, at: ten.plus(minutes: 60 * 25))
    #expect(try office.tables.outboxEntry(question)?.failure == "window_closed")
  }

  @Test("when the question reached a phone is kept, for the share that answered")
  func delivered() throws {
    let office = try asked()
    #expect(surveys(office).map(\.deliveredAt) == [nil])
    try office.status(.delivered, of: "wamid.q", at: ten.plus(minutes: 12))
    try office.status(.read, of: "wamid.q", at: ten.plus(minutes: 20))
    #expect(surveys(office).map(\.deliveredAt) == [ten.plus(minutes: 12)])
  }
}
