import Metrics
import Synchronization

/// Gauges that differ in the value of one label, always set together.
final class LabelledGauge: Sendable {
  private let make: @Sendable (String) -> Meter
  private let meters = Mutex<[String: Meter]>([:])

  init(_ family: MetricFamily, _ label: String, fixed: [(String, String)] = [], factory: any MetricsFactory) {
    make = { Meter(label: family.name, dimensions: fixed + [(label, $0)], factory: factory) }
  }

  /// Shows these. A value that was shown before and is not among them is 0; what exceeds the bound of
  /// `LabelledCounter` is added up as `other`.
  func show(_ values: [(String, Int)]) {
    meters.withLock { meters in
      var left = Set(meters.keys)
      var rest: Int?
      for (value, number) in values {
        if meters[value] == nil {
          guard meters.count < LabelledCounter.mostValues else {
            rest = (rest ?? 0) + number
            continue
          }
          meters[value] = make(value)
        }
        meters[value]?.set(number)
        left.remove(value)
      }
      if let rest {
        let other = meters[LabelledCounter.other] ?? make(LabelledCounter.other)
        other.set(rest)
        meters[LabelledCounter.other] = other
        left.remove(LabelledCounter.other)
      }
      for value in left { meters[value]?.set(0) }
    }
  }
}
