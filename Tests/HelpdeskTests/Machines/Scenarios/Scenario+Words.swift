import BusinessTime
import Helpdesk

extension Scenario {
  /// What was decided, a line each. A line of the record that only repeats another decision is left out.
  static func words(for decisions: [Decision], at now: Timestamp) -> [String] {
    var stamp = now
    return decisions.compactMap { decision in
      switch decision {
      case .say(let reply):
        let verb = reply.kind == .update ? "says" : "acknowledges with"
        let until = reply.validUntil == reply.promise ? "" : ", valid until \(words(for: reply.validUntil))"
        return "\(verb) \(reply.template), promising \(words(for: reply.promise))\(until)"
      case .alert(let notice, let audiences):
        defer { stamp = now }
        return words(for: notice, audiences, stamp == now ? "" : " of \(Story.words(for: stamp))")
      case .assign(let strategy):
        return "looks for somebody to take it, \(strategy?.rawValue ?? "as the team does")"
      case .askForRating: return "asks how it was"
      case .decided(let clock):
        return words(for: clock)
      case .record(let entry):
        if entry.what == "step" { stamp = entry.at }
        return words(for: entry, at: now)
      }
    }
  }

  private static func words(for notice: Notice, _ audiences: [Audience], _ stamp: String) -> String {
    let people = audiences.map(\.name).joined(separator: ", ")
    let urgently = notice.isUrgent ? " urgently" : ""
    switch notice.matter {
    case .replyFailed(let code):
      return "tells \(people)\(urgently) that \(notice.key.subject.dropFirst(6)) failed: \(code)"
    case .loop: return "tells \(people)\(urgently) of a loop"
    case .lateMessage: return "tells \(people)\(urgently) of a message that came late"
    case .budgetSpent(let count, _): return "tells \(people)\(urgently) that \(count) messages were sent this month"
    case .step:
      let step = notice.key.hop == 0 ? "\(notice.key.step)\(stamp) tells" : "\(notice.key.step) fails over to"
      return "\(step) \(people)\(urgently)"
    }
  }

  private static func words(for clock: ClockInstance) -> String {
    let name = "\(clock.clock.rawValue) of \(clock.starter)"
    let corrected = clock.correctedAt != nil && clock.firstOutcome != clock.outcome ? ", corrected" : ""
    switch clock.outcome {
    case .met: return "\(name) met at \(words(for: clock.stoppedAt))\(corrected)"
    case .breached:
      let answer = clock.stoppedAt.map { ", answered at \(Story.words(for: $0))" } ?? ""
      return "\(name) breached at \(words(for: clock.dueAt))\(answer)\(corrected)"
    case .excluded(let reason): return "\(name) excluded: \(reason)"
    case nil: return "\(name) runs again"
    }
  }

  private static func words(for entry: TimelineEntry, at now: Timestamp) -> String? {
    switch entry.what {
    case "step":
      // A step that tells has its line with the notice.
      guard entry.why.contains("passed over") || entry.why.contains("tells nobody") else { return nil }
      let step = entry.why.split(separator: " ")[1].dropLast()
      return "\(step) of \(Story.words(for: entry.at)) is passed over"
    case "tagged": return "tags it \(entry.why)"
    case "stage", "queue", "priority": return "\(entry.what) becomes \(entry.why)"
    case "assigned": return nil
    case "delay_untold": return "the delay is not told: \(entry.why)"
    case "acknowledged", "delay_told", "news_told", "fail_over", "replied", "noted", "automatic", "held",
      "reply_failed", "met", "met_corrected",
      "breached", "excluded", "runs_again", "promise_kept", "promise_missed":
      return nil
    default: return entry.what.replacing("_", with: " ")
    }
  }

  private static func words(for time: Timestamp?) -> String { time.map(Story.words(for:)) ?? "no time" }
}
