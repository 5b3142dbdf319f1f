/// A contact turned out to be another: what is written to either goes to one person from now on (semantics §1).
package struct ContactMove: Sendable, Equatable {
  package var from: ContactID
  package var to: ContactID

  package init(from: ContactID, to: ContactID) {
    self.from = from
    self.to = to
  }
}
