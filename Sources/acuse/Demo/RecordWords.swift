import BusinessTime
import Helpdesk

/// Words a line of the record for people who have never seen one: with names instead of keys, and with the times of
/// the clocks that were committed with it.
struct RecordWords: Sendable {
  /// Names by the keys of the rules file.
  let people: [String: String]
  let zone: Zone

  func line(_ entry: TimelineEntry, clocks: [ClockInstance]) -> (kind: DemoLine.Kind, text: String) {
    switch entry.what {
    case "opened": (.record, "a conversation opens (\(entry.why))")
    case "sorted": (.record, "sorted as \(entry.why.prefix { $0 != ":" }.replacing("_", with: " "))")
    case "assigned": (.record, "assigned \(named(entry.why))")
    case "acknowledged": (.record, acknowledged(entry, clocks))
    case "not_acknowledged": (.record, "no second acknowledgement: \(entry.why)")
    case "delay_told": (.record, "the customer hears of the delay, with another time")
    case "news_told": (.record, "the customer asked what is new and hears how it stands")
    case "reminded": (.record, "the customer is reminded that we wait for them")
    case "step": (.step, step(entry, clocks))
    case "breached": (.breached, breached(entry))
    case "alert": (.alert, "alert \(named(entry.why))")
    case "fail_over": (.alert, "fail-over, \(entry.why)")
    case "replied": (.record, replied(entry, clocks))
    case "met": (kind(in: entry.why) == .acknowledgement ? .record : .met, met(entry, clocks))
    case "tagged": (.record, "tag: \(entry.why)")
    case "stage", "queue", "priority": (.record, "\(entry.what): \(entry.why)")
    case let other: (.record, "\(other.replacing("_", with: " ")): \(entry.why)")
    }
  }

  /// The promise is the due time of the human clock that runs, as the customer reads it: rounded up to the minute.
  private func acknowledged(_ entry: TimelineEntry, _ clocks: [ClockInstance]) -> String {
    let promised = clocks.last { entry.why.hasSuffix(" \($0.clock.rawValue)") && $0.startedAt <= entry.at }
    guard let promised, let due = promised.dueAt else { return "acknowledged (\(entry.why))" }
    let minute = Timestamp(seconds: (due.seconds + 59) / 60 * 60)
    return "acknowledged: promises \(name(promised.clock)) by \(day(minute, at: entry.at))"
      + minute.timeOfDay(in: zone).prefix(5)
  }

  /// `first_response -5m: tells assignee`.
  private func step(_ entry: TimelineEntry, _ clocks: [ClockInstance]) -> String {
    let parts = entry.why.split(separator: ": ", maxSplits: 1).map(String.init)
    let words = parts[0].split(separator: " ").map(String.init)
    guard parts.count == 2, words.count == 2, let clock = ClockKind(rawValue: words[0]) else { return entry.why }
    let due = clocks.last { $0.clock == clock && $0.plan.contains { $0.name == words[1] && $0.at == entry.at } }?.dueAt
    let time = due.map { " (\($0.timeOfDay(in: zone)))" } ?? ""
    let length = words[1].dropFirst().replacing("m", with: " min").replacing("h", with: " h").replacing("s", with: " s")
    let when =
      if words[1] == "due" { "\(name(clock)) is due now" } else if words[1].hasPrefix("-") {
        "\(length) before \(name(clock)) is due\(time)"
      } else if words[1].hasPrefix("+") { "\(length) after \(name(clock)) was due\(time)" } else {
        "\(words[1]) of the time for \(name(clock)) has passed, due\(time)"
      }
    return "\(when): \(parts[1].replacing(" assignee", with: " the assignee").replacing(" lead", with: " the lead"))"
  }

  private func breached(_ entry: TimelineEntry) -> String {
    guard let clock = kind(in: entry.why) else { return entry.why }
    return "PROMISE BROKEN: \(name(clock)) was due at \(entry.at.timeOfDay(in: zone)); nobody answered"
  }

  /// A late answer stops its clock too; one in time has a line of its own.
  private func replied(_ entry: TimelineEntry, _ clocks: [ClockInstance]) -> String {
    // What was promised ends with it; the clock of the policy tells how long they waited.
    let ended = clocks.filter { $0.clock != .promise && $0.stoppedAt == entry.at }
    guard let late = ended.last(where: { $0.outcome == .breached }), let due = late.dueAt else { return entry.why }
    return "\(entry.why), \(Self.duration(entry.at - due)) late, "
      + "after \(Self.duration(entry.at - late.startedAt)); the clock stops"
  }

  private func met(_ entry: TimelineEntry, _ clocks: [ClockInstance]) -> String {
    guard let clock = kind(in: entry.why),
      let instance = clocks.last(where: { $0.clock == clock && $0.stoppedAt == entry.at })
    else { return "in time: \(entry.why)" }
    let took = Self.duration(entry.at - instance.startedAt)
    guard let due = instance.dueAt else { return "Meta took \(name(clock)) \(took) after the message" }
    return "\(name(clock).dropFirst(4)) after \(took), in time (due \(due.timeOfDay(in: zone))); the clock stops"
  }

  private func kind(in why: String) -> ClockKind? {
    why.split(separator: " ").first.flatMap { ClockKind(rawValue: String($0)) }
  }

  private func name(_ clock: ClockKind) -> String {
    switch clock {
    case .acknowledgement: "the acknowledgement"
    case .firstResponse: "the first answer"
    case .nextResponse: "the next answer"
    case .resolution: "the solution"
    case .promise: "the promise"
    case .assignment: "the assignment"
    }
  }

  /// `to ana: at once` with the name in place of the key.
  private func named(_ why: String) -> String {
    guard why.hasPrefix("to ") else { return why }
    let key = why.dropFirst(3).prefix { $0 != ":" }
    return "to \(people[String(key)] ?? String(key))\(why.dropFirst(3 + key.count))".replacing(": ", with: ", ")
  }

  /// Empty on the same day.
  private func day(_ moment: Timestamp, at now: Timestamp) -> String {
    let (date, today) = (zone.local(moment).0.date, zone.local(now).0.date)
    return date == today ? "" : "\(date) "
  }

  /// `4 min 30 s`; the two largest units.
  static func duration(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1000
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    if hours > 0 { return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min" }
    if minutes > 0 { return rest == 0 ? "\(minutes) min" : "\(minutes) min \(rest) s" }
    return "\(rest) s"
  }
}
