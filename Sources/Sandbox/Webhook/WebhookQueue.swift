package import BusinessTime

/// What is to be posted, and what has to be posted again because the answer was not 200.
///
/// Pure: whoever drives it takes a post, brings it to the gateway, and says how that was answered.
package struct WebhookQueue: Sendable {
  private var updates = DueQueue<WebhookUpdate>()
  private var repeats = DueQueue<WebhookPost>()
  private var nextID = 0
  /// How many posts were given up after the horizon.
  package private(set) var abandoned = 0
  /// How many posts have been taken and not yet settled.
  package private(set) var inFlight = 0

  package init() {}

  /// True when nothing waits and nothing is on its way.
  package var isIdle: Bool { updates.isEmpty && repeats.isEmpty && inFlight == 0 }

  /// When a post can be taken next; nil when nothing waits.
  package func nextAt(_ settings: WebhookSettings) -> Timestamp? {
    let gathered = updates.nextAt?.adding(milliseconds: settings.gatherMilliseconds)
    return [gathered, repeats.nextAt].compactMap(\.self).min()
  }

  /// One more update, to be told from that moment on.
  package mutating func add(_ update: WebhookUpdate, at moment: Timestamp) { updates.add(update, at: moment) }

  /// The next post, repetitions first; nil when nothing is due.
  package mutating func take(at now: Timestamp, _ settings: WebhookSettings) -> WebhookPost? {
    if let (_, post) = repeats.take(at: now) {
      inFlight += 1
      return post
    }
    // Only what has been gathered for long enough begins a batch; the rest of the batch may be younger.
    let gathered = now.adding(milliseconds: -settings.gatherMilliseconds)
    guard let first = updates.take(at: gathered) else { return nil }
    var batch = [first.element]
    while batch.count < min(settings.batchLimit, WebhookSettings.mostUpdates), let next = updates.take(at: now) {
      batch.append(next.element)
    }
    let post = WebhookPost(
      id: nextID, firstAt: now, attempt: 1, updates: batch,
      body: Envelope.json(batch, packing: settings.packing).bytes())
    nextID += 1
    inFlight += 1
    for copy in 1..<max(settings.copies, 1) {
      var again = post
      again.copy = copy
      repeats.add(again, at: now)
    }
    return post
  }

  /// What became of a post: anything but 200 brings it back later, with the very same bytes.
  package mutating func settle(_ post: WebhookPost, status: Int?, at now: Timestamp, _ settings: WebhookSettings) {
    inFlight -= 1
    guard status != 200 else { return }
    var again = post
    again.attempt += 1
    let doublings = min(post.attempt - 1, Self.mostDoublings)
    let pause = min(settings.retryAfterMilliseconds << Int64(doublings), settings.retryAtMostMilliseconds)
    let at = now.adding(milliseconds: pause)
    if at - post.firstAt > settings.horizonMilliseconds {
      abandoned += 1
    } else {
      repeats.add(again, at: at)
    }
  }

  /// Keeps the doubled pause far from the end of its integer: any pause is at its cap long before.
  private static let mostDoublings = 30
}

/// One POST to the gateway.
package struct WebhookPost: Sendable {
  /// The same for all attempts and copies.
  package var id: Int
  package var firstAt: Timestamp
  /// 1 for the first.
  package var attempt: Int
  /// 0 for the original, else which of the further copies.
  package var copy = 0
  package var updates: [WebhookUpdate]
  /// The bytes to sign and to send.
  package var body: [UInt8]

  package init(id: Int, firstAt: Timestamp, attempt: Int, updates: [WebhookUpdate], body: [UInt8]) {
    self.id = id
    self.firstAt = firstAt
    self.attempt = attempt
    self.updates = updates
    self.body = body
  }
}
