import BusinessTime
package import Gateway
import Helpdesk

/// A store's tables with three things around them: each call may be the one at which the process dies, what is
/// written is noted, and, beside a real database, the reference does the same and must answer the same.
///
/// A handle, as a database's tables are: copies of it write to the same place, and only a savepoint takes back.
package struct WatchedTables<Base: TransactionTables>: TransactionTables {
  private final class Contents {
    var base: Base
    var shadow: MemoryTables?
    var changes = Changes()
    var inputs: [(changes: Changes, after: MemoryTables)] = []
    var touched: [Touch] = []
    var hint: String?

    init(base: Base, shadow: MemoryTables?) {
      self.base = base
      self.shadow = shadow
    }
  }

  struct Touch {
    var machine: String
    var state: String
    var id: String
  }

  private let contents: Contents
  let probe: Probe

  /// `shadow`: the reference beside a real database; nil when the base is the reference itself.
  init(base: Base, shadow: MemoryTables?, probe: Probe) {
    contents = Contents(base: base, shadow: shadow)
    self.probe = probe
  }

  var base: Base {
    get { contents.base }
    nonmutating _modify { yield &contents.base }
  }

  var shadow: MemoryTables? {
    get { contents.shadow }
    nonmutating _modify { yield &contents.shadow }
  }

  /// Of the input in hand.
  var changes: Changes {
    get { contents.changes }
    nonmutating _modify { yield &contents.changes }
  }

  /// What each input changed, with the tables after it, in order.
  var inputs: [(changes: Changes, after: MemoryTables)] {
    get { contents.inputs }
    nonmutating _modify { yield &contents.inputs }
  }

  /// Machines that this input has touched, with their states before it.
  var touched: [Touch] {
    get { contents.touched }
    nonmutating _modify { yield &contents.touched }
  }

  /// What the input was, when the journal's entry does not tell.
  var hint: String? {
    get { contents.hint }
    nonmutating _modify { yield &contents.hint }
  }

  /// A read: the database and the reference must see the same.
  func read<R: Equatable>(
    _ name: String, _ fromBase: @autoclosure () throws -> R, _ fromShadow: (MemoryTables) throws -> R
  ) throws -> R {
    try probe.pass(name)
    let result = try fromBase()
    if let shadow, try fromShadow(shadow) != result { probe.differs(name) }
    return result
  }

  package mutating func savepoint<R>(_ body: (inout WatchedTables<Base>) throws -> R) throws -> R {
    try probe.pass("savepoint")
    let (shadow, changes, inputs, touched, hint) = (shadow, changes, inputs, touched, hint)
    var base = self.base
    let result: R
    do {
      result = try base.savepoint { base in
        contents.base = base
        let result = try body(&self)
        base = contents.base
        return result
      }
    } catch {
      contents.base = base
      (contents.shadow, contents.changes, contents.inputs) = (shadow, changes, inputs)
      (contents.touched, contents.hint) = (touched, hint)
      throw error
    }
    contents.base = base
    return result
  }
}
