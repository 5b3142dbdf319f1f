import BusinessTime
import Helpdesk

/// A clock of a policy with its ladder's steps and the place that names the ladder.
struct ClockEntry {
  let kind: ClockKind
  let rule: ClockRule
  let ladder: LadderEntry?
  let ladderPlace: Place
}

/// `clocks` of a policy.
struct ClocksReader {
  let reading: Reading
  let ladders: [String: LadderEntry]
  /// The policy's.
  let calendar: String

  func read(_ cursor: Cursor) -> [ClockEntry] {
    guard let map = MapCursor(cursor, label: "`clocks`", keys: ClockKind.allCases.map(\.rawValue)) else { return [] }
    return ClockKind.allCases.compactMap { kind in map[kind.rawValue].flatMap { clock(kind, $0) } }
  }

  private func clock(_ kind: ClockKind, _ cursor: Cursor) -> ClockEntry? {
    let keys = ["target", "calendar", "ladder"] + (kind.mayPause ? ["pause_while"] : [])
    guard
      let map = MapCursor(cursor, label: "clock `\(kind.rawValue)`", keys: keys, hint: "for example `{ target: 15m }`")
    else { return nil }
    let target = target(kind, map)
    let calendar = map["calendar"].map { $0.reference(to: "calendar", among: reading.declared.calendars) } ?? calendar
    let ladder = map["ladder"].flatMap(ladder)
    let pauses = map["pause_while"].map(pauses) ?? kind.pausesByDefault
    guard let target, let calendar else { return nil }
    let entry = ClockEntry(
      kind: kind,
      rule: ClockRule(
        target: target, calendar: calendar, ladder: ladder?.ladder ?? Ladder(name: "", steps: []), pauseWhile: pauses),
      ladder: ladder, ladderPlace: map["ladder"]?.place ?? map.place)
    checkLead(of: entry)
    return entry
  }

  /// `acknowledgement` is measured without a target; every other clock exists by its target (semantics §4).
  private func target(_ kind: ClockKind, _ map: MapCursor) -> WorkingTime? {
    if kind == .acknowledgement, !map.has("target") {
      map["ladder"]?.fail("A ladder needs a due time, and this clock has no `target`.")
      return nil
    }
    return map.required("target", hint: "for example `target: 15m`")?
      .duration(.working, in: 1...(Limits.targetHours * 3600)).map { WorkingTime(seconds: $0) }
  }

  /// A name, or steps written here.
  private func ladder(_ cursor: Cursor) -> LadderEntry? {
    let items = cursor.node.items
    guard items.count == 1, case .scalar = items[0].kind else {
      return LaddersSection.ladder("", cursor, reading: reading)
    }
    return cursor.reference(to: "ladder", among: reading.declared.ladders).flatMap { ladders[$0] }
  }

  private func pauses(_ cursor: Cursor) -> Set<ConversationState> {
    Set(cursor.items().compactMap { $0.choice(of: [ConversationState.waitingCustomer, .waitingThirdParty]) })
  }

  /// A step that stands before its clock's start could never warn. The ladder may be shared, so both places are told.
  private func checkLead(of entry: ClockEntry) {
    let target = entry.rule.target.seconds
    for step in entry.ladder?.steps ?? [] {
      guard case .offset(let seconds) = step.step.at, seconds < 0, -seconds >= target else { continue }
      let name = entry.rule.ladder.name
      let owner = name.isEmpty ? "" : " of ladder `\(name)` (line \(step.place.line))"
      reading.findings.error(
        name.isEmpty ? step.place : entry.ladderPlace,
        "The step `\(step.step.at.name)`\(owner) "
          + "stands at or before the start of a target of \(DurationText.spelt(target)).",
        hint: "use a percentage, for example `80%`, or a ladder of its own")
    }
  }
}

extension ClockKind {
  /// Semantics §4, the table's last column.
  fileprivate var mayPause: Bool {
    switch self {
    case .firstResponse, .nextResponse, .resolution: true
    case .acknowledgement, .promise, .assignment: false
    }
  }

  fileprivate var pausesByDefault: Set<ConversationState> {
    switch self {
    case .resolution: [.waitingCustomer, .waitingThirdParty]
    case .acknowledgement, .firstResponse, .nextResponse, .promise, .assignment: []
    }
  }
}
