import BusinessTime
import Sandbox
import Synchronization

/// Lets due things happen at their time and posts what is to be posted, at most so many at once.
final class Courier: Sendable {
  private let state: SandboxState
  private let clock: SandboxClock
  private let configuration: SandboxConfiguration
  private let client = Mutex<WebhookClient?>(nil)
  private let nudges: AsyncStream<Void>
  private let nudged: AsyncStream<Void>.Continuation
  /// For when the earliest sleeper is set; nil when nobody sleeps.
  private let alarm = Mutex<Timestamp?>(nil)

  init(state: SandboxState, clock: SandboxClock, configuration: SandboxConfiguration) {
    self.state = state
    self.clock = clock
    self.configuration = configuration
    (nudges, nudged) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    connect(to: configuration.callback)
  }

  /// Something may be due.
  func nudge() { nudged.yield() }

  /// From now on webhooks go there; nil makes them wait.
  func connect(to callback: CallbackURL?) {
    let client = callback.map {
      WebhookClient(callback: $0, timeoutMilliseconds: configuration.answerTimeoutMilliseconds)
    }
    self.client.withLock { $0 = client }
    nudge()
  }

  /// The way to the gateway; throws while there is no callback address.
  func connected() throws -> WebhookClient {
    guard let client = client.withLock(\.self) else { throw NoCallback() }
    return client
  }

  /// There is no callback address yet.
  struct NoCallback: Error {}

  /// Runs until its task is cancelled.
  func run() async {
    nudge()
    await withDiscardingTaskGroup { group in
      for await _ in nudges {
        let now = clock.now()
        for post in take(at: now) { group.addTask { await self.deliver(post) } }
        if let next = sleepUntil(state.look { $0.rules.nextEvent(after: now) }) {
          group.addTask { await self.sleep(until: next) }
        }
      }
      group.cancelAll()
    }
    await (try? connected())?.close()
  }

  private func take(at now: Timestamp) -> [WebhookPost] {
    let isConnected = client.withLock { $0 != nil }
    return state.change { rules in
      rules.advance(to: now)
      var posts: [WebhookPost] = []
      while isConnected, rules.webhooks.inFlight < configuration.connections,
        let post = rules.webhooks.take(at: now, rules.settings.webhooks)
      { posts.append(post) }
      return posts
    }
  }

  private func deliver(_ post: WebhookPost) async {
    let signature = HMAC.signature(secret: configuration.appSecret, body: post.body)
    let at = clock.now()
    let start = ContinuousClock.now
    let status = try? await connected().post(post.body, signature: signature)
    let took = ContinuousClock.now - start
    state.record(
      WebhookAttempt(
        postID: post.id, attempt: post.attempt, copy: post.copy, at: at, status: status,
        tookMicroseconds: Int64(took / .microseconds(1)), body: post.body))
    let now = clock.now()
    state.change { $0.webhooks.settle(post, status: status, at: now, $0.settings.webhooks) }
    nudge()
  }

  /// The time for which another sleeper is needed: something is to come, and nobody wakes early enough for it.
  private func sleepUntil(_ next: Timestamp?) -> Timestamp? {
    guard let next else { return nil }
    return alarm.withLock { alarm in
      if let alarm, alarm <= next { return nil }
      alarm = next
      return next
    }
  }

  private func sleep(until moment: Timestamp) async {
    try? await clock.sleep(moment)
    alarm.withLock { if $0 == moment { $0 = nil } }
    nudge()
  }
}
