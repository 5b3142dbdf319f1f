/// What a figure is called and means: all that a backend needs beyond its value.
///
/// Names begin with `acuse_` and end with their unit, as Prometheus wants them: `_seconds`, `_total` for what only grows.
package struct MetricFamily: Sendable {
  package enum Kind: Sendable, Equatable {
    /// Only grows while the process lives.
    case counter
    /// A state, read when somebody asks.
    case gauge
    /// How often something was at most so large.
    case histogram(HistogramBuckets)
  }

  package var name: String
  package var kind: Kind
  /// One line for people.
  package var help: String

  package init(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }
}

/// Upper bounds of a histogram's buckets, in the unit of its name, rising; what is larger than the last is counted too.
package struct HistogramBuckets: Sendable, Equatable {
  package var bounds: [Double]

  package init(_ bounds: [Double]) { self.bounds = bounds }

  /// Meta's times are whole seconds; it keeps a webhook that we did not take for seven days.
  package static let lag = Self([1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400, 604_800])
  /// A commit with its sync takes 1 to 5 ms on a good disk; a second is a disk in trouble.
  package static let commit = Self([0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5])
  /// Up to `CommitQueue.mostInGroup`.
  package static let groupSize = Self([1, 2, 4, 8, 16, 32, 64])
  /// The quiet window is 2 s, and a burst is answered after 10 s at the latest; an hour is another kind of late.
  package static let acknowledgement = Self([2, 3, 5, 10, 15, 30, 60, 120, 300, 900, 3600])
  /// Graph answers within a few hundred milliseconds; after 20 s the call is given up.
  package static let send = Self([0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20])
  /// On a wall clock that is looked at every second; more than minutes means that the process was not there.
  package static let lateness = Self([0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 900, 3600])
}
