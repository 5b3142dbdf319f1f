import BusinessTime
import Gateway
import Helpdesk

/// Two numbers: support, where Ana gets what opens, and sales, where nobody does. Fifteen minutes to a first answer,
/// always open, at UTC−6; due soon five minutes before.
enum Company {
  static let zone = Zone(name: "America/Mexico_City", offset: -6 * 3600)

  static let context: DeskContext = {
    let warning = LadderStep(at: .offset(seconds: -300), tell: [.lead])
    let rule = ClockRule(
      target: WorkingTime(seconds: 900), calendar: "siempre", ladder: Ladder(name: "estandar", steps: [warning]))
    return context([Policy(name: "general", calendar: "siempre", clocks: [.firstResponse: rule])])
  }()

  /// Besides a quarter of an hour, half an hour to later answers and four hours to the solution, which stands still
  /// while others are waited for; five minutes for who is tagged VIP, an hour for a quotation that was sent.
  static let matters: DeskContext = {
    func policy(_ name: String, first: Int64, _ condition: (inout Condition) -> Void = { _ in }) -> Policy {
      var policy = Policy(
        name: name, calendar: "siempre",
        clocks: [
          .firstResponse: ClockRule(target: WorkingTime(seconds: first * 60), calendar: "siempre"),
          .nextResponse: ClockRule(target: WorkingTime(seconds: 1800), calendar: "siempre"),
        ])
      condition(&policy.when)
      return policy
    }
    var general = policy("general", first: 15)
    general.clocks[.resolution] = ClockRule(
      target: WorkingTime(seconds: 14_400), calendar: "siempre", pauseWhile: [.waitingCustomer, .waitingThirdParty])
    var failure = general
    failure.name = "falla"
    failure.when.categories = ["critical_failure"]
    return context([
      policy("vip", first: 5) { $0.tags = ["VIP"] }, failure,
      policy("cotizacion", first: 60) { $0.stages = ["Cotización Enviada"] }, general,
    ])
  }()

  private static func context(_ policies: [Policy]) -> DeskContext {
    let calendar = WorkCalendar.alwaysOpen(name: "siempre", zone: zone)
    let book = PolicyBook(version: "v1", policies: policies, calendars: ["siempre": calendar])
    let numbers = [
      number(WebHouse.number, "+1 555 000 1111", team: "soporte"),
      number(WebHouse.salesNumber, "+1 555 000 2222", team: "ventas"),
    ]
    let rules = RuleSet(
      book: book, numbers: Dictionary(uniqueKeysWithValues: numbers.map { ($0.id, $0) }),
      people: ["ana": person("ana", team: "soporte"), "lucia": person("lucia", team: nil)],
      teams: [
        "soporte": Team(id: "soporte", lead: "lucia", assign: .leastLoaded),
        "ventas": Team(id: "ventas", lead: "lucia"),
      ],
      rotas: [:], acknowledgements: AcknowledgementSettings())
    return DeskContext(rules: rules, books: [:], texts: NoTexts(), remedy: { _ in .giveUp })
  }

  private static func number(_ id: String, _ display: String, team: TeamID) -> BusinessNumber {
    BusinessNumber(
      id: NumberID(id), account: "15550009999", display: display, name: "Soporte", language: "es", team: team)
  }

  private static func person(_ id: PersonID, team: TeamID?) -> Person {
    let phone = id == "ana" ? "15555551111" : "15555553333"
    return Person(id: id, name: id.rawValue, whatsapp: phone, language: "es", zone: zone, team: team)
  }
}

/// No text ships here: nothing goes out but what a test asks for.
private struct NoTexts: TextBook {
  func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
    nil
  }
}
