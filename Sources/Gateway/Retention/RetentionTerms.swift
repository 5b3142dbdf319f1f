package import BusinessTime
package import Rulebook

/// How old each kind may become: `retention` of the rules file with the bounds that deduplication needs.
package struct RetentionTerms: Sendable, Equatable {
  /// Meta brings a webhook again for seven days; one to spare. By then what knows a repeated delivery must stay.
  package static let repeatSeconds: Int64 = 8 * 86_400
  /// Enough to look into a delivery that somebody asks about.
  package static let statusSliceSeconds: Int64 = 3 * 86_400

  private let settings: RetentionSettings

  package init(_ settings: RetentionSettings) { self.settings = settings }

  /// What is older than this is erased; nil if this kind is kept for good.
  package func cutoff(of what: Perishable, at now: Timestamp) -> Timestamp? {
    seconds(of: what).map { now.adding(seconds: -$0) }
  }

  private func seconds(of what: Perishable) -> Int64? {
    switch what {
    case .statusSlices: settings.rawSeconds.map { min($0, Self.statusSliceSeconds) }
    case .journal, .envelopes, .quarantine: settings.rawSeconds
    // Not the file's: nobody asks for them again.
    case .keptAnswers: KeptAnswer.keptSeconds
    // Whatever the file says: they are kept for nothing else.
    case .forgotten: Self.repeatSeconds
    case .seenPosts: settings.rawSeconds.map { max($0, Self.repeatSeconds) }
    case .messageTexts, .sentTexts: settings.messagesSeconds
    case .messages, .sentMessages: settings.messagesSeconds.map { $0 + Self.repeatSeconds }
    case .statuses: settings.messagesSeconds.map { max($0, Self.repeatSeconds) }
    case .timeline, .letters: settings.timelineSeconds
    }
  }
}
