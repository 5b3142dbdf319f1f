import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What Meta tells of an account, and who hears of it by mail.
@Suite("news of accounts") struct AccountAlarmTests {
  private let ten = Office.ten

  private func office() -> Office {
    var people = Office.people
    for index in people.indices { people[index].email = "\(people[index].id.rawValue)@example.mx" }
    let office = Office(people: people)
    office.useMail()
    return office
  }

  private func told(_ fact: AccountNews.Fact) throws -> [String] {
    let office = office()
    try office.event(.account(AccountNews(field: "any", fact: fact, timestamp: ten)), on: "0", at: ten.plus(seconds: 9))
    return try office.tables.letters.rows().map { letter in
      let words = try #require(try office.claim(letter.id, at: ten.plus(seconds: 9))).words
      return "\(letter.person.rawValue): \(words.text)"
    }
  }

  @Test(
    "what somebody has to know of goes to management",
    arguments: [
      (
        AccountNews.Fact.update(AccountUpdate(event: .known(.deleted))),
        "La cuenta de WhatsApp Business fue eliminada.", ""
      ),
      (
        .update(AccountUpdate(event: .known(.violation), violation: "SPAM")),
        "Meta señaló una infracción de sus políticas.", "SPAM"
      ),
      (
        .update(
          AccountUpdate(
            event: .known(.restriction),
            restrictions: [.init(type: "A", expiresAt: nil), .init(type: "B", expiresAt: nil)])),
        "Meta restringió lo que la cuenta puede hacer.", "A, B"
      ),
      (
        .update(AccountUpdate(event: .known(.disabledUpdate), ban: .init(state: .known(.disabled), date: "May 1"))),
        "Meta inhabilitó la cuenta.", "May 1"
      ),
      (
        .update(AccountUpdate(event: .known(.disabledUpdate), ban: .init(state: .known(.scheduled), date: "May 1"))),
        "Meta va a inhabilitar la cuenta.", "May 1"
      ),
      (
        .update(AccountUpdate(event: .known(.disabledUpdate), ban: .init(state: .known(.reinstated), date: nil))),
        "Meta volvió a habilitar la cuenta.", ""
      ),
      (
        .update(AccountUpdate(event: .known(.offboarded))),
        "La cuenta quedó desconectada de la aplicación: no se reciben ni se envían mensajes.", ""
      ),
      (
        .alert(AccountAlert(type: "LIMIT_AT_RISK", severity: .known(.critical))),
        "Meta publicó un aviso sobre la cuenta.", "LIMIT_AT_RISK"
      ),
      (
        .alert(AccountAlert(type: "NEW_KIND", severity: .other("SEVERE"))), "Meta publicó un aviso sobre la cuenta.",
        "NEW_KIND"
      ),
      (
        .alert(AccountAlert(type: "NEW_KIND", description: "Three of your numbers may be limited.")),
        "Meta publicó un aviso sobre la cuenta.", "NEW_KIND: Three of your numbers may be limited."
      ),
      (.review(.known(.rejected)), "La revisión de la cuenta fue rechazada.", ""),
      (
        .numberName(.known(.rejected), reason: "NAME_X", displayPhone: nil),
        "El nombre visible de un número fue rechazado.", "NAME_X"
      ),
      (
        .security(.known(.pinChanged), displayPhone: nil),
        "Alguien cambió el PIN de un número o pidió restablecerlo. Si no fue su equipo, actúe de inmediato.",
        "PIN_CHANGED"
      ),
      (
        .templateQuality(TemplateName(name: "ack", language: "es"), previous: .known(.green), new: .known(.red)),
        "Una plantilla tiene calidad baja y Meta puede pausarla.", "ack"
      ),
      (
        .templateCategory(
          TemplateName(name: "ack", language: "es"),
          .impending(current: .known(.utility), correct: .known(.marketing), at: nil)),
        "Meta cambia la categoría de una plantilla, y con ella su precio.", "ack: MARKETING"
      ),
    ])
  func alarms(_ fact: AccountNews.Fact, _ sentence: String, _ detail: String) throws {
    let values = detail.isEmpty ? "" : "detail=\(detail);"
    #expect(try told(fact) == ["marta: business=Soporte;\(values)event=\(sentence);name=Marta"])
  }

  @Test(
    "what asks nothing of anybody is not mailed",
    arguments: [
      AccountNews.Fact.update(AccountUpdate(event: .known(.partnerAdded))),
      .update(AccountUpdate(event: .other("NEW"))),
      .alert(AccountAlert(type: "NICE", severity: .known(.informational))), .review(.known(.approved)),
      .numberName(.known(.approved), reason: nil, displayPhone: nil), .settings(type: nil, number: nil),
      .capability(dailyLimit: .tier("TIER_2K"), mostNumbers: nil),
      .templateComponents(TemplateName(name: "a", language: "es"), nil),
      .templateComponents(TemplateName(name: "a", language: "es"), TemplateNeeds(body: ["1"])),
      .templateQuality(TemplateName(name: "a", language: "es"), previous: nil, new: .known(.yellow)),
      .username(.known(.approved), displayPhone: nil), .flow(.known(.statusChange), flowID: nil),
    ])
  func silence(_ fact: AccountNews.Fact) throws {
    #expect(try told(fact) == [])
  }

  @Test("the same news twice are one letter, and an error of the account one an hour")
  func once() throws {
    let office = office()
    let news = AccountNews(
      field: "account_update", fact: .update(AccountUpdate(event: .known(.deleted))), timestamp: ten)
    for second in 1...3 { try office.event(.account(news), at: ten.plus(seconds: Int64(second))) }
    #expect(office.tables.letters.rows().count == 1)
    for minute in [1, 2, 59, 61] as [Int64] {
      try office.event(.accountError(AccountError(code: 131_031)), at: ten.plus(minutes: minute))
    }
    #expect(office.tables.letters.rows().count == 3)
  }

  @Test("a template that Meta takes out is told once; what was told before of something later is no news")
  func template() throws {
    let office = office()
    func change(_ event: String, _ minute: Int64, heard: Int64) throws {
      try office.event(
        .templateChange(
          TemplateChange(name: "alert", language: "es", event: event, timestamp: ten.plus(minutes: minute))),
        at: ten.plus(minutes: heard))
    }
    try change("PAUSED", 1, heard: 1)
    try change("PAUSED", 1, heard: 2)
    try change("UNPAUSED", 5, heard: 5)
    try change("DISABLED", 3, heard: 6)
    #expect(office.tables.letters.rows().count == 1)
  }

  @Test("given back, what the account had held goes at once; the probe and no more")
  func reinstated() throws {
    let office = office()
    for index in 1...2 { try office.write("wamid.\(index)", from: "521555550600\(index)", at: ten) }
    try office.run(until: ten.plus(seconds: 2))
    try office.send(at: ten.plus(seconds: 3), .refused(code: "131031", remedy: .openBreaker(.account)))
    let held = office.tables.outbox.rows().filter { $0.kind == .acknowledgement }.map(\.id)
    for id in held { _ = try office.claim(id, at: ten.plus(seconds: 4)) }
    let back = AccountUpdate(event: .known(.disabledUpdate), ban: .init(state: .known(.reinstated), date: nil))
    try office.event(
      .account(AccountNews(field: "account_update", fact: .update(back), timestamp: nil)), at: ten.plus(seconds: 9))
    let answers = try held.map { try office.claim($0, at: ten.plus(seconds: 9)) }
    #expect(answers.count { if case .claimed = $0 { true } else { false } } == 1)
    #expect(answers.count { $0 == .putOff } == 1)
  }
}
