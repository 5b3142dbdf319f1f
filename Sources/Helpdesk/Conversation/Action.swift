package import BusinessTime

/// What people and programs of ours do to a conversation besides writing (contract: `actions`).
package enum Action: Sendable, Equatable, Codable {
  /// Nil: to nobody; the team's strategy does not pick again by itself.
  case assign(PersonID?)
  case resolve, reopen
  case waitCustomer, waitThirdParty, resume
  case tag(String)
  case untag(String)
  case stage(String)
  case priority(Priority)
  case category(String)
  case queue(String)
  case team(TeamID)
  /// What waits for an answer needs none.
  case dismiss
  /// A message that was taken for a courtesy asks for something after all. The desk says when it was written.
  case needsAnswer(MessageID, writtenAt: Timestamp?)
}

extension Conversation {
  /// Tags beyond this would be a program gone wild.
  package static let mostTags = 100

  /// Why the action makes no sense now; nil if it does.
  func refusal(of action: Action, at now: Timestamp) -> Refusal? {
    if isClosed(at: now) { return .conversationClosed }
    switch action {
    case .resolve: return state == .resolved ? .wrongState : nil
    case .reopen: return state == .resolved ? nil : .wrongState
    case .waitCustomer: return state == .resolved || state == .waitingCustomer ? .wrongState : nil
    case .waitThirdParty: return state == .resolved || state == .waitingThirdParty ? .wrongState : nil
    case .resume: return state == .waitingCustomer || state == .waitingThirdParty ? nil : .wrongState
    case .dismiss:
      return clocks.contains { $0.clock == .nextResponse && $0.isUnanswered } ? nil : .nothingToDismiss
    case .tag(let tag): return tags.count >= Self.mostTags && !tags.contains(tag) ? .tooManyTags : nil
    case .needsAnswer(let id, let writtenAt):
      // It was a request from the beginning, or is so old that nobody can tell any more whether it was answered.
      let isForgotten = writtenAt.map { $0 < now.adding(seconds: -Self.markDays * 86_400) } ?? false
      return isForgotten || marks.contains { $0.id == id.rawValue } ? .wrongState : nil
    case .assign, .untag, .stage, .priority, .category, .queue, .team: return nil
    }
  }
}
