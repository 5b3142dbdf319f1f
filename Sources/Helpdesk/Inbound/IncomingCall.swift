package import BusinessTime

/// A customer calls, answered or not (field `calls`): it opens their window as a message would (whatsapp §6).
package struct IncomingCall: Sendable, Equatable {
  package var caller: Identity
  package var timestamp: Timestamp?

  package init(caller: Identity, timestamp: Timestamp?) {
    self.caller = caller
    self.timestamp = timestamp
  }
}
