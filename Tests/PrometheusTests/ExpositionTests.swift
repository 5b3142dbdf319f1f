import Gateway
import Metrics
import Prometheus
import Testing

@Suite("Prometheus' text format")
struct ExpositionTests {
  static let families = [
    MetricFamily("acuse_posts_total", .counter, "Posts."),
    MetricFamily("acuse_waiting", .gauge, "What waits.\nA line\\more."),
    MetricFamily("acuse_took_seconds", .histogram(HistogramBuckets([0.25, 1, 60])), "How long it took."),
    MetricFamily("acuse_never_total", .counter, "Nobody asked for it."),
  ]

  @Test("families stand in the order of their list, each with its series in the order of their labels")
  func order() {
    let registry = PrometheusRegistry(families: Self.families)
    Meter(label: "acuse_waiting", factory: registry).set(2.5)
    Counter(label: "acuse_posts_total", dimensions: [("reason", "b")], factory: registry).increment(by: 2)
    Counter(label: "acuse_posts_total", dimensions: [("reason", "a")], factory: registry).increment()
    #expect(
      registry.text() == """
        # HELP acuse_posts_total Posts.
        # TYPE acuse_posts_total counter
        acuse_posts_total{reason="a"} 1
        acuse_posts_total{reason="b"} 2
        # HELP acuse_waiting What waits.\\nA line\\\\more.
        # TYPE acuse_waiting gauge
        acuse_waiting 2.5

        """)
  }

  @Test("a histogram counts by rising buckets, each with the ones before it, and what exceeds them all")
  func histogram() {
    let registry = PrometheusRegistry(families: Self.families)
    let timer = Timer(label: "acuse_took_seconds", dimensions: [("result", "ok")], factory: registry)
    for milliseconds in [250, 251, 1000, 60_000, 90_000] { timer.recordMilliseconds(milliseconds) }
    #expect(
      registry.text() == """
        # HELP acuse_took_seconds How long it took.
        # TYPE acuse_took_seconds histogram
        acuse_took_seconds_bucket{result="ok",le="0.25"} 1
        acuse_took_seconds_bucket{result="ok",le="1"} 3
        acuse_took_seconds_bucket{result="ok",le="60"} 4
        acuse_took_seconds_bucket{result="ok",le="+Inf"} 5
        acuse_took_seconds_sum{result="ok"} 151.501
        acuse_took_seconds_count{result="ok"} 5

        """)
  }

  @Test("a label's value cannot end its quotes or its line")
  func escaping() {
    let registry = PrometheusRegistry(families: Self.families)
    let value = "a\"} 9\nb\\"
    Counter(label: "acuse_posts_total", dimensions: [("reason", value)], factory: registry).increment()
    #expect(registry.text().split(separator: "\n").last == #"acuse_posts_total{reason="a\"} 9\nb\\"} 1"#)
  }

  @Test("what is not in the list, or is another kind there, is counted nowhere")
  func unlisted() {
    let registry = PrometheusRegistry(families: Self.families)
    Counter(label: "http_requests_total", factory: registry).increment()
    Meter(label: "acuse_posts_total", factory: registry).set(7)
    Counter(label: "acuse_took_seconds", factory: registry).increment()
    #expect(registry.text().isEmpty)
  }

  @Test("the same name and labels are the same series, in whatever order the labels come")
  func sameSeries() {
    let registry = PrometheusRegistry(families: Self.families)
    let labels = [("a", "1"), ("b", "2")]
    Counter(label: "acuse_posts_total", dimensions: labels, factory: registry).increment()
    Counter(label: "acuse_posts_total", dimensions: labels.reversed(), factory: registry).increment()
    #expect(registry.text().hasSuffix("acuse_posts_total{a=\"1\",b=\"2\"} 2\n"))
  }

  @Test("nothing is lost when many count at once and somebody reads")
  func concurrent() async {
    let registry = PrometheusRegistry(families: Self.families)
    let counter = Counter(label: "acuse_posts_total", factory: registry)
    let timer = Timer(label: "acuse_took_seconds", factory: registry)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<1000 {
            counter.increment()
            timer.recordSeconds(2)
          }
        }
      }
      group.addTask { for _ in 0..<50 { _ = registry.text() } }
    }
    let lines = registry.text().split(separator: "\n")
    #expect(lines.contains("acuse_posts_total 8000"))
    #expect(lines.contains("acuse_took_seconds_bucket{le=\"1\"} 0"))
    #expect(lines.contains("acuse_took_seconds_bucket{le=\"60\"} 8000"))
    #expect(lines.contains("acuse_took_seconds_sum 16000"))
    #expect(lines.contains("acuse_took_seconds_count 8000"))
  }
}
