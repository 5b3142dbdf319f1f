internal import Gateway
internal import Metrics
internal import Synchronization

/// One series: a value that many threads change and one reads.
protocol Cell: AnyObject, Sendable {
  /// Appends its samples, a line each.
  func write(_ name: String, _ labels: String, to text: inout String)
}

final class CounterCell: Cell, CounterHandler {
  private let value = Atomic<Int64>(0)

  func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
  func reset() { value.store(0, ordering: .relaxed) }

  func write(_ name: String, _ labels: String, to text: inout String) {
    text += Exposition.sample(name, labels, String(value.load(ordering: .relaxed)))
  }
}

final class GaugeCell: Cell, MeterHandler {
  private let value = Mutex(0.0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { increment(by: -amount) }

  func write(_ name: String, _ labels: String, to text: inout String) {
    text += Exposition.sample(name, labels, Exposition.number(value.withLock { $0 }))
  }
}

/// Counts by fixed buckets: recording one looks at a dozen bounds and changes two numbers.
final class HistogramCell: Cell, TimerHandler, RecorderHandler {
  private struct State {
    /// One more than there are bounds: the last is for what is larger than all.
    var counts: [Int64]
    var sum = 0.0
  }

  private let bounds: [Double]
  private let state: Mutex<State>

  init(_ buckets: HistogramBuckets) {
    bounds = buckets.bounds
    state = Mutex(State(counts: Array(repeating: 0, count: buckets.bounds.count + 1)))
  }

  /// A timer's families are in seconds.
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    guard value.isFinite else { return }
    let place = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { state in
      state.counts[place] += 1
      state.sum += value
    }
  }

  func write(_ name: String, _ labels: String, to text: inout String) {
    let state = state.withLock { $0 }
    let prefix = labels.isEmpty ? "" : labels + ","
    var count: Int64 = 0
    for (bound, more) in zip(bounds + [.infinity], state.counts) {
      count += more
      text += Exposition.sample("\(name)_bucket", "\(prefix)le=\"\(Exposition.number(bound))\"", String(count))
    }
    text += Exposition.sample("\(name)_sum", labels, Exposition.number(state.sum))
    text += Exposition.sample("\(name)_count", labels, String(count))
  }
}
