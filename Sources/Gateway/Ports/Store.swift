package import BusinessTime
package import Helpdesk

/// The durable truth. One transaction is the only place where state changes.
///
/// A store brings tables and transactions and no rules of its own; one conformance suite holds every
/// implementation. All writes go through one writer.
package protocol Store: Sendable {
  associatedtype Tables: TransactionTables

  /// Runs `body` in one transaction and commits it durably (FULL) before it returns. If `body` or the
  /// commit throws, nothing of it remains. `body` never waits for anything.
  func transaction<R: Sendable>(_ body: @escaping @Sendable (inout Tables) throws -> R) async throws -> R

  /// Reads one consistent state, without holding up the writer.
  func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R

  /// Puts what was written into place and empties the log behind it, so that nothing that was erased is left there;
  /// false if somebody still reads an older state. May hold up the writer for a fifth of a second.
  func emptyLog() async throws -> Bool

  /// Waits for what runs, then closes. Calls after it throw `StoreError.closed`.
  func close() async
}

extension Store {
  /// What keeps no log has nothing to empty.
  package func emptyLog() async throws -> Bool { true }
}

/// Errors with a policy: what a caller must do differs by case.
package enum StoreError: Error, Equatable {
  /// The whole transaction is gone (full disk, I/O error, lock): answer 503, try again later.
  case unavailable(reason: String)
  case closed
}

/// What a transaction may touch: the desk's tables and the gateway's own.
package protocol TransactionTables: DeskTables, ReadTables {
  /// Runs `body` in a savepoint: if it throws, its writes and only its writes are rolled back and the
  /// error is thrown on. If the outer transaction itself is gone (SQLite rolls back whole on FULL, IOERR
  /// or NOMEM), throws `StoreError.unavailable` instead, which nobody inside may swallow.
  mutating func savepoint<R>(_ body: (inout Self) throws -> R) throws -> R

  /// Both halves of the tables have it; named here again, so that a caller need not say which one is meant.
  func outboxEntry(_ id: OutboxID) throws -> OutboxEntry?
  func isForgotten(_ wamid: Wamid) throws -> Bool
  func forgettings() throws -> [Forgetting]
  mutating func insert(_ envelope: StoredEnvelope) throws
  mutating func insert(_ row: QuarantineRow) throws
  /// Throws nothing if it is gone already.
  mutating func removeQuarantined(_ id: String) throws
  /// Notes an answer in the place of what was noted under that key of that token before.
  mutating func keep(_ answer: KeptAnswer) throws
  /// Notes a POST some of whose items have no id of their own; false, and nothing written, if it was known.
  mutating func insertIfNew(_ post: SeenPost) throws -> Bool
  /// Notes a version of the rules; false if it was known.
  mutating func insertIfNew(_ rules: StoredRules) throws -> Bool
  mutating func insert(_ token: TokenRow) throws
  /// False if there is no such token, or it is revoked already.
  mutating func revokeToken(id: String, at now: Timestamp) throws -> Bool
  /// Erases one batch of what is older than `before`, the oldest first, and goes on behind `place`. It looks at `most`
  /// rows at most; what belongs to a conversation in which somebody waits, or is still to be sent, stays.
  mutating func purge(
    _ what: Perishable, before: Timestamp, after place: PurgePlace?, most: Int
  ) throws -> PurgeStep
  /// Notes keyed digests of ids of messages whose customer is forgotten, a row each.
  mutating func noteForgotten(_ wamids: [Wamid], at now: Timestamp) throws
  /// Erases rows of one kind by their keys, or what of them goes (`TraceKind`); how many had something to lose. None of
  /// `conversations`: those the desk saves.
  mutating func erase(_ kind: TraceKind, keys: [String]) throws -> Int
  /// Writes as much as a webhook does and leaves nothing of it: its commit proves that there is room for one.
  mutating func proveSpace() throws
}

extension TransactionTables {
  /// Tables in memory have nothing to prove.
  package mutating func proveSpace() throws {}
}

/// The body of a webhook without its items' slices, which lie in the journal: together they are the raw
/// bytes again (I01).
package struct StoredEnvelope: Sendable, Equatable {
  package var id: String
  package var receivedAt: Timestamp
  /// The bytes between and around the slices, in order.
  package var remainder: [UInt8]
  /// Which app secret verified it.
  package var secretIndex: Int
  /// Where the slices lay in the raw body, in order; noted only if one of them is in quarantine, which is the only one
  /// that is ever put back.
  package var places: [Range<Int>]

  package init(
    id: String, receivedAt: Timestamp, remainder: [UInt8], secretIndex: Int, places: [Range<Int>] = []
  ) {
    self.id = id
    self.receivedAt = receivedAt
    self.remainder = remainder
    self.secretIndex = secretIndex
    self.places = places
  }
}

/// A POST that can be known again only by its bytes: Meta repeats them exactly.
package struct SeenPost: Sendable, Equatable {
  /// SHA-256 of the raw body.
  package var digest: [UInt8]
  package var receivedAt: Timestamp

  package init(digest: [UInt8], receivedAt: Timestamp) {
    self.digest = digest
    self.receivedAt = receivedAt
  }
}

/// What was signed but could not be used: kept, counted, visible.
package struct QuarantineRow: Sendable, Equatable {
  package var id: String
  package var receivedAt: Timestamp
  /// A stable word: `unreadable`, `unknown_number`, `no_sender`, `handling_failed`, `crashes_alone`.
  package var reason: String
  package var envelope: String?
  /// Where the slice begins in the raw body; nil for a whole body.
  package var offset: Int?
  package var bytes: [UInt8]
  /// The business number that it came to, if that could be read.
  package var number: NumberID?

  package init(
    id: String, receivedAt: Timestamp, reason: String, envelope: String?, offset: Int?, bytes: [UInt8],
    number: NumberID? = nil
  ) {
    self.id = id
    self.receivedAt = receivedAt
    self.reason = reason
    self.envelope = envelope
    self.offset = offset
    self.bytes = bytes
    self.number = number
  }
}

/// A version of the rules, as text: conversations stay pinned to it across restarts.
package struct StoredRules: Sendable, Equatable {
  package var version: RulesVersion
  package var source: String
  package var adoptedAt: Timestamp

  package init(version: RulesVersion, source: String, adoptedAt: Timestamp) {
    self.version = version
    self.source = source
    self.adoptedAt = adoptedAt
  }
}

/// A bearer token: only its digest is stored.
package struct TokenRow: Sendable, Equatable {
  package var id: String
  /// SHA-256 of the token, hex.
  package var digest: String
  package var owner: Author
  package var role: Role
  package var createdAt: Timestamp
  package var revokedAt: Timestamp?

  package init(id: String, digest: String, owner: Author, role: Role, createdAt: Timestamp, revokedAt: Timestamp?) {
    self.id = id
    self.digest = digest
    self.owner = owner
    self.role = role
    self.createdAt = createdAt
    self.revokedAt = revokedAt
  }
}

/// What a token may do: each includes the ones before it.
package enum Role: String, Sendable, Codable, CaseIterable, Comparable {
  case agent, supervisor, admin
  package static func < (a: Self, b: Self) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
