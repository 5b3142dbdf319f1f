import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// Which templates may be used, as Meta's webhooks tell it (whatsapp §2).
@Suite("templates that Meta takes out and gives back") struct TemplateTests {
  private let ten = Office.ten

  /// Told at `now` of what happened at `at`.
  private func tell(
    _ office: Office, _ event: String, of name: String = "alert", at: Timestamp?, now: Timestamp
  ) throws {
    try office.event(
      .templateChange(TemplateChange(name: name, language: "es", event: event, timestamp: at)), at: now)
  }

  private func out(_ office: Office) throws -> [String: String] {
    try office.tables.line(Office.number)?.templatesOut.mapValues(\.code) ?? [:]
  }

  @Test(
    "taken out at once and given back at once",
    arguments: [
      ("PAUSED", "132015"), ("DISABLED", "disabled"), ("REJECTED", "rejected"), ("DELETED", "deleted"),
      ("PENDING_DELETION", "pending_deletion"), ("ARCHIVED", "archived"), ("LOCKED", "locked"),
      ("PENDING", "pending"),
    ])
  func outAndBack(_ event: String, _ code: String) throws {
    let office = Office()
    try tell(office, event, at: ten, now: ten.plus(seconds: 3))
    #expect(try out(office) == ["alert/es": code])
    for back in ["APPROVED", "REINSTATED", "UNPAUSED"] {
      try tell(office, event, at: ten.plus(minutes: 1), now: ten.plus(minutes: 1))
      try tell(office, back, at: ten.plus(minutes: 2), now: ten.plus(minutes: 2))
      #expect(try out(office) == [:])
    }
  }

  @Test("what only warns changes nothing", arguments: ["FLAGGED", "IN_APPEAL", "LIMIT_EXCEEDED", "SOMETHING_NEW"])
  func warnings(_ event: String) throws {
    let office = Office()
    try tell(office, event, at: ten, now: ten)
    #expect(try out(office) == [:])
    try tell(office, "DISABLED", at: ten.plus(minutes: 1), now: ten.plus(minutes: 1))
    try tell(office, event, at: ten.plus(minutes: 2), now: ten.plus(minutes: 2))
    #expect(try out(office) == ["alert/es": "disabled"])
  }

  @Test("what is told late changes nothing that was told since")
  func late() throws {
    let office = Office()
    try tell(office, "APPROVED", at: ten.plus(minutes: 5), now: ten.plus(minutes: 5))
    try tell(office, "DISABLED", at: ten, now: ten.plus(minutes: 6))
    #expect(try out(office) == [:])
    try tell(office, "DISABLED", at: ten.plus(minutes: 7), now: ten.plus(minutes: 7))
    try tell(office, "REINSTATED", at: ten.plus(minutes: 4), now: ten.plus(minutes: 8))
    #expect(try out(office) == ["alert/es": "disabled"])
  }

  @Test("an alert to somebody whose window is closed is not sent by a template that is out; given back, it is")
  func alert() throws {
    for isBack in [false, true] {
      let office = Office()
      try tell(office, "PAUSED", at: ten, now: ten)
      if isBack { try tell(office, "UNPAUSED", at: ten.plus(minutes: 1), now: ten.plus(minutes: 1)) }
      try office.write("wamid.1", at: ten.plus(minutes: 2))
      try office.run(until: ten.plus(minutes: 12))
      let entry = try #require(try office.entries(.alert).first)
      let answer = try office.claim(entry.id, at: ten.plus(minutes: 12))
      if case .claimed(let claim) = answer {
        #expect(isBack)
        #expect(claim.useTemplate)
      } else {
        #expect(!isBack)
        #expect(try office.tables.outboxEntry(entry.id)?.failure == "window_closed")
      }
    }
  }

  @Test("another account's template of the same name is not ours")
  func otherAccount() throws {
    let office = Office()
    let change = TemplateChange(name: "alert", language: "es", event: "DISABLED", timestamp: nil)
    let item = WebhookItem(account: "900000000000009", number: nil, receivedAt: ten, event: .templateChange(change))
    _ = try office.handle(.item(item, RawSlice(envelope: "e", offset: 0, bytes: [], isLate: false)), at: ten)
    #expect(try out(office) == [:])
  }
}

/// A template that cannot be used says the same in another language (whatsapp §9, 36).
@Suite("templates in other languages") struct TemplateLanguageTests {
  private let ten = Office.ten

  /// Ana's window is closed; her alert is approved in Spanish, English and Portuguese.
  private func warned() throws -> (Office, OutboxID) {
    let office = Office()
    office.context.texts = Trilingual()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    return (office, try #require(try office.entries(.alert).first).id)
  }

  private struct Trilingual: TextBook {
    func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
      let calls = (["es", "en", "pt"] as [Language]).map { TemplateCall(name: template, language: $0, parameters: []) }
      return Rendering(freeForm: .text(template), template: calls[0], spares: Array(calls.dropFirst()))
    }
  }

  private func takeOut(_ language: Language, _ office: Office, at now: Timestamp) throws {
    try office.event(
      .templateChange(TemplateChange(name: "alert", language: language, event: "PAUSED", timestamp: now)), at: now)
  }

  private func language(_ office: Office, _ id: OutboxID, at now: Timestamp) throws -> Language? {
    guard case .claimed(let claim) = try office.claim(id, at: now) else { return nil }
    return claim.entry.rendering.template?.language
  }

  @Test("the next language that may be used takes its place; when none may, somebody is told")
  func chosen() throws {
    let expected: [(out: [Language], used: Language?)] = [
      ([], "es"), (["es"], "en"), (["es", "en"], "pt"), (["en"], "es"), (["es", "en", "pt"], nil),
    ]
    for (out, used) in expected {
      let (office, id) = try warned()
      for language in out { try takeOut(language, office, at: ten.plus(minutes: 10)) }
      #expect(try language(office, id, at: ten.plus(minutes: 11)) == used)
      if used == nil { #expect(try office.tables.outboxEntry(id)?.failure == "window_closed") }
    }
  }

  @Test("refused for the template's sake, at once or later, it goes in the next language; each is tried once")
  func refused() throws {
    let (office, id) = try warned()
    let now = ten.plus(minutes: 11)
    #expect(try language(office, id, at: now) == "es")
    try office.handle(.settled(id, .refused(code: "132001", remedy: .dropTemplate)), at: now)
    #expect(try language(office, id, at: now) == "en")
    try office.handle(.settled(id, .refused(code: "132016", remedy: .dropTemplate)), at: now)
    #expect(try language(office, id, at: now) == "pt")
    try office.handle(.settled(id, .refused(code: "132001", remedy: .dropTemplate)), at: now)
    #expect(try office.tables.outboxEntry(id)?.state == .failed)
    #expect(
      try office.tables.line(Office.number)?.templatesOut.mapValues(\.code)
        == ["alert/es": "132001", "alert/en": "132016", "alert/pt": "132001"])
  }

  @Test("a failed status for the template's sake, after Meta had taken it, as well")
  func failedLater() throws {
    let (office, id) = try warned()
    office.context.remedy = { $0 == 132_015 ? .dropTemplate : .giveUp }
    let now = ten.plus(minutes: 11)
    #expect(try language(office, id, at: now) == "es")
    try office.handle(.settled(id, .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil)), at: now)
    try office.status(.failed, of: "wamid.a", codes: [132_015], at: now.plus(seconds: 2))
    #expect(try language(office, id, at: now.plus(seconds: 2)) == "en")
    // What is still told of the first says nothing of the second.
    try office.handle(
      .settled(id, .accepted(wamid: "wamid.b", returnedPhone: nil, userID: nil)), at: now.plus(seconds: 3))
    try office.status(.sent, of: "wamid.a", at: now.plus(seconds: 4))
    #expect(try office.tables.outboxEntry(id)?.wamid == "wamid.b")
    #expect(try office.tables.outboxEntry(id)?.state == .accepted)
  }
}
