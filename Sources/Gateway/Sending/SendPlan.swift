import BusinessTime
import Helpdesk

/// What the sender does next, decided under its lock and done outside it.
enum SendJob: Sendable {
  /// Claim it, send it, settle it.
  case attempt(OutboxEntry)
  /// Its time ended, or an outcome that could not be committed is told again.
  case settle(OutboxID, Outcome)
}

/// A look at what is due.
struct SendPlan: Sendable {
  var jobs: [SendJob] = []
  /// Look again then, unless nudged.
  var next: Timestamp
  /// Recipients whose entries have to wait: others may stand behind them in the store.
  var blocked: Set<String> = []
  /// Recipients whose entries wait for their number's pace.
  var paced: Set<String> = []

  mutating func look(at time: Timestamp) { next = min(next, time) }
}
