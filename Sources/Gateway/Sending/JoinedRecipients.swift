import Helpdesk

/// Recipients that turned out to be others while this process lived. The outbox knows it too (`Desk`); this is for what
/// was read before, and for what flies.
struct JoinedRecipients: Sendable {
  /// What was read before a move is in hand for minutes at most; so many contacts do not move within them.
  static let most = 4096

  private var living: [String: OutboxEntry.Recipient] = [:]
  /// Keys of `living`, the oldest first.
  private var former: [String] = []

  mutating func join(_ move: ContactMove) {
    let (old, new) = (OutboxEntry.Recipient.contact(move.from), OutboxEntry.Recipient.contact(move.to))
    for key in former where living[key] == old { living[key] = new }
    if living.updateValue(new, forKey: old.key) == nil { former.append(old.key) }
    guard former.count > Self.most else { return }
    living[former.removeFirst()] = nil
  }

  /// The entry as one to whom its recipient is by now.
  func current(_ entry: OutboxEntry) -> OutboxEntry {
    guard !living.isEmpty, let recipient = living[entry.recipient.key] else { return entry }
    var entry = entry
    entry.recipient = recipient
    return entry
  }

  func current(_ key: String) -> String { living[key]?.key ?? key }
}
