import BusinessTime
import Helpdesk

/// Each step of each clock instance is decided at most once, exactly once if the clock was undecided at its time,
/// and never otherwise. What a clock is, is derived here anew from who wrote when (`Derivation`).
enum I06Breach: Invariant {
  static let name = "I06"
  static let sees = Sight.unmerged

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for (ref, entries) in commit.changes.record {
      ledger.recordedSteps[ref, default: 0] += entries.count { $0.what == "step" }
    }
    for (place, entry) in commit.changes.journal.enumerated() {
      if case .command(.act(let ref, .priority(.urgent), _)) = entry.body { ledger.urgentByHand.insert(ref) }
      guard case .command(.act(let ref, let action, _)) = entry.body, action == .resolve || action == .dismiss else {
        continue
      }
      guard isCarriedOut(action, on: ref, commit, &ledger) else { continue }
      // Of what came in the same transaction, only what was handled before.
      let later = commit.changes.journal[place...].compactMap { entry -> String? in
        guard case .item(let slice) = entry.body else { return nil }
        return String(decoding: slice.bytes, as: UTF8.self)
      }
      let known = (ledger.messages[ref] ?? []).map(\.rawValue).filter { id in
        !commit.changes.messages.contains(Wamid(id)) || !later.contains { $0.contains(id) }
      }
      let handOvers = handOvers(of: ref, before: later, commit)
      ledger.endings[ref, default: []].append(
        .init(at: entry.at, isDismissal: action == .dismiss, known: Set(known + handOvers)))
    }
    for conversation in commit.driven where I19Reminded.isResolvedBySilence(conversation.ref, commit) {
      let ref = conversation.ref
      if commit.changes.messages.contains(where: { commit.after.messages[$0]?.conversation == ref }) {
        ledger.unclearEnds.insert(ref)
      }
      let handOvers = handOvers(of: ref, before: [], commit)
      ledger.endings[ref, default: []].append(
        .init(
          at: conversation.resolvedAt ?? commit.now, isDismissal: false,
          known: Set((ledger.messages[ref] ?? []).map(\.rawValue) + handOvers)))
    }
    for id in commit.changes.entries where commit.before.outbox[id] == nil {
      guard let entry = commit.after.outbox[id], entry.kind == .reply, let ref = entry.conversation else { continue }
      ledger.replies[ref, default: []].append(id)
    }
    for conversation in commit.driven {
      let ref = conversation.ref
      if let wrong = steps(of: conversation, before: commit.before.conversations[ref], commit, &ledger) { return wrong }
      if let wrong = Derivation.differs(conversation, commit, ledger) { return wrong }
    }
    return notices(commit, &ledger)
  }

  /// Not refused, as the record tells. Of several in one transaction, some of them refused, nobody can say which.
  private static func isCarriedOut(
    _ action: Helpdesk.Action, on ref: ConversationRef, _ commit: Evidence, _ ledger: inout Ledger
  ) -> Bool {
    let ordered = commit.changes.journal.count { entry in
      if case .command(.act(ref, action, _)) = entry.body { true } else { false }
    }
    let word = action == .dismiss ? "dismissed" : "resolved"
    let done = commit.changes.record.filter { $0.ref == ref }.flatMap(\.entries).count { $0.what == word }
    if done != 0, done != ordered { ledger.unclearEnds.insert(ref) }
    return done != 0
  }

  /// Those that were handled before these items of the same transaction.
  private static func handOvers(of ref: ConversationRef, before later: [String], _ commit: Evidence) -> [String] {
    let isKnown = Set(commit.before.conversations[ref]?.marks.map(\.id) ?? [])
    return (commit.after.conversations[ref]?.marks ?? []).filter { mark in
      mark.id.hasPrefix("handover:")
        && (isKnown.contains(mark.id)
          || !later.contains { $0.contains("control_passed") && $0.contains("\"\(mark.at.seconds)\"") })
    }.map(\.id)
  }

  private static func steps(
    of conversation: Conversation, before: Conversation?, _ commit: Evidence, _ ledger: inout Ledger
  ) -> String? {
    for clock in conversation.clocks {
      let old = before?.clocks.first { $0.isSame(as: clock) }
      for step in clock.plan {
        let fired = old?.plan.first { $0.index == step.index }?.firedAt
        if let fired, step.firedAt != fired { return "\(clock.subject) \(step.name) was decided and then was not" }
        guard fired == nil, let now = step.firedAt else { continue }
        ledger.firedSteps[conversation.ref, default: 0] += 1
        if now != step.at { return "\(clock.subject) \(step.name) is not stamped with its own time" }
        // Whoever resolves finds first what was due before.
        let isBefore = clock.stoppedAt.map { step.at <= $0 } ?? true
        if clock.stoppedAt != nil, !(isBefore && isResolved(conversation.ref, commit)) {
          return "\(clock.subject) \(step.name) was decided though somebody had answered"
        }
      }
    }
    let (told, fired) = (ledger.recordedSteps[conversation.ref] ?? 0, ledger.firedSteps[conversation.ref] ?? 0)
    return told == fired ? nil : "\(conversation.ref.number): \(fired) steps were decided and \(told) recorded"
  }

  private static func isResolved(_ ref: ConversationRef, _ commit: Evidence) -> Bool {
    commit.changes.journal.contains { if case .command(.act(ref, .resolve, _)) = $0.body { true } else { false } }
  }

  /// One person is told once of one decision; what repeats it after a doubt says so.
  private static func notices(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    var highest: [String: Set<String>] = [:]
    for id in commit.changes.entries {
      guard let entry = commit.after.outbox[id], commit.before.outbox[id] == nil, entry.repeatOf == nil,
        let notice = entry.notice, let ref = entry.conversation, !notice.step.isEmpty
      else { continue }
      let key = "\(ref.number)/\(notice.subject)/\(notice.hop)/\(entry.recipient.key)"
      if !ledger.told.insert("\(key)/\(notice.step)").inserted {
        return "\(entry.recipient.key) was told twice of \(notice.subject) \(notice.step)"
      }
      if notice.hop == 0 { highest[key, default: []].insert(notice.step) }
    }
    // Several steps of one clock in one transaction: only the highest tells.
    if commit.changes.journal.count == 1, let twice = highest.first(where: { $0.value.count > 1 }) {
      return "\(twice.value.count) steps at once told the same person"
    }
    return nil
  }
}
