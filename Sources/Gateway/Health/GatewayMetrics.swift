package import Metrics

/// The gateway's own figures. Labels come from small closed sets, so that no traffic can grow them without bound.
package struct GatewayMetrics: Sendable {
  private let factory: any MetricsFactory
  private let commitTimer: Timer
  private let committedWorks: Counter
  private let failedWorks: Counter
  private let received: Counter
  private let refused: Counter
  private let unavailable: Counter
  private let new: Counter
  private let duplicates: Counter
  private let lag: Timer
  private let wakes: Counter
  private let putOff: Counter
  private let sendTimer: Timer

  package init(factory: any MetricsFactory = MetricsSystem.factory) {
    self.factory = factory
    commitTimer = Timer(label: "acuse_commit_seconds", factory: factory)
    committedWorks = Counter(label: "acuse_committed_works_total", factory: factory)
    failedWorks = Counter(label: "acuse_commit_failed_works_total", factory: factory)
    received = Counter(label: "acuse_webhooks_received_total", factory: factory)
    refused = Counter(label: "acuse_webhooks_unauthorized_total", factory: factory)
    unavailable = Counter(label: "acuse_webhooks_unavailable_total", factory: factory)
    new = Counter(label: "acuse_items_new_total", factory: factory)
    duplicates = Counter(label: "acuse_items_duplicate_total", factory: factory)
    lag = Timer(label: "acuse_receive_lag_seconds", factory: factory)
    wakes = Counter(label: "acuse_wakes_total", factory: factory)
    putOff = Counter(label: "acuse_put_off_total", factory: factory)
    sendTimer = Timer(label: "acuse_send_seconds", factory: factory)
  }

  func committed(_ works: Int, took duration: Duration) {
    committedWorks.increment(by: works)
    commitTimer.record(duration: duration)
  }
  func commitFailed(_ works: Int) { failedWorks.increment(by: works) }

  func webhookReceived() { received.increment() }
  func webhookRefused() { refused.increment() }
  func webhookUnavailable() { unavailable.increment() }

  func taken(_ report: ReceiveReport) {
    new.increment(by: report.new)
    duplicates.increment(by: report.duplicates)
    for (reason, count) in report.quarantined {
      Counter(label: "acuse_items_quarantined_total", dimensions: [("reason", reason)], factory: factory).increment(
        by: count)
    }
  }

  /// How long after Meta's own timestamp a message reached us.
  func lagged(milliseconds: Int64) { lag.recordMilliseconds(max(0, milliseconds)) }

  /// By what Meta calls the field or type; `Label` has made it safe, and the set is Meta's.
  func unknown(_ label: String) {
    Counter(label: "acuse_items_unknown_total", dimensions: [("field", label)], factory: factory).increment()
  }

  func woke(_ count: Int) { wakes.increment(by: count) }
  func putOffOne() { putOff.increment() }

  func sent(_ result: String, took duration: Duration) {
    sendTimer.record(duration: duration)
    Counter(label: "acuse_sends_total", dimensions: [("result", result)], factory: factory).increment()
  }
}
