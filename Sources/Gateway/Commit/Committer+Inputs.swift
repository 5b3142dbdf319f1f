package import Helpdesk

extension Committer {
  /// One input through the desk; returns after the commit.
  package func submit(_ input: Input, alone: Bool = false) async throws -> Answer {
    try await perform(HandleInput(input: input), alone: alone)
  }

  /// One POST of Meta's: all its items in one transaction, each on its own.
  package func receive(_ webhook: ReceivedWebhook, alone: Bool = false) async throws -> ReceiveReport {
    try await perform(ReceivePost(webhook: webhook), alone: alone)
  }

  /// Commits the entry as in flight, so that nobody else sends it while the lease runs.
  package func claim(
    _ id: OutboxID, leaseSeconds: Int64, asksToMark: Bool = false
  ) async throws -> ClaimAnswer {
    try await perform(ClaimEntry(id: id, leaseSeconds: leaseSeconds, asksToMark: asksToMark))
  }

  /// A letter in words, if it is to be sent now.
  package func claim(_ id: LetterID) async throws -> LetterClaim? {
    try await perform(ClaimLetter(id: id))
  }

  /// Tells the desk what became of an attempt; the entry as it stands then.
  package func settle(_ id: OutboxID, _ outcome: Outcome, alone: Bool = false) async throws -> OutboxEntry? {
    try await perform(SettleEntry(id: id, outcome: outcome), alone: alone)
  }
}

/// One input, as a work among others.
package struct HandleInput: TableWork {
  var input: Input

  package init(input: Input) { self.input = input }

  package func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Answer {
    try tables.decideInPlace(input, &turn)
  }
}

struct ClaimEntry: TableWork {
  var id: OutboxID
  var leaseSeconds: Int64
  var asksToMark: Bool

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> ClaimAnswer {
    var desk = Desk(tables: tables, context: turn.context, now: turn.now, seed: turn.newSeed())
    let answer = try desk.claim(id, leaseSeconds: leaseSeconds, asksToMark: asksToMark)
    tables = desk.tables
    turn.decided(desk)
    return answer
  }
}

struct ClaimLetter: TableWork {
  var id: LetterID

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> LetterClaim? {
    var desk = Desk(tables: tables, context: turn.context, now: turn.now, seed: turn.newSeed())
    let claim = try desk.claim(id)
    tables = desk.tables
    return claim
  }
}

struct SettleEntry: TableWork {
  var id: OutboxID
  var outcome: Outcome

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> OutboxEntry? {
    _ = try tables.decideInPlace(.settled(id, outcome), &turn)
    return try tables.outboxEntry(id)
  }
}
