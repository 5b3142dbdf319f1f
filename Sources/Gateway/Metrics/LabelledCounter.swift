import Metrics
import Synchronization

/// Counters that differ in the value of one label. Each is made once and then found without allocating.
final class LabelledCounter: Sendable {
  /// Meta has some ninety error codes and thirty fields; more values than this are a fault or an attack, and one figure
  /// for all that exceed it is enough. Each value costs a scraper's memory for as long as it keeps history.
  static let mostValues = 100
  /// The value of all that exceed it.
  static let other = "other"

  private let make: @Sendable (String) -> Counter
  private let counters: Mutex<[String: Counter]>

  /// `known` values are shown from the start, with 0. `fixed` are labels with one value.
  init(
    _ family: MetricFamily, _ label: String, known: [String], fixed: [(String, String)] = [],
    factory: any MetricsFactory
  ) {
    let make: @Sendable (String) -> Counter = { value in
      Counter(label: family.name, dimensions: fixed + [(label, value)], factory: factory)
    }
    self.make = make
    counters = Mutex(Dictionary(known.map { ($0, make($0)) }, uniquingKeysWith: { first, _ in first }))
  }

  func increment(_ value: String, by amount: Int = 1) {
    counters.withLock { counters in
      if let counter = counters[value] { return counter.increment(by: amount) }
      let value = counters.count < Self.mostValues ? value : Self.other
      let counter = counters[value] ?? make(value)
      counters[value] = counter
      counter.increment(by: amount)
    }
  }
}
