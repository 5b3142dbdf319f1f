package import BusinessTime

/// One run of one SLA clock, identified by (conversation, clock, the message or event that started it).
package struct ClockInstance: Sendable, Equatable, Codable {
  package var clock: ClockKind
  /// The id of what started it.
  package var starter: String
  package var startedAt: Timestamp
  /// Nil: measured, without a due time (`acknowledgement`).
  package var target: WorkingTime?
  package var calendar: String
  package var policy: String
  package var version: RulesVersion
  package var dueAt: Timestamp?
  /// The ladder's steps with their own times, earliest first, fixed when the instance was made.
  package var plan: [PlannedStep]
  /// The time of the answer, also when it came after the due time.
  package var stoppedAt: Timestamp?
  package var outcome: ClockOutcome?
  /// What was decided first; differs from `outcome` after a correction.
  package var firstOutcome: ClockOutcome?
  package var correctedAt: Timestamp?
  /// When it went over to another policy (semantics §6).
  package var reclassifiedAt: Timestamp?
  /// A step or the due time of the new policy lay in the past then: honest, and not the fault of whoever was asked.
  package var wasPastDue: Bool?
  /// Time that was not counted, in seconds, as far as it is known.
  package var pausedSeconds: Int64?

  package init(
    clock: ClockKind, starter: String, startedAt: Timestamp, target: WorkingTime?, calendar: String, policy: String,
    version: RulesVersion, dueAt: Timestamp?, plan: [PlannedStep]
  ) {
    self.clock = clock
    self.starter = starter
    self.startedAt = startedAt
    self.target = target
    self.calendar = calendar
    self.policy = policy
    self.version = version
    self.dueAt = dueAt
    self.plan = plan
  }

  /// The same instance, at whatever time.
  package func isSame(as other: Self) -> Bool { clock == other.clock && starter == other.starter }

  /// What notices and unique keys call it.
  package var subject: String { "\(clock.rawValue):\(starter)" }

  package var isExcluded: Bool {
    if case .excluded = outcome { true } else { false }
  }

  /// Somebody is still waiting for what this clock measures.
  package var isUnanswered: Bool { stoppedAt == nil && !isExcluded }

  /// Stands still: a due time will be known when the pause ends.
  package var isPaused: Bool { isUnanswered && outcome == nil && target != nil && dueAt == nil }

  /// The next step, or the due time while it is undecided; nil once answered or excluded.
  package var wakeAt: Timestamp? {
    guard isUnanswered else { return nil }
    let step = plan.first { $0.firedAt == nil }?.at
    let due = outcome == nil ? dueAt : nil
    return [step, due].compactMap { $0 }.min()
  }
}

package struct PlannedStep: Sendable, Equatable, Codable {
  /// Its place in the policy's ladder.
  package var index: Int
  /// `StepTime.name`: `-5m`, `due`, `+30m`, `80%`.
  package var name: String
  package var at: Timestamp
  /// When it was decided, stamped with its own time and never with the time at which somebody looked.
  package var firedAt: Timestamp?

  package init(index: Int, name: String, at: Timestamp, firedAt: Timestamp? = nil) {
    self.index = index
    self.name = name
    self.at = at
    self.firedAt = firedAt
  }
}

package enum ClockOutcome: Sendable, Equatable, Codable, Hashable {
  case met, breached
  case excluded(reason: String)

  /// As the API shows it: `met`, `breached`, `excluded(reason)`.
  package var name: String {
    switch self {
    case .met: "met"
    case .breached: "breached"
    case .excluded(let reason): "excluded(\(reason))"
    }
  }
}
