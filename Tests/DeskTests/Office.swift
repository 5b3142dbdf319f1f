import BusinessTime
import Foundation
import Gateway
import Helpdesk

@testable import Simulation

/// A small team at a desk with the reference store behind it; time is what the test says it is.
///
/// Numbers, people and targets stand here once; every expectation in the tests is a literal.
final class Office {
  static let number = NumberID("106540352242922")
  static let zone = Zone(name: "America/Mexico_City", offset: -6 * 3600)
  /// Monday 2026-11-23, 10:00 in Mexico City.
  static let ten = Timestamp(seconds: 1_795_449_600)

  private(set) var tables = MemoryTables()
  var context: DeskContext
  /// No alarm is handled before this, however early it stood.
  var earliest = Office.ten
  private var seeds: UInt64 = 0
  private(set) var happenings: [Happening] = []

  init(
    people: [Person] = Office.people, templates: Set<String> = PlainTexts.all, retryCode: Int = 0,
    closing: ClosingSettings = ClosingSettings(), monthlyBudget: Int? = nil, lexicon: Lexicon? = nil
  ) {
    let ladder = Ladder(
      name: "estandar",
      steps: [
        LadderStep(at: .offset(seconds: -300), tell: [.assignee]),
        LadderStep(
          at: .offset(seconds: 0), tell: [.lead],
          unless: FailOver(proof: .delivered, withinSeconds: 300, tell: [.role("management")]),
          then: [.reassign(.leastLoaded), .tag("SLA Incumplido")]),
      ])
    let office = WorkCalendar.alwaysOpen(name: "siempre", zone: Self.zone)
    let policy = Policy(
      name: "general", calendar: "siempre",
      acknowledge: AcknowledgementTexts(open: "ack", closed: "ack_closed", late: "ack_late"),
      clocks: [
        .firstResponse: ClockRule(target: .minutes(15), calendar: "siempre", ladder: ladder),
        .nextResponse: ClockRule(target: .minutes(30), calendar: "siempre", ladder: ladder),
      ])
    let rules = RuleSet(
      book: PolicyBook(version: "v1", policies: [policy], calendars: ["siempre": office]),
      numbers: [
        Self.number: BusinessNumber(
          id: Self.number, account: "102290129340398", display: "+52 55 5555 1234", name: "Soporte", language: "es_MX",
          team: "soporte")
      ],
      people: Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) }),
      teams: ["soporte": Team(id: "soporte", lead: "lucia", assign: .leastLoaded)], rotas: [:],
      acknowledgements: AcknowledgementSettings(monthlyBudget: monthlyBudget), closing: closing)
    context = DeskContext(rules: rules, books: [:], texts: PlainTexts(templates: templates), lexicon: lexicon) { code in
      code == 131_047 ? .useTemplate : .giveUp
    }
  }

  static func person(
    _ id: PersonID, _ phone: String, team: TeamID? = nil, roles: Set<String> = [], quiet: QuietHours? = nil
  ) -> Person {
    Person(
      id: id, name: id.rawValue.capitalized, whatsapp: phone, language: "es", zone: zone, team: team, roles: roles,
      capacity: team == nil ? nil : 8, quiet: quiet)
  }

  static let people = [
    person("ana", "5215555501111", team: "soporte"), person("beto", "5215555502222", team: "soporte"),
    person("lucia", "5215555503333", roles: ["supervisor"]), person("marta", "5215555504444", roles: ["management"]),
  ]

  // MARK: What happens

  @discardableResult
  func handle(_ input: Input, at now: Timestamp) throws -> Answer {
    seeds += 1
    var desk = Desk(tables: tables, context: context, now: now, seed: Seed(high: seeds, low: 7))
    let answer = try desk.handle(input)
    tables = desk.tables
    happenings += desk.happenings
    return answer
  }

  @discardableResult
  func event(
    _ event: WebhookEvent, on number: NumberID = Office.number, isLate: Bool = false, at now: Timestamp
  ) throws -> Answer {
    let item = WebhookItem(account: "102290129340398", number: number, receivedAt: now, event: event)
    return try handle(.item(item, RawSlice(envelope: "e", offset: 0, bytes: [], isLate: isLate)), at: now)
  }

  @discardableResult
  func write(
    _ wamid: String, from phone: String? = "5215555506001", userID: UserID? = nil,
    _ content: MessageContent = .text("Hola"),
    written: Timestamp? = nil, group: String? = nil, standby: Bool = false, isLate: Bool = false, at now: Timestamp
  ) throws -> Answer {
    let sender = Identity(phone: phone, userID: userID, profileName: "Carla Nieto")
    return try event(
      .message(
        InboundMessage(
          wamid: Wamid(wamid), sender: sender, timestamp: written ?? now, content: content, groupID: group,
          isStandby: standby)), isLate: isLate, at: now)
  }

  @discardableResult
  func echo(
    _ wamid: String, to phone: String = "5215555506001", _ text: String = "Con gusto", written: Timestamp? = nil,
    at now: Timestamp
  ) throws -> Answer {
    try event(
      .echo(
        EchoedMessage(
          wamid: Wamid(wamid), recipient: Identity(phone: phone), timestamp: written ?? now, content: .text(text))),
      at: now)
  }

  @discardableResult
  func handOver(of phone: String = "5215555506001", at now: Timestamp) throws -> Answer {
    try event(.handOver(HandOver(customer: Identity(phone: phone), timestamp: now)), at: now)
  }

  /// Every alarm that is due until then, each at its own time.
  func run(until end: Timestamp) throws {
    while let wake = try tables.dueWakes(at: end, most: 1).first {
      try handle(.wake(wake.entity), at: max(wake.at, earliest))
    }
  }

  /// Claims the oldest entry that is due, and says what Meta said; nil if nothing is due.
  @discardableResult
  func send(at now: Timestamp, _ outcome: Outcome) throws -> Claim? {
    guard let entry = try tables.dueSends(at: now, most: 1, skipping: []).first else { return nil }
    guard case .claimed(let claim) = try claim(entry.id, at: now) else { return nil }
    try handle(.settled(entry.id, outcome), at: now)
    return claim
  }

  /// Something else than an input, carried out by the desk.
  func decide<R>(at now: Timestamp, _ body: (inout Desk<MemoryTables>) throws -> R) throws -> R {
    seeds += 1
    var desk = Desk(tables: tables, context: context, now: now, seed: Seed(high: seeds, low: 7))
    let result = try body(&desk)
    tables = desk.tables
    return result
  }

  /// What the gateway does to the tables by itself.
  func change(_ body: (inout MemoryTables) throws -> Void) throws { try body(&tables) }

  func claim(_ id: OutboxID, at now: Timestamp) throws -> ClaimAnswer {
    seeds += 1
    var desk = Desk(tables: tables, context: context, now: now, seed: Seed(high: seeds, low: 7))
    let answer = try desk.claim(id, leaseSeconds: 60)
    tables = desk.tables
    return answer
  }

  func claim(_ id: LetterID, at now: Timestamp) throws -> LetterClaim? {
    seeds += 1
    var desk = Desk(tables: tables, context: context, now: now, seed: Seed(high: seeds, low: 7))
    let claim = try desk.claim(id)
    tables = desk.tables
    return claim
  }

  /// Other rules from here on.
  func use(_ rules: RuleSet) {
    context = DeskContext(
      rules: rules, books: context.books, texts: context.texts, lexicon: context.lexicon, remedy: context.remedy)
  }

  /// The rules name a mail server.
  func useMail() {
    var rules = context.rules
    rules.sendsMail = true
    use(rules)
  }

  @discardableResult
  func status(
    _ status: DeliveryStatus, of wamid: Wamid, callback: OutboxID? = nil, codes: [Int] = [], userID: UserID? = nil,
    pricing: Pricing? = nil, written: Timestamp? = nil, at now: Timestamp
  ) throws -> Answer {
    try event(
      .status(
        StatusUpdate(
          wamid: wamid, status: status, timestamp: written ?? now, recipient: Identity(userID: userID),
          callbackData: callback?.rawValue, errorCodes: codes, pricing: pricing)), at: now)
  }

  // MARK: What is there

  func conversation(_ ref: Int64 = 1001) throws -> Conversation? { try tables.conversation(ConversationRef(ref)) }

  func entries(_ kind: OutboxEntry.Kind, of ref: Int64 = 1001) throws -> [OutboxEntry] {
    tables.outbox.rows().filter { $0.kind == kind && $0.conversation == ConversationRef(ref) }
  }

  func clock(_ kind: ClockKind, of ref: Int64 = 1001) throws -> ClockInstance? {
    try conversation(ref)?.clocks.first { $0.clock == kind }
  }

  func record(of ref: Int64 = 1001) -> [String] {
    happenings.filter { $0.conversation == ConversationRef(ref) }.map(\.entry.what)
  }
}

/// Texts whose rendering shows what they were given.
struct PlainTexts: TextBook {
  static let all: Set<String> = [
    "ack", "ack_closed", "ack_late", "alert", "opt_out", "reply_failed", "loop", "late_message", "satisfaction",
    "reminder", "budget",
  ]
  var templates: Set<String>

  func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
    guard Self.all.contains(template), let language = languages.first else { return nil }
    let values = values(language)
    let text = "\(template) " + values.keys.sorted().map { "\($0)=\(values[$0]!)" }.joined(separator: ";")
    let call = TemplateCall(name: template, language: language, parameters: [.init(text: values["promise"] ?? "—")])
    return Rendering(freeForm: .text(text), template: templates.contains(template) ? call : nil)
  }

  func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
    guard let language = languages.first else { return nil }
    let values = values(language)
    return MailWords(
      subject: name, text: values.keys.sorted().map { "\($0)=\(values[$0]!)" }.joined(separator: ";"))
  }
}

extension Timestamp {
  func plus(minutes: Int64 = 0, seconds: Int64 = 0) -> Timestamp { adding(seconds: minutes * 60 + seconds) }
}
