import Helpdesk

/// Proves that every ladder ends at somebody reachable (semantics §7).
struct ReachCheck {
  let staff: Staff
  let findings: Findings

  func run(over policies: [PolicyEntry]) {
    // Broken people are reported where they stand; what they leave unreachable is no news.
    guard findings.errorCount == 0 else { return }
    for policy in policies {
      for clock in policy.clocks where clock.ladder != nil { check(clock) }
    }
  }

  private func check(_ clock: ClockEntry) {
    guard let last = lastTelling(in: clock) else {
      findings.error(
        clock.ladderPlace, "The ladder of clock `\(clock.kind.rawValue)` tells nobody.",
        hint: "give its last step `tell: lead`")
      return
    }
    let audiences = last.step.tell + (last.step.unless?.tell ?? [])
    for team in staff.teamIDs where !audiences.contains(where: { staff.reaches($0, team: team) }) {
      findings.error(
        last.place, "Nobody reachable stands behind the last step that tells, for team `\(team.rawValue)`.",
        hint: "give somebody behind it, or the team's lead, a WhatsApp number")
    }
  }

  /// By the time at which the steps stand, not by the order in which they are written.
  private func lastTelling(in clock: ClockEntry) -> StepEntry? {
    clock.ladder?.steps.filter { !$0.step.tell.isEmpty }.max {
      $0.step.at.workingTime(ofTarget: clock.rule.target) < $1.step.at.workingTime(ofTarget: clock.rule.target)
    }
  }
}
