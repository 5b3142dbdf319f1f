import BusinessTime
import Helpdesk

/// A version of the rules as far as promises go; people, teams and texts stand in the file.
struct PoliciesJSON: Encodable {
  var version: String
  /// In the order in which they are tried.
  var policies: [PolicyJSON]
  var calendars: [CalendarJSON]

  init(_ book: PolicyBook) {
    version = book.version.rawValue
    policies = book.policies.map(PolicyJSON.init)
    calendars = book.calendars.sorted { $0.key < $1.key }.map {
      CalendarJSON(name: $0.key, timezone: $0.value.zone.name)
    }
  }
}

struct CalendarJSON: Encodable {
  var name: String
  var timezone: String
}

struct PolicyJSON: Encodable {
  var name: String
  /// As the rules file names it; empty for the last, which always applies.
  var when: [String: [String]]
  var calendar: String
  /// Names of the texts; null: nothing is acknowledged.
  @Nullable var acknowledge: AcknowledgeJSON?
  var clocks: [ClockRuleJSON]

  init(_ policy: Policy) {
    name = policy.name
    when = policy.when.fields
    calendar = policy.calendar
    _acknowledge = Nullable(
      wrappedValue: policy.acknowledge.map(AcknowledgeJSON.init))
    clocks = ClockKind.allCases.compactMap { kind in policy.clocks[kind].map { ClockRuleJSON(kind, $0) } }
  }
}

struct AcknowledgeJSON: Encodable {
  var open: String
  var closed: String
  @Nullable var late: String?
  @Nullable var delay: String?
  @Nullable var news: String?

  init(_ texts: AcknowledgementTexts) {
    open = texts.open
    closed = texts.closed
    _late = Nullable(wrappedValue: texts.late)
    _delay = Nullable(wrappedValue: texts.delay)
    _news = Nullable(wrappedValue: texts.news)
  }
}

struct ClockRuleJSON: Encodable {
  var clock: String
  /// Working time in the clock's calendar.
  var targetSeconds: Int64
  var calendar: String
  /// Null for one that is written inside the clock.
  @Nullable var ladder: String?
  /// As the file spells them: `-5m`, `due`, `+30m`, `80%`.
  var steps: [String]
  var pauseWhile: [String]

  enum CodingKeys: String, CodingKey {
    case clock, calendar, ladder, steps
    case targetSeconds = "target_seconds"
    case pauseWhile = "pause_while"
  }

  init(_ kind: ClockKind, _ rule: ClockRule) {
    clock = kind.rawValue
    targetSeconds = rule.target.seconds
    calendar = rule.calendar
    _ladder = Nullable(wrappedValue: rule.ladder.name.isEmpty ? nil : rule.ladder.name)
    steps = rule.ladder.steps.map(\.at.name)
    pauseWhile = rule.pauseWhile.map(\.rawValue).sorted()
  }
}

extension Condition {
  /// What is given, under the names of the rules file.
  fileprivate var fields: [String: [String]] {
    var fields: [String: [String]] = ["number": numbers.map(\.rawValue), "priority": priorities.map(\.rawValue)]
    fields["category"] = Array(categories)
    fields["tags"] = Array(tags)
    fields["stage"] = Array(stages)
    fields["queue"] = Array(queues)
    fields["segment"] = Array(segments)
    fields["source"] = Array(sources)
    fields["language"] = languages.map(\.rawValue)
    if let newContact { fields["contact"] = [newContact ? "new" : "returning"] }
    return fields.filter { !$0.value.isEmpty }.mapValues { $0.sorted() }
  }
}
