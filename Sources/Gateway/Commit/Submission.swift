import Synchronization

/// A work on its way through the queue, with whoever waits for it.
protocol Submission: Sendable {
  var weight: Int { get }
  /// Must have a transaction to itself (architecture: no crash loops).
  var isAlone: Bool { get }

  /// Runs the work and keeps its outcome; throws only what must fail the whole group.
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws
  /// The transaction is committed: the caller gets the outcome.
  func conclude()
  func fail(_ error: any Error)
}

/// Keeps the outcome of its work back until the commit: nobody hears of what may still be undone.
final class Pending<Work: TableWork>: Submission {
  let isAlone: Bool
  private let work: Work
  private let continuation: CheckedContinuation<Work.Result, any Error>
  private let outcome = Mutex<Result<Work.Result, any Error>?>(nil)

  init(_ work: Work, alone: Bool, _ continuation: CheckedContinuation<Work.Result, any Error>) {
    self.work = work
    self.isAlone = alone
    self.continuation = continuation
  }

  var weight: Int { work.weight }

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    let result = try attempt(&tables, &turn)
    outcome.withLock { $0 = result }
  }

  func conclude() {
    // Never nil here: a group is concluded only after all of it has run.
    guard let result = outcome.withLock({ $0 }) else { return fail(CommitError.stopped) }
    continuation.resume(with: result)
  }

  func fail(_ error: any Error) {
    continuation.resume(throwing: error)
  }

  private func attempt(
    _ tables: inout some TransactionTables, _ turn: inout GroupTurn
  ) throws -> Result<Work.Result, any Error> {
    if Work.keepsOwnSavepoints { return .success(try work.run(&tables, &turn)) }
    let mark = turn.mark
    do {
      return .success(try tables.savepoint { try work.run(&$0, &turn) })
    } catch let error as StoreError {
      throw error
    } catch {
      turn.goBack(to: mark)
      return .failure(error)
    }
  }
}
