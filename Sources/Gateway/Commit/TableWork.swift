package import BusinessTime
package import Helpdesk

/// Something to be done inside the gateway's one transaction, together with whatever else waits.
///
/// It never waits for anything and may be run again from the start, because the store may try a transaction
/// twice: all that it changes are the tables and the turn.
package protocol TableWork: Sendable {
  associatedtype Result: Sendable

  /// Memory that it holds while it waits, in bytes: what the queue's bound counts.
  var weight: Int { get }

  /// True for works that keep their own parts apart with savepoints; they must not be wrapped in another.
  static var keepsOwnSavepoints: Bool { get }

  /// What it throws rolls back this work alone; `StoreError` fails the whole group.
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Result
}

extension TableWork {
  package var weight: Int { 256 }
  package static var keepsOwnSavepoints: Bool { false }
}

/// What the works of one transaction share, and what they leave to be done once it is committed.
package struct GroupTurn: Sendable {
  /// One time for the whole group: the journal holds it with each input.
  package let now: Timestamp
  package let context: DeskContext
  private let makeSeed: @Sendable () -> Seed
  /// Inputs so far; those of a group beyond the last place share it, and stand there by chance.
  private var inputs: UInt16 = 0
  /// For the live feed, after the commit.
  package private(set) var happenings: [Happening] = []
  /// To be counted, after the commit.
  private(set) var verdicts: [ClockInstance] = []
  /// For whoever remembers something by contact, after the commit.
  private(set) var moves: [ContactMove] = []
  /// Something was decided that may have set an alarm or written a send.
  package private(set) var isEventful = false

  package init(now: Timestamp, context: DeskContext, makeSeed: @escaping @Sendable () -> Seed) {
    self.now = now
    self.context = context
    self.makeSeed = makeSeed
  }

  /// Of the next input: what one transaction takes in goes by ids in the order in which it was taken in.
  package mutating func newSeed() -> Seed {
    defer { if inputs < .max { inputs += 1 } }
    return makeSeed().placed(inputs)
  }

  package func newID() -> String {
    var ids = IDSource(seed: makeSeed())
    return ids.next(at: now)
  }

  /// Where the turn stands, to come back to if a work fails: a copy of the whole would make each append copy it.
  struct Mark {
    fileprivate var happenings: Int
    fileprivate var verdicts: Int
    fileprivate var moves: Int
    fileprivate var isEventful: Bool
  }

  var mark: Mark {
    Mark(happenings: happenings.count, verdicts: verdicts.count, moves: moves.count, isEventful: isEventful)
  }

  mutating func goBack(to mark: Mark) {
    happenings.removeSubrange(mark.happenings...)
    verdicts.removeSubrange(mark.verdicts...)
    moves.removeSubrange(mark.moves...)
    isEventful = mark.isEventful
  }

  mutating func decided(_ desk: Desk<some DeskTables>) {
    isEventful = true
    happenings += desk.happenings
    verdicts += desk.verdicts
    moves += desk.moves
  }
}

extension TransactionTables {
  /// One input through the desk; who calls it holds a savepoint.
  mutating func decideInPlace(_ input: Input, _ turn: inout GroupTurn) throws -> Answer {
    var desk = Desk(tables: self, context: turn.context, now: turn.now, seed: turn.newSeed())
    let answer = try desk.handle(input)
    self = desk.tables
    if answer != .duplicate { turn.decided(desk) }
    return answer
  }

  /// One input through the desk in a savepoint of its own: if it throws, neither tables nor turn have changed.
  mutating func decide(_ input: Input, _ turn: inout GroupTurn) throws -> Answer {
    let mark = turn.mark
    do {
      return try savepoint { try $0.decideInPlace(input, &turn) }
    } catch {
      turn.goBack(to: mark)
      throw error
    }
  }
}
