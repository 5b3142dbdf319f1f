import BusinessTime
package import Gateway
import Helpdesk

/// A store's tables with three things around them: each call may be the one at which the process dies, what is
/// written is noted, and, beside a real database, the reference does the same and must answer the same.
package struct WatchedTables<Base: TransactionTables>: TransactionTables {
  var base: Base
  /// The reference beside a real database; nil when the base is the reference itself.
  var shadow: MemoryTables?
  var changes = Changes()
  /// What each input changed, with the tables after it, in order.
  var inputs: [(changes: Changes, after: MemoryTables)] = []
  /// Machines that this input has touched, with their states before it.
  var touched: [Touch] = []
  /// What the input was, when the journal's entry does not tell.
  var hint: String?
  let probe: Probe

  struct Touch {
    var machine: String
    var state: String
    var id: String
  }

  init(base: Base, shadow: MemoryTables?, probe: Probe) {
    self.base = base
    self.shadow = shadow
    self.probe = probe
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
    let outer = self
    var inside = self
    let result = try base.savepoint { base in
      inside = outer
      inside.base = base
      let result = try body(&inside)
      base = inside.base
      return result
    }
    let base = self.base
    self = inside
    self.base = base
    return result
  }
}
