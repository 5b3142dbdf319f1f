package import Gateway
package import Metrics
internal import Synchronization

/// Keeps the figures of a list of families, and shows them in Prometheus' text format.
///
/// What is not in the list, or is asked for as another kind than it has, is counted nowhere: the list is all that can be
/// shown. How many values a label takes is bounded by whoever makes the series (`LabelledCounter`).
package final class PrometheusRegistry: MetricsFactory {
  private let families: [MetricFamily]
  /// By family, then by labels as they are written.
  private let series: Mutex<[String: [String: any Cell]]>

  package init(families: [MetricFamily]) {
    self.families = families
    series = Mutex([:])
  }

  /// All families in their order that have a series, each with its series in the order of their labels.
  package func text() -> String {
    let series = series.withLock { $0 }
    var text = ""
    for family in families {
      guard let cells = series[family.name] else { continue }
      text += Exposition.head(of: family)
      for (labels, cell) in cells.sorted(by: { $0.key < $1.key }) { cell.write(family.name, labels, to: &text) }
    }
    return text
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    cell(label, dimensions, CounterCell.self) ?? NOOPMetricsHandler.instance
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    cell(label, dimensions, GaugeCell.self) ?? NOOPMetricsHandler.instance
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    cell(label, dimensions, HistogramCell.self) ?? NOOPMetricsHandler.instance
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    cell(label, dimensions, HistogramCell.self) ?? NOOPMetricsHandler.instance
  }

  // A series lives as long as the process: a counter that went away and came back would look like a restart.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// The series of these labels, made if it is new; nil for what may not be shown.
  private func cell<Wanted: Cell>(_ name: String, _ dimensions: [(String, String)], _ type: Wanted.Type) -> Wanted? {
    guard let family = families.first(where: { $0.name == name }) else { return nil }
    let labels = Exposition.labels(dimensions)
    return series.withLock { series in
      if let known = series[name]?[labels] { return known as? Wanted }
      guard let made = Self.cell(of: family.kind) as? Wanted else { return nil }
      series[name, default: [:]][labels] = made
      return made
    }
  }

  private static func cell(of kind: MetricFamily.Kind) -> any Cell {
    switch kind {
    case .counter: CounterCell()
    case .gauge: GaugeCell()
    case .histogram(let buckets): HistogramCell(buckets)
    }
  }
}
