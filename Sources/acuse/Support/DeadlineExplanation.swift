import BusinessTime

/// An explanation as lines for the terminal: what was counted, what was passed over, and why.
struct DeadlineExplanation {
  private let explanation: Explanation
  private let zone: Zone

  init(_ explanation: Explanation, zone: Zone) {
    self.explanation = explanation
    self.zone = zone
  }

  var text: String {
    var lines: [String] = []
    var soFar: Int64 = 0
    for step in explanation.steps {
      switch step {
      case .counted(let counted):
        soFar += counted.seconds
        let from = counted.from.rfc3339(in: zone)
        let to = counted.to.rfc3339(in: zone)
        lines.append("  \(from)  to  \(to)  \(Self.duration(counted.seconds)), \(Self.duration(soFar)) so far")
      case .closed(let date, let reason):
        lines.append("  \(date)  closed: \(Self.words(reason))")
      }
    }
    if explanation.omittedSteps > 0 { lines.append("  … and \(explanation.omittedSteps) more") }
    return lines.joined(separator: "\n")
  }

  static func duration(_ seconds: Int64) -> String {
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
    let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return words.isEmpty ? "0 s" : words.joined(separator: " ")
  }

  private static func words(_ reason: Explanation.ClosedReason) -> String {
    switch reason {
    case .holiday(let name): name.isEmpty ? "a holiday" : name
    case .date: "by its date in the rules file"
    case .weekday(let day): "every \(day)"
    case .skippedByZone: "the clocks jumped over its hours"
    }
  }
}
