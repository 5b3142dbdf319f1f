import Helpdesk

/// A policy with what later checks point at.
struct PolicyEntry {
  let policy: Policy
  let name: Cursor
  let clocks: [ClockEntry]
}

/// `policies:`, in their order: the first whose `when` matches applies.
struct PoliciesSection {
  let reading: Reading
  let numbers: [NumberEntry]
  let ladders: [String: LadderEntry]

  func read(_ cursor: Cursor?) -> [PolicyEntry] {
    guard let cursor else { return [] }
    let items = cursor.items(atMost: Limits.policies)
    var entries: [PolicyEntry] = []
    var places: [String: Place] = [:]
    var unconditional: Place?
    for item in items {
      let when = item.node["when"]?.items ?? []
      if let unconditional {
        item.fail(
          "No conversation reaches this policy: the one on line \(unconditional.line) applies to all.",
          hint: "move the policy without `when` to the end")
      }
      if item.node.isMap, when.allSatisfy(\.keys.isEmpty) { unconditional = unconditional ?? item.place }
      guard let entry = policy(item) else { continue }
      if let first = places.updateValue(entry.name.place, forKey: entry.policy.name) {
        entry.name.fail("A policy \(Shown.name(entry.policy.name)) already stands on line \(first.line).")
      }
      if let earlier = entries.first(where: { $0.policy.when == entry.policy.when && !$0.policy.when.isUnconditional })
      {
        entry.name.fail(
          "No conversation reaches this policy: policy \(Shown.name(earlier.policy.name)) has the same `when`.",
          hint: "make one of the two conditions narrower, and put it first")
      }
      entries.append(entry)
    }
    if unconditional == nil, let last = items.last {
      last.fail(
        "The last policy must apply to every conversation, and this one has a `when`.",
        hint: "end the list with a policy without `when`")
    }
    return entries
  }

  private static let keys = ["name", "when", "calendar", "acknowledge", "clocks", "immediate", "mode"]

  private func policy(_ cursor: Cursor) -> PolicyEntry? {
    guard let map = MapCursor(cursor, label: "policy", keys: Self.keys) else { return nil }
    let nameCursor = map.required("name")
    let name = nameCursor?.text()
    let when = map["when"].map { ConditionReader(declared: reading.declared, numbers: numbers).read($0) } ?? Condition()
    let calendar = map.required("calendar")?.reference(to: "calendar", among: reading.declared.calendars)
    let texts = map["acknowledge"].map { AcknowledgeReader(context: reading.context).read($0) }
    let clocks = map["clocks"].map {
      ClocksReader(reading: reading, ladders: ladders, calendar: calendar ?? "").read($0)
    }
    map["immediate"].map { ImmediateReader(declared: reading.declared).read($0) }
    map["mode"].map(ModeSection.read)
    if map.has("acknowledge"), clocks?.contains(where: { $0.kind == .firstResponse }) != true,
      let place = map["acknowledge"]?.place
    {
      reading.findings.warn(
        place, "This acknowledgement has no time to promise, because `first_response` has no target.",
        hint: "give the policy `clocks: { first_response: { target: 15m } }`")
    }
    guard let nameCursor, let name, let calendar else { return nil }
    let rules = Dictionary((clocks ?? []).map { ($0.kind, $0.rule) }) { first, _ in first }
    return PolicyEntry(
      policy: Policy(name: name, when: when, calendar: calendar, acknowledge: texts ?? nil, clocks: rules),
      name: nameCursor, clocks: clocks ?? [])
  }
}
