import Helpdesk

/// Rows of one kind that were looked at.
struct TraceBatch: Sendable {
  var kind: TraceKind
  var theirs: [TraceRow]
  /// Nil: there are no more.
  var last: String?
}

extension Forgetting {
  /// What is gone through now; nil: nothing is left.
  var kind: TraceKind? {
    guard let place else { return TraceKind.allCases.first }
    return TraceKind(rawValue: place.kind)
  }

  /// Nothing is called so: all kinds are behind it.
  private static let end = "end"

  mutating func goOn(behind batch: TraceBatch) {
    if let last = batch.last {
      place = Place(kind: batch.kind.rawValue, key: last)
    } else {
      let next = TraceKind.allCases.drop { $0 != batch.kind }.dropFirst().first
      place = Place(kind: next?.rawValue ?? Self.end, key: nil)
    }
  }
}

struct BeginForgetting: TableWork {
  var customer: CustomerName

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> ForgetAnswer {
    var desk = Desk(tables: tables, context: turn.context, now: turn.now, seed: turn.newSeed())
    let answer = try desk.forget(customer)
    tables = desk.tables
    return answer
  }
}

/// Erases a batch and notes how far it has come, together: cut off anywhere, nothing is left out and nothing is counted
/// twice.
struct EraseTraces: TableWork {
  var batch: TraceBatch
  var forgetting: Forgetting

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Forgetting {
    var forgetting = forgetting
    if batch.kind == .conversations {
      let found = batch.theirs.compactMap(\.conversation)
      for ref in found {
        guard var conversation = try tables.conversation(ref), conversation.state == .closed else { continue }
        conversation.forget()
        try tables.save(conversation)
      }
      forgetting.conversations = Set(forgetting.conversations + found).sorted()
    } else {
      try tables.noteForgotten(batch.theirs.flatMap(\.wamids), at: turn.now)
      forgetting.erased[batch.kind.rawValue, default: 0] += try tables.erase(batch.kind, keys: batch.theirs.map(\.key))
      // Told of an old message while its row was still there: what lay around it names them, and was passed over.
      let late = batch.theirs.filter { $0.at.map { $0 > forgetting.beganAt } ?? false }.compactMap(\.envelope)
      if !late.isEmpty {
        forgetting.erased[TraceKind.envelopes.rawValue, default: 0] += try tables.erase(.envelopes, keys: late)
      }
    }
    try tables.save(forgetting)
    return forgetting
  }
}

struct SaveForgetting: TableWork {
  var forgetting: Forgetting

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    try tables.save(forgetting)
  }
}

struct EndForgetting: TableWork {
  var id: String

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    try tables.removeForgetting(id)
  }
}
