import BusinessTime
import Helpdesk

/// The version of what conversations are pinned to: a digest of meaning, not of text.
///
/// Comments, layout, the order of keys, `60m` for `1h` and a ladder nobody uses change nothing; a changed holiday,
/// whether in the file or in the lists that ship with the product, does.
enum BookDigest {
  /// 16 hex digits: 64 bits, enough to tell apart more versions than anybody will ever write.
  static let digits = 16

  static func version(
    policies: [Policy], calendars: [String: WorkCalendar], triage: TriageRules
  ) -> RulesVersion {
    var text = CanonicalText(title: "acuse rules 2")
    for calendar in calendars.values.sorted(by: { $0.name < $1.name }) { text.add(calendar) }
    for policy in policies { text.add(policy) }
    text.add(triage)
    return RulesVersion(SHA256.hex(of: Array(text.written.utf8)).prefix(digits))
  }
}

/// One line a fact. Every name and text goes with its length, so that no two rule sets are written alike.
private struct CanonicalText {
  private(set) var written: String
  private var holidaysWritten: [[CivilDate: String]: String] = [:]

  init(title: String) {
    written = title + "\n"
  }

  mutating func add(_ calendar: WorkCalendar) {
    line("calendar", calendar.name, calendar.zone.name, calendar.alwaysOpen ? "always" : "hours")
    for day in Weekday.allCases {
      line("week", "\(day.rawValue)", windows(calendar.week[day] ?? []))
    }
    add(calendar.holidays, of: calendar.name)
    for (date, hours) in calendar.dates.sorted(by: { $0.key < $1.key }) { line("date", "\(date)", windows(hours)) }
  }

  /// A country's list is long and often shared: it is written once, then named.
  private mutating func add(_ holidays: [CivilDate: String], of calendar: String) {
    if let first = holidaysWritten[holidays] {
      line("holidays of", first)
      return
    }
    holidaysWritten[holidays] = calendar
    for (date, name) in holidays.sorted(by: { $0.key < $1.key }) { line("holiday", "\(date)", name) }
  }

  mutating func add(_ policy: Policy) {
    line("policy", policy.name, policy.calendar)
    add(policy.when)
    if let texts = policy.acknowledge { add(texts) }
    for kind in ClockKind.allCases {
      guard let rule = policy.clocks[kind] else { continue }
      line("clock", kind.rawValue, "\(rule.target.seconds)", rule.calendar, rule.ladder.name)
      line("pauses", rule.pauseWhile.map(\.rawValue).sorted())
      for step in rule.ladder.steps { add(step) }
    }
  }

  private mutating func add(_ texts: AcknowledgementTexts) {
    line("acknowledge", texts.open, texts.closed, texts.late ?? "-")
    // Only where they differ from what is usual: versions that were pinned before there was a choice stay the same.
    if texts.delay != AcknowledgeReader.delay { line("delay", texts.delay ?? "-") }
    if texts.news != AcknowledgeReader.news { line("news", texts.news ?? "-") }
  }

  mutating func add(_ triage: TriageRules) {
    line("lexicon", triage.usesLexicon ? "default" : "none")
    for rule in triage.rules {
      line("triage", rule.name, rule.category ?? "-", rule.priority?.rawValue ?? "-", rule.team?.rawValue ?? "-")
      line("words", rule.words)
      line("tags", rule.tags)
    }
  }

  private mutating func add(_ when: Condition) {
    line("number", when.numbers.map(\.rawValue).sorted())
    line("category", when.categories.sorted())
    line("priority", when.priorities.sorted().map(\.rawValue))
    line("tags", when.tags.sorted())
    line("stage", when.stages.sorted())
    line("queue", when.queues.sorted())
    line("segment", when.segments.sorted())
    line("source", when.sources.sorted())
    line("language", when.languages.sorted().map(\.rawValue))
    line("contact", when.newContact.map { $0 ? "new" : "returning" } ?? "any")
  }

  private mutating func add(_ step: LadderStep) {
    line("step", step.at.name)
    line("tell", step.tell.map(\.name))
    if let unless = step.unless {
      line("unless", unless.proof.rawValue, "\(unless.withinSeconds)")
      line("else", unless.tell.map(\.name))
    }
    for action in step.then { line("then", Self.words(of: action)) }
  }

  private static func words(of action: EscalationAction) -> [String] {
    switch action {
    case .reassign(let strategy): ["reassign", strategy.rawValue]
    case .tag(let tag): ["tag", tag]
    case .stage(let stage): ["stage", stage]
    case .queue(let queue): ["queue", queue]
    case .priority(let priority): ["priority", priority.rawValue]
    case .tellCustomer(let template): ["tell_customer", template]
    }
  }

  private func windows(_ windows: [DayWindow]) -> String {
    windows.map { "\($0.fromSecond)-\($0.toSecond)" }.joined(separator: ",")
  }

  private mutating func line(_ word: String, _ parts: String...) { line(word, parts) }

  private mutating func line(_ word: String, _ parts: [String]) {
    written += word + parts.map { " \($0.utf8.count):\($0)" }.joined() + "\n"
  }
}
