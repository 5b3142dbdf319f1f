import Helpdesk

/// A ladder with the places of its steps, as clocks that use it are checked against them.
struct LadderEntry {
  let ladder: Ladder
  let steps: [StepEntry]
  let place: Place
}

/// `ladders:`, to be reused by clocks; and the ladders written inside a clock.
enum LaddersSection {
  static func read(_ cursor: Cursor?, reading: Reading) -> [String: LadderEntry] {
    guard let cursor else { return [:] }
    var ladders: [String: LadderEntry] = [:]
    for item in NamedEntries(cursor, kind: "ladder", atMost: Limits.ladders).items {
      ladders[item.name] = ladder(item.name, item.value.labelled("ladder `\(item.name)`"), reading: reading)
    }
    return ladders
  }

  /// The steps of a ladder; nil when none can be read.
  static func ladder(_ name: String, _ cursor: Cursor, reading: Reading) -> LadderEntry? {
    let reader = StepReader(reading: reading)
    let steps = cursor.items(atMost: Limits.steps).flatMap { reader.read($0.labelled("step")) }
    var places: [StepTime: Place] = [:]
    for step in steps {
      guard let first = places.updateValue(step.place, forKey: step.step.at) else { continue }
      cursor.findings.error(
        step.place, "A step at `\(step.step.at.name)` already stands on line \(first.line).",
        hint: "one step may tell several and do several things")
    }
    guard !steps.isEmpty else { return nil }
    return LadderEntry(ladder: Ladder(name: name, steps: steps.map(\.step)), steps: steps, place: cursor.place)
  }
}
