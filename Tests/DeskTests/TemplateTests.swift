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
