import BusinessTime

extension Conversation {
  /// A request that lay aside and could be used only now (semantics §3): nobody could have answered it, so no clock
  /// counts it and no acknowledgement promises anything for it. Somebody is told, because nothing else will remind them.
  mutating func takeLate(
    _ request: Request, at now: Timestamp, from book: PolicyBook, into decisions: inout [Decision]
  ) {
    let opens = clocks.isEmpty && marks.isEmpty
    endWaiting(for: request, at: now, into: &decisions)
    if let verdict = request.verdict, !opens { sort(by: verdict, at: now, from: book, into: &decisions) }
    decisions.note(now, "late_ingest", "kept aside, and usable only now")
    let first = clocks.count
    startAcknowledgement(for: request)
    if let policy = book.policy(named: policy) {
      for (clock, starter) in lateClocks(of: request, opens: opens, under: policy) {
        _ = start(clock, by: starter, at: request.occurredAt, under: policy, of: book)
      }
    }
    for index in first..<clocks.count {
      decide(index, .excluded(reason: Self.lateIngest), at: now, into: &decisions)
    }
    let key = NoticeKey(subject: Self.lateIngest, step: "", hop: 0)
    decisions.append(.alert(notice(key, .lateMessage(writtenAt: request.occurredAt)), to: [.assignee]))
  }

  /// The clocks that the request would have started: all of a case that it opens, the next answer's where nobody waits.
  private func lateClocks(of request: Request, opens: Bool, under policy: Policy) -> [(ClockKind, starter: String)] {
    let id = request.id.rawValue
    if opens {
      let answer: ClockKind = policy.clocks[.firstResponse] == nil ? .nextResponse : .firstResponse
      return [(answer, id), (.resolution, Self.openingStarter), (.assignment, Self.openingStarter)]
    }
    let isAnswered = marks.contains { $0.side == .human && $0.isLive && $0.at >= request.occurredAt }
    let isCounted = clocks.contains { $0.isHuman && $0.isUnanswered }
    return isAnswered || isCounted ? [] : [(.nextResponse, id)]
  }

  /// The reason, and what the notice is about: one a conversation.
  private static let lateIngest = "late_ingest"
}
