import BusinessTime
import Helpdesk

extension ConversationLaws {
  /// A person's reply counts from when it was written until it is known to have failed; its author hears of that.
  static func replies(_ applied: Applied) -> [String] {
    var lost: [String] = []
    var faults: [String] = []
    for mark in applied.before.marks where mark.side == .human {
      guard let now = applied.after.marks.first(where: { $0.id == mark.id }) else {
        faults.append("\(mark.id) is forgotten")
        continue
      }
      faults += law(now.at == mark.at, "\(mark.id) was written at another time than before")
      if mark.isLive, !now.isLive {
        lost.append(mark.id)
        faults += law(applied.failsReply(mark), "\(mark.id) ceases to count for no reason")
      } else if !mark.isLive, now.isLive {
        faults += law(applied.takesReply(mark), "\(mark.id) counts again for no reason")
      }
    }
    if case .humanWrote(let id, let at, let acceptBy, _) = applied.event {
      faults += law(
        applied.after.marks.contains { $0.id == id && $0.at == at && $0.isLive && $0.acceptBy == acceptBy },
        "\(id) does not count")
    }
    let told = applied.alerts.filter { if case .replyFailed = $0.notice.matter { true } else { false } }
    faults += law(
      Set(told.map(\.notice.key.subject)) == Set(lost.map { "reply:\($0)" }) && told.count == lost.count
        && told.allSatisfy { $0.audiences == [.assignee] },
      "\(lost) failed, told were \(told.map(\.notice.key.subject))")
    return faults
  }

  /// While Meta's agent holds the thread nobody of ours is asked; its hand-over asks, from its own time on.
  static func threads(_ applied: Applied) -> [String] {
    let isNew = applied.after.marks.count - applied.before.marks.count
    switch applied.event {
    case .heldByAgent:
      return law(isNew == 0 && applied.after.heldByAgent != nil, "what Meta's agent holds asks somebody of ours")
    case .handedOver(let time):
      guard let held = applied.before.heldByAgent, held.at <= time else {
        return law(isNew == 0, "a hand-over of nothing asks somebody")
          + law(applied.after.heldByAgent == applied.before.heldByAgent, "an old hand-over takes the thread")
      }
      let isAnswered = applied.answers.contains { $0 >= held.at }
      return law(applied.after.heldByAgent == nil, "the thread is ours and does not know it")
        + law(isNew == (isAnswered ? 0 : 1), "the hand-over starts no clock, or one that nobody waits for")
        + law(isAnswered || applied.requests.contains { $0.at == time }, "the clocks start at another time")
    case .requested:
      return law(isNew == 1 && applied.after.heldByAgent == nil, "a request to us leaves the thread with Meta's agent")
    case .humanWrote:
      return law(isNew == 1, "an answer leaves no mark")
    case .acted(.resolve, _), .acted(.dismiss, _):
      return law(isNew == 1, "what ended the waiting leaves no mark")
    case .noted, .automaticWrote, .replySettled, .sentAgain, .acknowledgementSettled, .reminderSettled, .assigned,
      .told, .noticeSettled,
      .acted, .rated, .absorbed, .merged, .woke:
      return law(isNew == 0, "somebody wrote who did not")
    }
  }

  /// Whoever was given the case has it; a search that found nobody is repeated at its time and only without a holder.
  static func assignments(_ applied: Applied) -> [String] {
    let searches = applied.decisions.count { if case .assign(nil) = $0 { true } else { false } }
    var faults = law(
      searches == (applied.isSearchDue ? 1 : 0), "\(searches) searches for somebody who takes the case")
    if case .assigned(let person, let again) = applied.event {
      faults += law(applied.after.assignee == person ?? applied.before.assignee, "somebody else has the case")
      let waits = applied.after.assignee == nil ? again : nil
      faults += law(applied.after.assignAgainAt == waits, "the next search is at another time")
    } else {
      faults += law(applied.after.assignee == applied.before.assignee, "the case changed hands by itself")
    }
    return faults
  }
}

extension Applied {
  fileprivate var isSearchDue: Bool {
    if case .assigned = event { return false }
    return before.assignee == nil && before.assignAgainAt.map { $0 <= now } ?? false
  }

  fileprivate func failsReply(_ mark: Mark) -> Bool {
    guard case .replySettled(mark.id, let result) = event else { return mark.acceptBy.map { $0 <= now } ?? false }
    switch result {
    case .failed, .expired, .unconfirmed: return true
    case .accepted, .delivered: return false
    }
  }

  fileprivate func takesReply(_ mark: Mark) -> Bool {
    guard case .replySettled(mark.id, let result) = event else { return false }
    switch result {
    case .accepted, .delivered: return true
    case .failed, .expired, .unconfirmed: return false
    }
  }
}
