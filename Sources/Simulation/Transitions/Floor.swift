/// What a suite must have met at least so often, so that it cannot pass by doing nothing.
package enum Floor {
  package static let least = 100

  /// Inputs and faults that must occur: all but the gateway's own steps and the passing of time.
  static let actions: [String] = Action.Kind.allCases.filter { kind in
    switch kind {
    case .deliver, .commit, .alarms, .reviewWaits, .sends, .mails, .wireTakes, .wireAnswers, .tick, .pass, .jump,
      .longJump:
      false
    case _: true
    }
  }.map(\.rawValue)

  /// Where processes must have died: before a commit, after it and before the answer, after a claim, after Meta's
  /// acceptance, before a settlement is durable, and anywhere else.
  static let happenings = [
    "died: begin", "died: commit", "died: committed", "died: wire", "died: answered", "died: update entry",
    "died: save conversation", "died: read", "died: between steps", "restarted", "call timed out", "answered 200",
    "answered 503", "died before answering", "clocks went back", "clocks went forward",
    "send moved", "reminded", "not_reminded", "resolved by silence", "counted later", "merged", "went astray",
    "marked as read",
    "over budget", "mail taken", "mail put off", "mail refused", "mail lost", "died: mail", "died: mailed",
  ]

  /// What is missing of inputs, faults and deaths; empty when all occurred often enough.
  package static func missing(_ tally: Tally) -> [String] {
    let few = actions.filter { (tally.actions[$0] ?? 0) < least }.map { "\($0): \(tally.actions[$0] ?? 0)" }
    return few
      + happenings.filter { (tally.happenings[$0] ?? 0) < least }.map { "\($0): \(tally.happenings[$0] ?? 0)" }
  }

  /// Transitions that were seen and are not listed, and listed ones that were seen too rarely.
  package static func wrongTransitions(_ tally: Tally) -> (unlisted: [Transition], rare: [Transition]) {
    let listed = Set(Transitions.all)
    let unlisted = tally.transitions.keys.filter { !listed.contains($0) }.sorted()
    let rare = Transitions.all.filter { (tally.transitions[$0] ?? 0) < least }.sorted()
    return (unlisted, rare)
  }
}
