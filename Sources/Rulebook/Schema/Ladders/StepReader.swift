import Helpdesk

/// A step with the place of its time.
struct StepEntry {
  let step: LadderStep
  let place: Place
}

/// One step of a ladder: when, whom it tells, what it does.
struct StepReader {
  let reading: Reading

  /// One step for each time in `at`.
  func read(_ cursor: Cursor) -> [StepEntry] {
    let hint = "for example `{ at: -5m, tell: assignee }`"
    guard let map = MapCursor(cursor, label: "step", keys: ["at", "tell", "unless", "then"], hint: hint) else {
      return []
    }
    let times = map.required("at", hint: "`-5m`, `due`, `+30m` or `80%`")?.items(atMost: Limits.steps)
      .compactMap { item in item.stepTime().map { (time: $0, place: item.place) } }
    let audiences = AudienceReader(declared: reading.declared)
    let tell = map["tell"].map(audiences.read) ?? []
    let unless = map["unless"].flatMap { FailOverReader(audiences: audiences).read($0) }
    let then = map["then"].map { ActionReader(context: reading.context).read($0) } ?? []
    if !map.has("tell"), !map.has("then") {
      map.fail("This step does nothing.", hint: "give it `tell`, `then`, or both")
    }
    if let cursor = map["unless"], !map.has("tell") {
      cursor.fail("`unless` waits for a notice, and this step tells nobody.", hint: "give the step a `tell`")
    }
    return (times ?? []).map {
      StepEntry(step: LadderStep(at: $0.time, tell: tell, unless: unless, then: then), place: $0.place)
    }
  }
}

extension Cursor {
  /// `-5m`, `due`, `+30m`, `80%`.
  func stepTime() -> StepTime? {
    let forms = "`-5m`, `due`, `+30m` or `80%` of the target"
    guard let text = text(example: "-5m") else { return nil }
    if text == "due" { return .offset(seconds: 0) }
    if text.hasSuffix("%") {
      guard let percent = Int(text.dropLast()), Limits.percent.contains(percent) else {
        let (least, most) = (Limits.percent.lowerBound, Limits.percent.upperBound)
        fail("\(label) takes a percentage from \(least)% to \(most)%, not \(Shown.name(text)).")
        return nil
      }
      return .percent(percent)
    }
    guard let sign = text.first, sign == "-" || sign == "+" else {
      let isDuration = text.first?.isNumber == true && text.count <= Cursor.longestEchoed
      fail(
        "\(label) takes a time before, at or after the due time, not \(Shown.name(text)).",
        hint: isDuration ? "write `-\(text)` or `+\(text)`" : forms)
      return nil
    }
    let longest = Limits.targetHours * 3600
    guard let seconds = duration(of: String(text.dropFirst()), units: .working, in: 1...longest) else { return nil }
    return .offset(seconds: sign == "-" ? -seconds : seconds)
  }
}
