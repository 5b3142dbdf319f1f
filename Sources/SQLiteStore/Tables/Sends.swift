package import BusinessTime
internal import GRDB
package import Gateway
package import Helpdesk

extension SQL {
  static let earliestSend = "SELECT min(due_at) FROM outbox WHERE rank = ? AND due_at IS NOT NULL"
  static let dueSends = """
    SELECT body FROM outbox WHERE rank = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?
    """
  static let dueSendsSkipping = """
    SELECT body FROM outbox
    WHERE rank = ? AND due_at <= ? AND recipient NOT IN (SELECT value FROM json_each(?))
    ORDER BY due_at, id LIMIT ?
    """
  static let heldSends = """
    SELECT body FROM outbox
    WHERE rank = ? AND due_at > ? AND due_at <= ? AND number = ? AND state IN ('queued', 'parked')
    ORDER BY due_at, id LIMIT ?
    """
  /// Both indexes have the recipient: all that is due or was attempted lately is walked, and only theirs is read.
  static let unsettledSends = """
    SELECT body FROM outbox WHERE id IN (
      SELECT id FROM outbox INDEXED BY outbox_due WHERE due_at IS NOT NULL AND recipient = ?)
    ORDER BY id LIMIT ?
    """
  static let attemptedSends = """
    SELECT body FROM outbox WHERE id IN (
      SELECT id FROM outbox INDEXED BY outbox_attempted WHERE recipient = ? AND attempted_at >= ?)
    ORDER BY id LIMIT ?
    """
  static let recentSends = """
    SELECT number, recipient, attempted_at, accepted_at FROM outbox
    WHERE attempted_at >= ? ORDER BY attempted_at, id LIMIT ?
    """
  static let newestSends = "SELECT body FROM outbox WHERE id < ? ORDER BY id DESC LIMIT ?"
  static let newestSendsInState = """
    SELECT body FROM outbox WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?
    """
}

/// One look at the index for each rank: a single query over all ranks would have to sort what is due.
extension SQLiteTables {
  private static let ranks = Set(OutboxEntry.Kind.allCases.map(\.rank)).sorted()

  package func earliestSend() throws -> Timestamp? {
    try Self.ranks.compactMap { rank in
      try session.first(SQL.earliestSend, [rank]) { Timestamp.optional($0, 0) } ?? nil
    }.min()
  }

  package func dueSends(at now: Timestamp, most: Int, skipping: Set<String>) throws -> [OutboxEntry] {
    let busy = skipping.isEmpty ? nil : String(decoding: try RowCoder.encode(skipping.sorted()), as: UTF8.self)
    var due: [OutboxEntry] = []
    for rank in Self.ranks where due.count < most {
      let room = most - due.count
      if let busy {
        due += try session.all(SQL.dueSendsSkipping, [rank, now.milliseconds, busy, room]) { try session.state($0, 0) }
      } else {
        due += try session.all(SQL.dueSends, [rank, now.milliseconds, room]) { try session.state($0, 0) }
      }
    }
    return due
  }

  package func heldSends(
    of number: NumberID, from: Timestamp, to: Timestamp, most: Int
  ) throws -> [OutboxEntry] {
    var held: [OutboxEntry] = []
    for rank in Self.ranks where held.count < most {
      held += try session.all(
        SQL.heldSends, [rank, from.milliseconds, to.milliseconds, number.rawValue, most - held.count]
      ) { try session.state($0, 0) }
    }
    return held
  }

  package func sendsInHand(
    to contact: ContactID, attemptedSince: Timestamp, most: Int
  ) throws -> [OutboxEntry] {
    let recipient = OutboxEntry.Recipient.contact(contact).key
    let unsettled: [OutboxEntry] = try session.all(SQL.unsettledSends, [recipient, most]) { try session.state($0, 0) }
    let attempted: [OutboxEntry] = try session.all(
      SQL.attemptedSends, [recipient, attemptedSince.milliseconds, most]
    ) { try session.state($0, 0) }
    let known = Set(unsettled.map(\.id))
    let both = unsettled + attempted.filter { !known.contains($0.id) }
    return Array(both.sorted { $0.id < $1.id }.prefix(most))
  }

  package func recentSends(since: Timestamp, most: Int) throws -> [RecentSend] {
    try session.all(SQL.recentSends, [since.milliseconds, most]) { row in
      RecentSend(
        number: NumberID(column: row, 0), recipient: row[1], at: Timestamp(column: row, 2),
        acceptedAt: Timestamp.optional(row, 3))
    }
  }

  /// One look at the index for each state, as for the ranks.
  package func outbox(_ query: OutboxQuery) throws -> [OutboxEntry] {
    let before = query.before?.rawValue ?? Self.afterEveryID
    guard !query.states.isEmpty else {
      return try session.all(SQL.newestSends, [before, query.most]) { try session.state($0, 0) }
    }
    let entries: [OutboxEntry] = try query.states.flatMap { state in
      try session.all(SQL.newestSendsInState, [state.rawValue, before, query.most]) { try session.state($0, 0) }
    }
    return Array(entries.sorted { $0.id > $1.id }.prefix(query.most))
  }

  /// No id of ours begins with it.
  private static let afterEveryID = "\u{10FFFF}"
}
