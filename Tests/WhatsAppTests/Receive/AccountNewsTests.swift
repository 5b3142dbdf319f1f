import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("What Meta says about an account and its numbers")
struct AccountNewsTests {
  /// Facts in the order of the fixture; nil where it is kept under its field.
  private func facts(_ fixture: String, field: String) throws -> [AccountNews.Fact?] {
    try Fixture.readings(fixture).map { reading in
      guard case .account(let news)? = reading.event else {
        #expect(reading.event == .other(field: field))
        return nil
      }
      #expect(news.field == field && news.timestamp == Timestamp(seconds: 1_795_300_030))
      return news.fact
    }
  }

  @Test("a restriction with its end, a violation, a ban and its end, a disconnection, a deletion")
  func updates() throws {
    let restrictions = [
      AccountUpdate.Restriction(
        type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiresAt: Timestamp(seconds: 1_795_400_000)),
      AccountUpdate.Restriction(type: "RESTRICTED_ADD_PHONE_NUMBER_ACTION", expiresAt: nil),
    ]
    let scheduled = AccountUpdate.Ban(state: .known(.scheduled), date: "December 4, 2026")
    #expect(
      try facts("account_update_facts", field: "account_update") == [
        .update(AccountUpdate(event: .known(.restriction), restrictions: restrictions)),
        .update(AccountUpdate(event: .known(.violation), violation: "SCAM")),
        .update(AccountUpdate(event: .known(.disabledUpdate), ban: scheduled)),
        .update(
          AccountUpdate(
            event: .known(.disabledUpdate), ban: AccountUpdate.Ban(state: .known(.reinstated), date: nil))),
        .update(AccountUpdate(event: .known(.partnerRemoved), disconnection: "ACCOUNT_DISCONNECTED, USER")),
        .update(AccountUpdate(event: .known(.deleted))),
      ])
  }

  @Test("an update with an unknown event keeps its name, one without an event is kept raw, and the others are read")
  func oddUpdates() throws {
    let frozen = AccountUpdate.Ban(state: .other("FREEZE"), date: "20261204")
    #expect(
      try facts("account_update_odd", field: "account_update") == [
        .update(AccountUpdate(event: .other("ACCOUNT_TELEPORTED"), disconnection: "by hand")), nil,
        .update(AccountUpdate(event: .known(.disabledUpdate), ban: frozen)), nil, nil,
        .update(AccountUpdate(event: .known(.partnerAdded))),
      ])
  }

  @Test("a field that stands in the entry is found, and what it says is read")
  func misplacedField() throws {
    let installed = AccountNews(
      field: "account_update", fact: .update(AccountUpdate(event: .known(.partnerAppInstalled))),
      timestamp: Timestamp(seconds: 1_795_300_031))
    #expect(try Fixture.event("field_inside_entry") == .account(installed))
    let changed = AccountNews(
      field: "security", fact: .security(.known(.pinChanged), displayPhone: nil), timestamp: nil)
    #expect(try Fixture.event("value_inside_entry") == .account(changed))
  }

  @Test("an alert says what it is about, in either shape; without a type it is kept raw")
  func alerts() throws {
    #expect(
      try facts("account_alerts", field: "account_alerts") == [
        .alert(
          AccountAlert(
            type: "LIMIT_INCREASE_DENIED", severity: .known(.warning), status: "ACTIVE", entityType: "PHONE_NUMBER",
            entityID: "700000000000001", description: "Long words about it")),
        .alert(
          AccountAlert(
            type: "PHOTO_GONE", severity: .other("LOUD"), entityType: "BUSINESS", entityID: "800000000000001")),
        nil,
      ])
  }

  @Test("an alert's words are kept, and of endless ones the beginning")
  func alertWords() throws {
    func description(_ words: String) throws -> String? {
      let value = #"{"alert_info":{"alert_type":"A","alert_description":"\#(words)"}}"#
      let body = #"{"entry":[{"id":"1","changes":[{"field":"account_alerts","value":\#(value)}]}]}"#
      let event = try #require(try Fixture.readings(of: Array(body.utf8)).first?.event)
      guard case .account(let news) = event, case .alert(let alert) = news.fact else { throw Fixture.Missing() }
      return alert.description
    }
    #expect(try description("Sí, ¡todo!") == "Sí, ¡todo!")
    #expect(try description("") == nil)
    #expect(try description(String(repeating: "a", count: 512)) == String(repeating: "a", count: 512))
    #expect(try description(String(repeating: "a", count: 513)) == String(repeating: "a", count: 509) + "…")
    #expect(try description(String(repeating: "ñ", count: 300)) == String(repeating: "ñ", count: 254) + "…")
  }

  @Test("a review's decision, known or not, and settings of a number")
  func reviewsAndSettings() throws {
    #expect(
      try facts("account_reviews", field: "account_review_update") == [
        .review(.known(.approved)), .review(.other("POSTPONED")), nil,
      ])
    #expect(
      try facts("account_settings", field: "account_settings_update") == [
        .settings(type: "phone_number_settings", number: "700000000000001"), nil,
      ])
  }

  @Test("how much a business may send is a tier or a count, in the present property or the old one")
  func capability() throws {
    #expect(
      try facts("business_capability", field: "business_capability_update") == [
        .capability(dailyLimit: .tier("TIER_10K"), mostNumbers: 25),
        .capability(dailyLimit: .customers(250), mostNumbers: 2),
        .capability(dailyLimit: .customers(2000), mostNumbers: nil), nil,
      ])
  }

  @Test("a number's quality and name, with its phone in digits")
  func numbers() throws {
    #expect(
      try facts("phone_number_quality", field: "phone_number_quality_update") == [
        .numberQuality(
          NumberQuality(
            event: .known(.throughputUpgrade), dailyLimit: .tier("TIER_UNLIMITED"), displayPhone: "525555550100")),
        .numberQuality(
          NumberQuality(
            event: .other("DOWNGRADE"), dailyLimit: .tier("TIER_1K"), oldLimit: .tier("TIER_10K"),
            displayPhone: "525555550100")),
        .numberQuality(NumberQuality(event: .known(.onboarding))), nil,
      ])
    #expect(
      try facts("phone_number_name", field: "phone_number_name_update") == [
        .numberName(.known(.rejected), reason: "NAME_FORMAT_UNACCEPTABLE", displayPhone: "525555550100"),
        .numberName(.known(.approved), reason: nil, displayPhone: "525555550100"), nil,
      ])
  }

  @Test("what happened to a PIN is told, and the PIN is not")
  func security() throws {
    #expect(
      try facts("security", field: "security") == [
        .security(.known(.pinChanged), displayPhone: "525555550100"),
        .security(.other("PIN_GUESSED"), displayPhone: nil), nil,
      ])
    #expect(!"\(try Fixture.readings("security"))".contains("482913"))
  }

  @Test("usernames under both of Meta's spellings, each counted by its own")
  func usernames() throws {
    let readings = try Fixture.readings("business_usernames").map(\.event)
    let time = Timestamp(seconds: 1_795_300_030)
    let facts: [(String, AccountNews.Fact)] = [
      ("business_username_update", .username(.known(.approved), displayPhone: "525555550100")),
      ("business_username_updates", .username(.known(.deleted), displayPhone: "525555550100")),
      ("business_username_updates", .username(.other("lent"), displayPhone: nil)),
    ]
    #expect(
      readings == facts.map { .account(AccountNews(field: $0.0, fact: $0.1, timestamp: time)) } + [
        .other(field: "business_username_update")
      ])
  }

  @Test("forms, payments, partners and what Meta took a chat for")
  func tools() throws {
    #expect(
      try facts("flows", field: "flows") == [
        .flow(.known(.endpointLatency), flowID: "700000000000005"), .flow(.other("FLOW_SANG"), flowID: nil), nil,
      ])
    let time = Timestamp(seconds: 1_795_300_030)
    let events = try Fixture.readings("payments_partners_events")
    #expect(
      events.map(\.event) == [
        .account(
          AccountNews(
            field: "payment_configuration_update", fact: .payment(configuration: "caja", status: "Active"),
            timestamp: time)),
        .other(field: "payment_configuration_update"),
        .account(
          AccountNews(
            field: "partner_solutions",
            fact: .partnerSolution(event: "SOLUTION_CREATED", solutionID: "700000000000006"),
            timestamp: time)),
        .other(field: "partner_solutions"),
        .account(
          AccountNews(
            field: "automatic_events", fact: .automatic(events: ["LeadSubmitted", "Purchase"]), timestamp: time)),
        .other(field: "automatic_events"),
      ])
    #expect(events.map(\.number) == [nil, nil, nil, nil, "100000000000001", nil])
  }

  @Test("of more restrictions and events than anybody has at once, sixteen are read; long words are none")
  func bounds() throws {
    let restrictions = (1...40).map { #"{"restriction_type":"R\#($0)"}"# }.joined(separator: ",")
    let events = (1...40).map { #"{"event_name":"E\#($0)"}"# }.joined(separator: ",")
    let long = String(repeating: "X", count: 513)
    let changes = [
      #"{"field":"account_update","value":{"event":"ACCOUNT_RESTRICTION","restriction_info":[\#(restrictions)]}}"#,
      #"{"field":"automatic_events","value":{"automatic_events":[\#(events)]}}"#,
      #"{"field":"account_update","value":{"event":"\#(long)"}}"#,
      #"{"field":"account_update","value":{"event":"\#(long.dropLast())"}}"#,
    ]
    let body = #"{"entry":[{"changes":[\#(changes.joined(separator: ","))]}]}"#
    let read = try Fixture.readings(of: Array(body.utf8)).map(\.event)
    try #require(read.count == 4)
    guard case .account(let restricted)? = read[0], case .update(let update) = restricted.fact,
      case .account(let automatic)? = read[1], case .account(let cut)? = read[3]
    else { throw Fixture.Missing() }
    #expect(update.restrictions.map(\.type) == (1...16).map { "R\($0)" })
    #expect(automatic.fact == .automatic(events: (1...16).map { "E\($0)" }))
    #expect(read[2] == .other(field: "account_update"))
    #expect(cut.fact == .update(AccountUpdate(event: .other(String(repeating: "X", count: 64)))))
  }
}
