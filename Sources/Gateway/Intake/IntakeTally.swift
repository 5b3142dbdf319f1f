import BusinessTime
import Helpdesk
import Logging
import Synchronization
import WhatsApp

/// Counts what came in and tells the feed; knows nothing of how it is handled.
final class IntakeTally: Sendable {
  private let metrics: GatewayMetrics
  private let feed: LiveFeed?
  private let told = Mutex<Set<String>>([])
  private let logger = Logger(label: "acuse.intake")

  init(metrics: GatewayMetrics, feed: LiveFeed?) {
    self.metrics = metrics
    self.feed = feed
  }

  func received() { metrics.postReceived() }
  func verified() { metrics.postVerified() }
  func refused(_ reason: PostRefusal) { metrics.postRefused(reason) }

  func taken(_ webhook: ReceivedWebhook, _ report: ReceiveReport) {
    metrics.taken(report)
    for (reason, count) in report.quarantined { tell(reason, count, Self.why(webhook.decoded)) }
    for edited in report.edited { tell(edited) }
    // A post that only repeats says nothing new of lag and names.
    if report.new > 0, case .items(let items, let novelties) = webhook.decoded {
      for name in novelties { metrics.unknown(name) }
      for case .item(let item) in items.lazy.map(\.reading) { count(item) }
    }
    feed?.publish([.received(report)])
  }

  private func count(_ item: WebhookItem) {
    for name in item.novelties { metrics.unknown(name) }
    switch item.event {
    case .message(let message):
      if let written = message.timestamp { metrics.lagged(milliseconds: item.receivedAt - written) }
      switch message.content {
      case .other(let type, _): metrics.unknown("message.\(type)")
      case .unsupported: metrics.unknown("message.unsupported")
      case _: break
      }
    case .templateChange(let change): tell(change)
    case .status, .echo, .handOver, .identityChange, .call: break
    case .preference, .addressBook, .history, .account, .group, .accountError, .other:
      if let field = item.event.countedField { metrics.unknown(field) }
    }
  }

  /// Whoever operates it hears of it here before a send would be refused.
  private func tell(_ change: TemplateChange) {
    guard let isUsable = change.isUsable else { return }
    let metadata: Logger.Metadata = [
      "template": "\(change.name)", "language": "\(change.language.rawValue)", "event": "\(change.event)",
    ]
    if isUsable {
      logger.info("Meta says that a template can be used", metadata: metadata)
    } else {
      logger.warning("Meta took a template out of use", metadata: metadata)
    }
  }

  /// Which of the two: a template that no longer fits is not used until they agree again.
  private func tell(_ edited: EditedTemplate) {
    let metadata: Logger.Metadata = [
      "template": "\(edited.template.name)", "language": "\(edited.template.language.rawValue)",
    ]
    if edited.fits {
      logger.info("a template was edited at Meta's, and its parameters are those defined here", metadata: metadata)
    } else {
      logger.warning(
        "a template was edited at Meta's and wants other parameters than defined here: it is not used",
        metadata: metadata)
    }
  }

  /// What made a whole body unreadable; nil: it was not.
  private static func why(_ decoded: DecodedWebhook) -> String? {
    if case .unreadable(let reason) = decoded { reason.rawValue } else { nil }
  }

  /// Once for each reason and life: `/readyz` goes on saying so, and a flood must not fill the log.
  private func tell(_ reason: String, _ count: Int, _ why: String?) {
    guard told.withLock({ $0.insert(reason + (why.map { ": \($0)" } ?? "")).inserted }) else { return }
    var metadata: Logger.Metadata = ["reason": "\(reason)", "items": "\(count)"]
    if let why { metadata["why"] = "\(why)" }
    logger.warning("kept in quarantine: it wants to be looked at", metadata: metadata)
  }
}
