import BusinessTime

/// Two open conversations that turn out to be one contact's (semantics §1): the older takes the newer in.
extension Conversation {
  /// Who wrote when in both is who wrote when in this one, and its clocks follow. Due times are the earliest, priority
  /// is the highest, and a step that the other decided is not decided again.
  mutating func absorb(
    _ other: Conversation, at now: Timestamp, under book: PolicyBook, into decisions: inout [Decision]
  ) {
    absorbed = (absorbed ?? []) + [other.ref]
    let isRaised = other.priority > priority
    decisions.note(now, "absorbed", "#\(other.ref.number)" + (isRaised ? ", \(other.priority.rawValue)" : ""))
    if other.state == .open || state == .resolved && !other.isOver { goOn(at: now, into: &decisions) }
    // Both rest: whoever of the two was resolved last can be reopened as long as before.
    if state == .resolved, let theirs = other.closesAt { closesAt = max(theirs, closesAt ?? theirs) }
    takeMarks(of: other, at: now)
    heldByAgent = [heldByAgent, other.heldByAgent].compactMap { $0 }.max { $0.at < $1.at }
    if category == Lexicon.other || isRaised && other.category != Lexicon.other, !chosenByHand.contains(.category) {
      category = other.category
    }
    priority = max(priority, other.priority)
    for tag in other.tags where !tags.contains(tag) && tags.count < Self.mostTags { tags.append(tag) }
    if assignee == nil, let theirs = other.assignee {
      assign(to: theirs, again: nil, at: now, into: &decisions)
    }
    acknowledgement.absorb(other.acknowledgement)
    // A clock that was set back makes no wait longer.
    if let until = acknowledgement.pending?.until {
      acknowledgement.pending?.until = min(until, now.adding(seconds: Self.longestQuietSeconds))
    }
    let measured = [acknowledgement.starter, acknowledgement.pending?.starter]
    clocks += other.clocks.filter { $0.clock == .acknowledgement && $0.outcome == nil && measured.contains($0.starter) }
    choosePolicyAgain(at: now, from: book, into: &decisions)
    deriveClocks(at: now, under: book, into: &decisions)
    hasten(as: other.clocks.filter { $0.isHuman && $0.isUnanswered }, of: book)
  }

  /// It is another one's from now on: its reference leads there, and nothing more happens here.
  mutating func merge(into ref: ConversationRef, at now: Timestamp, into decisions: inout [Decision]) {
    for index in clocks.indices where !clocks[index].isExcluded {
      // What was said automatically was said.
      if clocks[index].clock == .acknowledgement, clocks[index].outcome != nil { continue }
      clocks[index].stoppedAt = nil
      decide(index, .excluded(reason: "merged"), at: now, into: &decisions)
    }
    decisions.note(now, "merged", "into #\(ref.number)")
    endPause(at: now)
    mergedInto = ref
    state = .closed
    marks = []
    hops = []
    heldByAgent = nil
    assignAgainAt = nil
    acknowledgement = AcknowledgementState()
  }

  /// Somebody waits in the other one: nobody rests here.
  private mutating func goOn(at now: Timestamp, into decisions: inout [Decision]) {
    if state == .resolved { reopen(at: now, why: Self.otherIsOpen, into: &decisions) }
    if state == .waitingCustomer {
      endPause(at: now)
      state = .open
      decisions.note(now, "resumed", Self.otherIsOpen)
    }
  }

  private static let otherIsOpen = "another open conversation of the same customer was merged into it"

  /// What the other's resolutions and dismissals ended stays ended, and they end nothing here; nor do those of here end
  /// what nobody here had seen.
  private mutating func takeMarks(of other: Conversation, at now: Timestamp) {
    for mark in other.marks {
      var mark = mark
      switch mark.side {
      case .resolution, .dismissal: continue
      case .human: break
      case .customer:
        let ends = other.marks.filter { $0.ends(mark) }
        let end = ends.min { ($0.at, $0.side == .human ? 0 : 1) < ($1.at, $1.side == .human ? 0 : 1) }
        if let end, end.side != .human { continue }
        mark.seenAt = seenAt(mark.at, at: now)
      }
      insert(mark)
    }
  }

  /// Whoever waits here waits no longer than they would have there.
  private mutating func hasten(as others: [ClockInstance], of book: PolicyBook) {
    guard !others.isEmpty else { return }
    let due = others.compactMap(\.dueAt).min()
    let decided = others.flatMap(\.plan).compactMap(\.firedAt)
    for index in clocks.indices where clocks[index].isHuman && clocks[index].isUnanswered {
      guard let rule = book.policy(named: clocks[index].policy)?.clocks[clocks[index].clock],
        let calendar = book.calendars[clocks[index].calendar], let ours = clocks[index].dueAt
      else { continue }
      if let due, due < ours, clocks[index].outcome == nil {
        let pauses = stillness(of: clocks[index], under: rule).pauses
        clocks[index].target = calendar.elapsed(from: clocks[index].startedAt, to: due, without: pauses)
      }
      let decidedUpTo = (decided + clocks[index].plan.compactMap(\.firedAt)).max()
      planAnew(index, under: rule, of: book, decidedUpTo: decidedUpTo)
    }
  }
}
