package import BusinessTime

/// One business number: may it send, and which templates may it use (semantics §11).
package struct Line: Sendable, Equatable, Codable {
  package var number: NumberID
  package var breaker: Breaker = .closed
  /// By `name/language`: the templates that Meta took out.
  package var templatesOut: [String: TemplateOut] = [:]

  /// By the same key: when Meta's last word on it was said; what is older changes nothing.
  package var templatesHeard: [String: Timestamp]?

  /// By the same key: what Meta wants filled in, of templates that were edited there.
  package internal(set) var templateNeeds: [String: HeardNeeds]?

  /// What Meta counted, month by month.
  package internal(set) var months: [MonthlyCount]?

  /// When our people were last told, or are to be, that nothing is sent from here.
  package internal(set) var stopToldAt: Timestamp?

  package init(number: NumberID) { self.number = number }

  package struct TemplateOut: Sendable, Equatable, Codable {
    /// Meta's code.
    package var code: String
    package var since: Timestamp
  }

  package struct HeardNeeds: Sendable, Equatable, Codable {
    package var needs: TemplateNeeds
    /// When Meta says that it was edited; what is older changes nothing.
    package var since: Timestamp
  }

  package enum Breaker: Sendable, Equatable, Codable {
    case closed
    /// Nothing is sent before `probeAt`; then one entry goes out as a probe.
    case open(since: Timestamp, code: String, probeAt: Timestamp, failures: Int)
  }

  /// Nothing here waits by itself: a probe goes with the entry that is due at its time.
  package var wakeAt: Timestamp? { nil }
}
