package import BusinessTime

/// One business number: may it send, and which templates may it use (semantics §11).
package struct Line: Sendable, Equatable, Codable {
  package var number: NumberID
  package var breaker: Breaker = .closed
  /// `name/language` of the templates that Meta took out, with Meta's code.
  package var templatesOut: [String: String] = [:]

  package init(number: NumberID) { self.number = number }

  package enum Breaker: Sendable, Equatable, Codable {
    case closed
    /// Nothing is sent before `probeAt`; then one entry goes out as a probe.
    case open(since: Timestamp, code: String, probeAt: Timestamp, failures: Int)
  }

  /// When the next probe may go.
  package var wakeAt: Timestamp? { nil }
}
