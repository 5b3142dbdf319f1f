internal import Foundation
internal import GRDB
internal import Gateway

/// One connection inside one transaction. Every statement goes through here, so that every error is judged
/// in one place and the first fatal one stays fatal, whoever catches it.
final class Session {
  let db: Database
  /// Why this transaction can no longer be committed, once that is known.
  private(set) var doom: StoreError?

  private let states: StateCache

  init(_ db: Database, states: StateCache) {
    self.db = db
    self.states = states
  }

  /// The state in a BLOB column: a conversation, a contact or an outbox entry.
  func state<State: Decodable & Sendable>(_ row: Row, _ index: Int) throws -> State {
    try row.withUnsafeData(atIndex: index) { data in try states.state(from: data ?? Data()) }
  }

  /// See `ForgottenKey`.
  var forgottenKey: ForgottenKey { states.forgottenKey }

  func encode(_ state: some Codable & Equatable & Sendable) throws -> Data { try states.encode(state) }

  /// Runs a statement; the number of rows that it changed.
  @discardableResult
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Int {
    try judged {
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
      return db.changesCount
    }
  }

  /// The first row, if any.
  func first<Value>(
    _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ read: (Row) throws -> Value
  ) throws -> Value? {
    try judged {
      let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
      return try rows.next().map(read)
    }
  }

  /// All rows, in the statement's order.
  func all<Value>(
    _ sql: String, _ arguments: StatementArguments = StatementArguments(), _ read: (Row) throws -> Value
  ) throws -> [Value] {
    try judged {
      let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
      var values: [Value] = []
      while let row = try rows.next() { values.append(try read(row)) }
      return values
    }
  }

  /// Marks the transaction as lost, so that nobody inside can swallow it.
  func condemn(_ error: StoreError) {
    if doom == nil { doom = error }
  }

  /// Runs `body` and judges its error: one that concerns the whole transaction comes out as `StoreError`.
  private func judged<Value>(_ body: () throws -> Value) throws -> Value {
    if let doom { throw doom }
    do {
      return try body()
    } catch let error as DatabaseError {
      let isGone = !db.isInsideTransaction
      guard let reason = error.unavailableReason ?? (isGone ? "rolled_back" : nil) else { throw error }
      let lost = StoreError.unavailable(reason: reason)
      condemn(lost)
      throw lost
    }
  }
}
