import BusinessTime
import Helpdesk

/// One run of one SLA clock.
struct ClockJSON: Encodable {
  var clock: String
  /// `running`, `paused`, `met`, `breached` or `excluded`.
  var state: String
  var outcome: String?
  /// Why it is excluded.
  var reason: String?
  var startedAt: String
  var dueAt: String?
  var stoppedAt: String?
  var pausedSeconds: Int64
  var targetSeconds: Int64?
  var correctedAt: String?

  enum CodingKeys: String, CodingKey {
    case clock, state, outcome, reason
    case startedAt = "started_at"
    case dueAt = "due_at"
    case stoppedAt = "stopped_at"
    case pausedSeconds = "paused_seconds"
    case targetSeconds = "target_seconds"
    case correctedAt = "corrected_at"
  }

  init(_ instance: ClockInstance, zone: Zone) {
    clock = instance.clock.rawValue
    switch instance.outcome {
    case .met: (state, outcome) = ("met", "met")
    case .breached: (state, outcome) = ("breached", "breached")
    case .excluded(let why): (state, outcome, reason) = ("excluded", "excluded", why)
    case nil: (state, outcome) = (instance.isPaused ? "paused" : "running", nil)
    }
    startedAt = instance.startedAt.rfc3339(in: zone)
    dueAt = instance.dueAt?.rfc3339(in: zone)
    stoppedAt = instance.stoppedAt?.rfc3339(in: zone)
    pausedSeconds = instance.pausedSeconds ?? 0
    targetSeconds = instance.target?.seconds
    correctedAt = instance.correctedAt?.rfc3339(in: zone)
  }
}
