import BusinessTime
import Helpdesk

/// Mexico City without daylight saving, Monday to Friday nine to six, in the week of Monday 2026-11-23.
///
/// Tests read as stories: things happen at wall-clock times of that week, and what was decided is asked for.
struct Story {
  static let zone = Zone(name: "America/Mexico_City", offset: -6 * 3600)
  static let office = WorkCalendar(
    name: "oficina", zone: zone,
    week: Dictionary(
      uniqueKeysWithValues: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday].map {
        ($0, [DayWindow(fromSecond: 9 * 3600, toSecond: 18 * 3600)!])
      }))

  var conversation: Conversation
  var book: PolicyBook
  var settings = AcknowledgementSettings()
  var humanWroteAt: Timestamp?
  var isOptedOut = false
  private(set) var decisions: [Decision] = []
  private(set) var lastAt: Timestamp

  init(_ clocks: [ClockKind: ClockRule], acknowledge: AcknowledgementTexts? = nil) {
    let policy = Policy(name: "general", calendar: "oficina", acknowledge: acknowledge, clocks: clocks)
    book = PolicyBook(version: "v1", policies: [policy], calendars: ["oficina": Self.office])
    conversation = Conversation(
      ref: ConversationRef(1042), contact: "contact", number: "106540352242922", team: "soporte", language: "es_MX",
      source: "number", openedAt: Self.time("mon 09:00"), policy: "general", version: "v1")
    conversation.assignee = "ana"
    lastAt = Self.time("mon 00:00")
  }

  /// A quarter of an hour to the first answer, with the ladder of the contract's example in short.
  static func standard(acknowledge: AcknowledgementTexts? = nil) -> Story {
    let ladder = Ladder(
      name: "estandar",
      steps: [
        LadderStep(at: .offset(seconds: -300), tell: [.assignee]),
        LadderStep(
          at: .offset(seconds: 0), tell: [.lead],
          unless: FailOver(proof: .delivered, withinSeconds: 300, tell: [.role("management")]),
          then: [.tag("SLA Incumplido"), .stage("Revisión de Supervisor")]),
        LadderStep(at: .offset(seconds: 1800), tell: [.role("management")], then: [.priority(.urgent)]),
      ])
    return Story(
      [
        .firstResponse: ClockRule(target: .minutes(15), calendar: "oficina", ladder: ladder),
        .nextResponse: ClockRule(target: .minutes(30), calendar: "oficina", ladder: ladder),
      ], acknowledge: acknowledge)
  }

  /// `mon 09:15` or `fri 17:59:58` of the story's week.
  static func time(_ text: String) -> Timestamp {
    let parts = text.split(separator: " ")
    let day = days.firstIndex(of: String(parts[0]))!
    let clock = parts[1].split(separator: ":").map { Int64($0)! }
    let seconds = clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0)
    return Timestamp(seconds: firstSecond + Int64(day) * 86_400 + seconds)
  }

  /// The same the other way; seconds only where there are some.
  static func words(for time: Timestamp) -> String {
    let second = time.seconds - firstSecond
    let ofDay = second % 86_400
    let clock = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    let day = Int(second / 86_400)
    let name = days.indices.contains(day) ? days[day] : "day \(day)"
    return "\(name) " + (ofDay % 60 == 0 ? clock.dropLast() : clock[...]).joined(separator: ":")
  }

  static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  /// 2026-11-23 00:00 at UTC−6, in seconds since 1970 began.
  private static let firstSecond: Int64 = 1_795_413_600

  @discardableResult
  mutating func event(_ event: ConversationEvent, at: Timestamp) -> [Decision] {
    let rules = ConversationRules(
      book: book, acknowledgements: settings, humanWroteAt: humanWroteAt, isOptedOut: isOptedOut)
    let made = conversation.apply(event, at: at, under: rules)
    decisions += made
    lastAt = at
    return made
  }

  /// The customer writes at `at`; the webhook comes at `arriving`, or at once.
  @discardableResult
  mutating func customer(_ id: String, at: String, arriving: String? = nil, text: String? = nil) -> [Decision] {
    let occurred = Self.time(at)
    let arrival = arriving.map(Self.time) ?? occurred
    let isStale = arrival - occurred > settings.staleAfterSeconds * 1000
    return event(
      .requested(
        Request(id: MessageID(id), occurredAt: occurred, isStale: isStale, fingerprint: text)), at: arrival)
  }

  /// One of our people answers from the phone app; the echo comes at `arriving`, or at once.
  @discardableResult
  mutating func echo(_ id: String, at: String, arriving: String? = nil) -> [Decision] {
    event(.humanWrote(id: id, at: Self.time(at), acceptBy: nil), at: Self.time(arriving ?? at))
  }

  /// One of our people answers by API: Meta has two minutes to take it.
  @discardableResult
  mutating func reply(_ id: String, at: String) -> [Decision] {
    let time = Self.time(at)
    return event(.humanWrote(id: id, at: time, acceptBy: time.adding(seconds: 120)), at: time)
  }

  @discardableResult
  mutating func wake(at: String) -> [Decision] { event(.woke, at: Self.time(at)) }

  /// Every alarm until then, each at its own time, as the alarm service would.
  mutating func run(until: String) {
    let end = Self.time(until)
    while let next = conversation.wakeAt, next <= end { event(.woke, at: next) }
  }

  func clock(_ kind: ClockKind, _ starter: String) -> ClockInstance? {
    conversation.clocks.first { $0.clock == kind && $0.starter == starter }
  }
}

extension [Decision] {
  /// `step@audience,audience` of each alert, in order.
  var alerts: [String] {
    compactMap {
      guard case .alert(let notice, let audiences) = $0 else { return nil }
      return "\(notice.key.step)/\(notice.key.hop)@" + audiences.map(\.name).joined(separator: ",")
    }
  }

  var replies: [Reply] {
    compactMap { if case .say(let reply) = $0 { reply } else { nil } }
  }

  /// `what` of each line of the record, in order.
  var record: [String] {
    compactMap { if case .record(let entry) = $0 { entry.what } else { nil } }
  }

  func recorded(_ what: String) -> [TimelineEntry] {
    compactMap { if case .record(let entry) = $0, entry.what == what { entry } else { nil } }
  }
}
