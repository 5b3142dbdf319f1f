import BusinessTime

extension Conversation {
  /// How long a case is nobody's (semantics §4): from the opening, and from each time that it loses whoever had it,
  /// until somebody has it. Only if its policy has a target for that.
  mutating func measureAssignment(at now: Timestamp, under book: PolicyBook, into decisions: inout [Decision]) {
    guard let policy = book.policy(named: policy), policy.clocks[.assignment] != nil, !marks.isEmpty else { return }
    let instances = clocks.indices.filter { clocks[$0].clock == .assignment }
    let running = instances.first { clocks[$0].isUnanswered }
    let isNobodys = assignee == nil && !isOver
    let index: Int? =
      if let running { running } else if instances.isEmpty, !isTrimmed {
        start(.assignment, by: Self.openingStarter, at: openedAt, under: policy, of: book)
      } else if isNobodys {
        start(.assignment, by: "unassigned:\(now.milliseconds)", at: now, under: policy, of: book)
      } else { nil }
    guard let index else { return }
    judge(index, isNobodys ? nil : endOfAssignment(since: clocks[index].startedAt, at: now), at: now, into: &decisions)
  }

  private func endOfAssignment(since startedAt: Timestamp, at now: Timestamp) -> Ending {
    // A case that was resolved before anybody had it was nobody's to the end.
    if assignee == nil { return Ending(at: max(startedAt, resolvedAt ?? now), reason: "resolved_unassigned") }
    return Ending(at: max(startedAt, assignedAt ?? now), reason: nil)
  }
}
