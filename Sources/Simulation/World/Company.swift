import BusinessTime
import Helpdesk
import WhatsApp

/// The company that every world is about: small, with everything that can differ differing somewhere.
///
/// Two numbers share an account; a third has its own account and token. One policy never closes, one keeps
/// office hours in Santiago, whose clocks change, one acknowledges nothing.
enum Company {
  static let always: NumberID = "106540352242911"
  static let office: NumberID = "106540352242922"
  static let plain: NumberID = "106540352242933"
  /// In no rules: what comes for it is parked.
  static let unknown: NumberID = "106540352242999"
  static let numbers = [always, office, plain]

  static let account: AccountID = "102290129340301"
  static let otherAccount: AccountID = "102290129340302"
  static let displays: [NumberID: String] = [
    always: "+52 55 5555 1201", office: "+56 2 5555 1202", plain: "+55 11 5555 1203",
  ]
  /// The first of our numbers, as a phone that writes.
  static let ownPhone = "525555551201"
  static let secret = "a synthetic app secret of the simulation"
  static let oldSecret = "a synthetic secret that was rotated out"
  static let token = "SIMTOKENA"
  static let otherToken = "SIMTOKENB"

  /// Seconds between two acknowledgements of one conversation: short, so that worlds see several.
  static let interval: Int64 = 3600
  static let quiet: Int64 = 2
  static let staleAfter: Int64 = 900
  /// Service messages a month of one number: few, so that worlds see it spent. The first version of the rules has none.
  static func monthlyBudget(_ version: Int) -> Int? { version == 1 ? nil : 3 }

  /// How long what is resolved can be reopened: short, so that worlds see conversations close.
  static let reopenWithin: Int64 = 900

  /// How long a silent customer is waited for, and then again: longer than a doubt, and of office hours.
  static let remindAfter: Int64 = 900
  static let resolveAfter: Int64 = 900
  /// The second version of the rules says nothing of it.
  static func waitsCount(_ version: Int) -> Bool { version == 1 }

  /// Chile's clocks go back on the first Sunday of April and forward on the first of September, at 04:00 UTC.
  static let santiago = Zone(
    name: "America/Santiago", offset: -3 * 3600,
    transitions: [
      ZoneTransition(at: 1_775_358_000, offset: -4 * 3600),  // 2026-04-05 03:00 UTC
      ZoneTransition(at: 1_788_667_200, offset: -3 * 3600),  // 2026-09-06 04:00 UTC
    ])
  static let mexico = Zone(name: "America/Mexico_City", offset: -6 * 3600)

  static let people: [Person] = [
    person("ana", "5215555501111", team: "soporte"), person("beto", "5215555501112", team: "soporte"),
    person("lucia", "5215555501113", quiet: QuietHours(fromSecond: 22 * 3600, toSecond: 7 * 3600), cap: 6),
    person("marta", "5215555501114", roles: ["management"]),
  ]

  private static func person(
    _ id: PersonID, _ phone: String, team: TeamID? = nil, roles: Set<String> = [], quiet: QuietHours? = nil,
    cap: Int = 60
  ) -> Person {
    Person(
      id: id, name: id.rawValue, whatsapp: phone, email: team == nil ? "\(id.rawValue)@example.test" : nil,
      language: "es", zone: mexico, team: team, roles: roles,
      capacity: team == nil ? nil : id == "ana" ? 12 : 3, quiet: quiet, alertsPerHour: cap)
  }

  /// The two versions of the rules that a world goes back and forth between.
  static func rules(_ version: Int) -> RuleSet {
    let business = [
      BusinessNumber(
        id: always, account: account, display: displays[always] ?? "", name: "Soporte", language: "es", team: "soporte"),
      BusinessNumber(
        id: office, account: account, display: displays[office] ?? "", name: "Ventas", language: "es",
        team: "soporte", throughput: 20),
      BusinessNumber(
        id: plain, account: otherAccount, display: displays[plain] ?? "", name: "Pedidos", language: "pt",
        team: "soporte", accessTokenVariable: "OTHER"),
    ]
    return RuleSet(
      book: book(version), numbers: Dictionary(uniqueKeysWithValues: business.map { ($0.id, $0) }),
      people: Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) }),
      teams: ["soporte": Team(id: "soporte", lead: "lucia", assign: .leastLoaded)], rotas: [:],
      acknowledgements: AcknowledgementSettings(
        quietWindowSeconds: quiet, intervalSeconds: interval, staleAfterSeconds: staleAfter,
        monthlyBudget: monthlyBudget(version), marksRead: version == 2),
      closing: ClosingSettings(
        reopenWithinSeconds: reopenWithin, asksForRating: true,
        patience: waitsCount(version)
          ? .init(remindAfter: .seconds(remindAfter), resolveAfter: .seconds(resolveAfter)) : nil),
      sendsMail: true)
  }

  /// Which policy each number has: the first that names it, else the last.
  static func policyName(of number: NumberID) -> String {
    switch number {
    case office: "oficina"
    case plain: "sin acuse"
    case _: "general"
    }
  }

  static func book(_ version: Int) -> PolicyBook { version == 1 ? firstBook : secondBook }

  private static let firstBook = makeBook(1)
  private static let secondBook = makeBook(2)

  private static func makeBook(_ version: Int) -> PolicyBook {
    let calendars = [
      "siempre": WorkCalendar.alwaysOpen(name: "siempre", zone: mexico),
      "oficina": WorkCalendar(
        name: "oficina", zone: santiago,
        week: Dictionary(
          uniqueKeysWithValues: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday].map {
            ($0, [window(9, 13), window(14, 18)])
          })),
    ]
    let texts = AcknowledgementTexts(
      open: "ack", closed: "ack_closed", late: "ack_late", delay: "delay", news: "news")
    let minutes: Int64 = version == 1 ? 15 : 20
    return PolicyBook(
      version: version == 1 ? "v1" : "v2",
      policies: [
        policy("oficina", on: office, calendar: "oficina", texts, first: 90, next: 60, resolution: 480),
        policy("sin acuse", on: plain, calendar: "siempre", nil, first: nil, next: 30),
        policy("general", on: nil, calendar: "siempre", texts, first: minutes, next: 30, resolution: 240),
      ], calendars: calendars)
  }

  private static func policy(
    _ name: String, on number: NumberID?, calendar: String, _ texts: AcknowledgementTexts?, first: Int64?,
    next: Int64, resolution: Int64? = nil
  ) -> Policy {
    var when = Condition()
    if let number { when.numbers = [number] }
    var clocks = [
      ClockKind.nextResponse: ClockRule(target: .minutes(next), calendar: calendar, ladder: ladder)
    ]
    if let first { clocks[.firstResponse] = ClockRule(target: .minutes(first), calendar: calendar, ladder: ladder) }
    if let resolution {
      clocks[.resolution] = ClockRule(
        target: .minutes(resolution), calendar: calendar, ladder: ladder,
        pauseWhile: [.waitingCustomer, .waitingThirdParty])
    }
    return Policy(name: name, when: when, calendar: calendar, acknowledge: texts, clocks: clocks)
  }

  /// Half the target, five minutes before, due, half an hour after.
  static let ladder = Ladder(
    name: "estandar",
    steps: [
      LadderStep(at: .percent(50), tell: []),
      LadderStep(at: .offset(seconds: -300), tell: [.assignee]),
      LadderStep(
        at: .offset(seconds: 0), tell: [.lead],
        unless: FailOver(proof: .delivered, withinSeconds: 300, tell: [.role("management")]),
        then: [.reassign(.leastLoaded), .tag("vencido")]),
      LadderStep(at: .offset(seconds: 1800), tell: [.role("management")], then: [.priority(.urgent)]),
    ])

  private static func window(_ from: Int, _ to: Int) -> DayWindow {
    DayWindow(fromSecond: from * 3600, toSecond: to * 3600)!
  }

  /// What the desk decides by, with Meta's error table as in production.
  static func context(_ version: Int) -> DeskContext {
    DeskContext(rules: rules(version), books: [:], texts: PlainTexts()) { code in
      switch SendAnswer.refusal(codes: [code]) {
      case .refused(_, let remedy): remedy
      case .accepted, .inDoubt, .leaseEnded, .doubtEnded, .expired, .irrelevant: .giveUp
      }
    }
  }

  static func token(of number: NumberID) -> String? { number == plain ? otherToken : token }
}

/// Texts that show what they were filled with; alerts, acknowledgements and delays have an approved template as well.
struct PlainTexts: TextBook {
  static let names = [
    "ack", "ack_closed", "ack_late", "delay", "news", "alert", "opt_out", "reply_failed", "loop", "late_message",
    "satisfaction", "reminder", "budget",
  ]
  static let approved: Set<String> = ["ack", "ack_closed", "ack_late", "delay", "alert"]

  func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
    guard Self.names.contains(template), let language = languages.first else { return nil }
    let values = values(language)
    let ref = values["ref"] ?? "-"
    let promise = values["promise"] ?? "-"
    let call = TemplateCall(
      name: template, language: "es", parameters: [.init(text: ref), .init(text: promise)])
    return Rendering(
      freeForm: .text("\(template) #\(ref) \(promise)"), template: Self.approved.contains(template) ? call : nil)
  }

  func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
    languages.first.map { MailWords(subject: name, text: values($0)["ref"] ?? "-") }
  }
}
