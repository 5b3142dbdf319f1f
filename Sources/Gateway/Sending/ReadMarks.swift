import Helpdesk

/// Which messages were marked as read. Memory of the sender only: a mark that is repeated does no harm.
struct ReadMarks: Sendable {
  /// What is answered within minutes of one another, and a few hundred kilobytes.
  static let most = 4096

  private var marked: Set<Wamid> = []

  /// True for each message once, until so many others were marked that all are forgotten.
  mutating func isFirst(_ message: Wamid) -> Bool {
    if marked.count >= Self.most { marked.removeAll() }
    return marked.insert(message).inserted
  }
}

/// What became of a read mark; a stable word for the metrics.
enum ReadMarkResult: String, CaseIterable, Sendable {
  case accepted, refused
  /// It was not sent, or no answer came in time.
  case unanswered
}
