/// What can be set where Meta's behaviour varies or is not documented.
package struct MetaSettings: Sendable {
  /// How a free-form message outside the 24-hour window comes back.
  package var windowRefusal = WindowRefusal.synchronous
  package var pairReading = PairReading.borrowing
  /// Milliseconds from acceptance to the `sent` status.
  package var sentAfterMilliseconds: Int64 = 300
  /// Milliseconds from acceptance to the phone, and to the `delivered` status.
  package var deliveredAfterMilliseconds: Int64 = 900
  /// Milliseconds from acceptance to a `failed` status.
  package var failedAfterMilliseconds: Int64 = 500
  /// Free replies of a number in a month before they cost (whatsapp §0, 2).
  package var freeServiceMessages = 1000
  /// Whether a reaction opens the window; Meta does not say, so it does not.
  package var reactionOpensWindow = false
  package var webhooks = WebhookSettings()

  package enum WindowRefusal: Sendable {
    /// The request itself is answered with 131047.
    case synchronous
    /// The request is accepted, and a `failed` status with 131047 follows.
    case asynchronous
  }

  package enum PairReading: Sendable {
    /// Debt may grow to 45 messages at any time.
    case borrowing
    /// A burst lasts 6 s; then nothing until it is paid back.
    case oneBurst
  }

  package init() {}
}

/// How webhooks leave.
package struct WebhookSettings: Sendable {
  /// The most updates in one POST; Meta's own bound is 1000, and one is what mostly happens.
  package var batchLimit = 1
  /// Milliseconds for which the first update waits for others.
  package var gatherMilliseconds: Int64 = 0
  package var packing = Packing.changeEach
  /// How often each POST is delivered, whatever the answer: several apps may be subscribed.
  package var copies = 1
  /// Milliseconds to the first repetition after an answer other than 200; it doubles from there.
  package var retryAfterMilliseconds: Int64 = 1000
  /// The longest pause between two attempts, in milliseconds.
  package var retryAtMostMilliseconds: Int64 = 3_600_000
  /// Milliseconds after which an update is given up: 7 days (whatsapp §1).
  package var horizonMilliseconds: Int64 = 7 * 86_400_000

  /// How the updates of one POST are arranged; all three are legal.
  package enum Packing: Sendable {
    /// One entry for an account, with a change for each update.
    case changeEach
    /// An entry for each update.
    case entryEach
    /// Messages and statuses of one number side by side in the arrays of one change.
    case merged
  }

  package init() {}

  /// Meta's bound on the updates of one POST.
  static let mostUpdates = 1000
}
