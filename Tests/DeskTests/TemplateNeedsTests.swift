import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// A template that was edited at Meta's and wants other parameters than ours (semantics §11).
///
/// Ana's window is closed; the alert to her is defined in Spanish and English, each with one positional parameter.
@Suite("templates that were edited at Meta's") struct TemplateNeedsTests {
  private let ten = Office.ten
  private static let ours = TemplateNeeds(body: ["1"])
  private static let more = TemplateNeeds(body: ["1", "2"])

  private struct Bilingual: TextBook {
    /// How many parameters our definition has.
    var parameters = 1

    private func call(_ name: String, _ language: Language) -> TemplateCall {
      let filled = (0..<parameters).map { TemplateCall.Parameter(text: "\($0)") }
      return TemplateCall(name: name, language: language, parameters: filled)
    }

    func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
      Rendering(freeForm: .text(template), template: call(template, "es"), spares: [call(template, "en")])
    }

    func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
      let values = values("es")
      return MailWords(
        subject: name, text: [values["event"], values["detail"]].compactMap { $0 }.joined(separator: " "))
    }

    func fits(_ needs: TemplateNeeds, _ template: Helpdesk.TemplateName) -> Bool? {
      template.name == "alert" ? call(template.name, template.language).fits(needs) : nil
    }
  }

  private func office() -> Office {
    var people = Office.people
    for index in people.indices { people[index].email = "\(people[index].id.rawValue)@example.mx" }
    let office = Office(people: people)
    office.context.texts = Bilingual()
    return office
  }

  private func edit(
    _ office: Office, _ needs: TemplateNeeds?, of name: String = "alert", in language: Language = "es",
    said: Timestamp? = nil, at now: Timestamp
  ) throws {
    let fact = AccountNews.Fact.templateComponents(Helpdesk.TemplateName(name: name, language: language), needs)
    let news = AccountNews(field: "message_template_components_update", fact: fact, timestamp: said ?? now)
    try office.event(.account(news), on: "0", at: now)
  }

  /// In which language the alert of 10:10 to Ana goes out; nil: in none.
  private func language(_ office: Office) throws -> Language? {
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let id = try #require(try office.entries(.alert).first).id
    guard case .claimed(let claim) = try office.claim(id, at: ten.plus(minutes: 11)) else { return nil }
    return claim.entry.rendering.template?.language
  }

  @Test("what wants other parameters than we have goes in the next language; in none, somebody is told")
  func out() throws {
    let expected: [(es: TemplateNeeds?, en: TemplateNeeds?, used: Language?)] = [
      (nil, nil, "es"), (Self.ours, nil, "es"), (Self.more, nil, "en"), (TemplateNeeds(body: []), nil, "en"),
      (TemplateNeeds(body: ["ref"]), nil, "en"), (TemplateNeeds(body: ["1"], elsewhere: ["1"]), nil, "en"),
      (TemplateNeeds(body: ["1"], buttons: [0]), nil, "en"), (Self.more, Self.more, nil), (nil, Self.more, "es"),
    ]
    for (spanish, english, used) in expected {
      let office = office()
      if let spanish { try edit(office, spanish, at: ten.plus(seconds: -9)) }
      if let english { try edit(office, english, in: "en", at: ten.plus(seconds: -8)) }
      #expect(try language(office) == used, "\(String(describing: spanish))")
      if used == nil { #expect(try office.entries(.alert).first?.failure == "window_closed") }
    }
  }

  @Test("a call with names or with an address is held against names and addresses")
  func calls() {
    let named = TemplateCall(
      name: "a", language: "es", parameters: [.init(name: "ref", text: "1"), .init(name: "due", text: "2")],
      buttons: [.init(index: 1, value: .url(text: "x")), .init(index: 0, value: .quickReply(payload: "y"))])
    #expect(named.fits(TemplateNeeds(body: ["due", "ref"], buttons: [1])))
    #expect(!named.fits(TemplateNeeds(body: ["due", "ref"], buttons: [0])))
    #expect(!named.fits(TemplateNeeds(body: ["due", "ref"])))
    #expect(!named.fits(TemplateNeeds(body: ["due"], buttons: [1])))
    #expect(!named.fits(TemplateNeeds(body: ["1", "2"], buttons: [1])))
  }

  @Test("back when it fits again, at Meta's or here; what cannot be read, or is older, changes nothing")
  func back() throws {
    let again = office()
    try edit(again, Self.more, at: ten.plus(seconds: -60))
    try edit(again, Self.ours, at: ten.plus(seconds: -30))
    #expect(try language(again) == "es")

    let older = office()
    try edit(older, Self.more, at: ten.plus(seconds: -30))
    try edit(older, Self.ours, said: ten.plus(seconds: -60), at: ten.plus(seconds: -20))
    try edit(older, nil, at: ten.plus(seconds: -10))
    #expect(try language(older) == "en")

    let reloaded = office()
    try edit(reloaded, Self.more, at: ten.plus(seconds: -60))
    reloaded.context.texts = Bilingual(parameters: 2)
    #expect(try language(reloaded) == "es")
  }

  @Test("a template made anew under the name of a deleted one starts anew")
  func deleted() throws {
    let office = office()
    try edit(office, Self.more, at: ten.plus(seconds: -60))
    for (event, second) in [("DELETED", -50), ("APPROVED", -40)] as [(String, Int64)] {
      let time = ten.plus(seconds: second)
      try office.event(
        .templateChange(TemplateChange(name: "alert", language: "es", event: event, timestamp: time)), at: time)
    }
    #expect(try language(office) == "es")
  }

  @Test("whoever answers for the account is told once for each edit that does not fit")
  func told() throws {
    let office = office()
    office.useMail()
    try edit(office, Self.ours, at: ten)
    try edit(office, Self.more, at: ten.plus(minutes: 1))
    try edit(office, Self.more, said: ten.plus(minutes: 1), at: ten.plus(minutes: 2))
    try edit(office, Self.more, of: "promo", at: ten.plus(minutes: 3))
    let letters = office.tables.letters.rows()
    #expect(letters.map(\.person) == ["marta"])
    let words = try #require(try office.claim(letters[0].id, at: ten.plus(minutes: 4))).words
    #expect(
      words.text == "Una plantilla cambió en Meta y pide otros datos que los definidos aquí: mientras no coincidan, "
        + "no se usa. alert (es)")
  }

  @Test("another account's template of the same name is not ours, and five hundred are remembered")
  func bounded() throws {
    let office = office()
    let fact = AccountNews.Fact.templateComponents(Helpdesk.TemplateName(name: "alert", language: "es"), Self.more)
    let news = AccountNews(field: "message_template_components_update", fact: fact, timestamp: ten)
    let item = WebhookItem(account: "900000000000009", number: nil, receivedAt: ten, event: .account(news))
    try office.handle(.item(item, RawSlice(envelope: "e", offset: 0, bytes: [], isLate: false)), at: ten)
    #expect(try office.tables.line(Office.number) == nil)
    for index in 0...500 as ClosedRange<Int64> {
      try edit(office, Self.ours, of: "t\(index)", at: ten.plus(seconds: index))
    }
    let kept = try #require(try office.tables.line(Office.number)?.templateNeeds)
    #expect(kept.count == 500 && kept["t0/es"] == nil && kept["t1/es"] != nil && kept["t500/es"] != nil)
  }
}
