import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Hummingbird
import Logging
import Prometheus
import ServiceLifecycle
import Simulation
import WebAPI
import WhatsApp

/// A small company behind the real HTTP face: the parts of production over the memory store and a clock that stands
/// still. Neither alarms nor sender run, so that nothing changes but by a request.
struct WebHouse: Sendable {
  static let number = "15550001111"
  static let salesNumber = "15550002222"

  let clock: StepClock
  private let store: MemoryStore
  let committer: Committer
  let tokens: Tokens
  let forgetter: Forgetter
  let feed: LiveFeed
  let rules: HouseRules
  let port: Int

  /// Runs `body` against a server of its own on a port that the system chooses.
  static func open(
    limits: WebLimits = WebLimits(), context: DeskContext = Company.context,
    _ body: @Sendable (WebHouse) async throws -> Void
  ) async throws {
    var parts = Parts(context)
    parts.web.limits = limits
    try await parts.run(body)
  }

  fileprivate init(_ parts: Parts, port: Int) {
    clock = parts.clock
    store = parts.store
    committer = parts.committer
    tokens = parts.web.tokens
    forgetter = Forgetter(store: parts.web.store, committer: parts.web.committer, clock: parts.web.clock)
    feed = parts.web.feed
    rules = parts.rules
    self.port = port
  }

  func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try await store.read(body)
  }

  func counts() async throws -> StoreCounts { try await read { try $0.counts() } }

  /// Nothing can be read or committed any more.
  func closeStore() async { await store.close() }

  /// The next commits leave nothing and say so.
  func failNextCommits(_ count: Int) {
    store.inject(Array(repeating: .refused(reason: "disk full"), count: count))
  }
}

private struct Parts {
  let clock = StepClock()
  let store = MemoryStore()
  let committer: Committer
  let rules: HouseRules
  var web: WebServices

  init(_ context: DeskContext) {
    let rules = HouseRules(context)
    self.rules = rules
    let feed = LiveFeed()
    let registry = PrometheusRegistry(families: MetricFamily.all)
    let metrics = GatewayMetrics(factory: registry)
    committer = Committer(
      store: store, clock: clock, context: { rules.context }, metrics: metrics,
      after: AfterCommit(feed: feed, nudges: []).callAsFunction)
    let committer = committer
    let crashes = CrashGuard(notes: NoCrashNotes())
    let signature = WebhookSignature(secrets: [Webhooks.secret])
    let intake = Intake(
      signature: { signature }, handshake: { WebhookHandshake(verifyToken: Webhooks.verifyToken) },
      committer: committer, crashes: crashes, clock: clock, metrics: metrics)
    let scrape = MetricsScrape(
      store: store, committer: committer, clock: clock, numbers: { Array(rules.context.rules.numbers.keys) },
      factory: registry)
    let alarms = AlarmService(store: store, committer: committer, crashes: crashes, clock: clock, nudge: Signal())
    let sender = Sender(
      store: store, committer: committer, crashes: crashes, clock: clock, transport: NoTransport(),
      access: { _ in nil }, throughput: { _ in 80 }, boot: nil)
    web = WebServices(
      intake: intake, tokens: Tokens(committer: committer, store: store, digest: { Digest.sha256($0) }),
      health: Health(
        store: store, committer: committer, clock: clock, alarms: alarms, sender: sender, crashes: crashes),
      clock: clock, store: store, committer: committer, quarantine: Quarantine(store: store, crashes: crashes),
      feed: feed, context: { rules.context }, reload: { rules.reload() },
      metrics: {
        await scrape.refresh()
        return registry.text()
      })
  }

  func run(_ body: @Sendable (WebHouse) async throws -> Void) async throws {
    let (ports, heard) = AsyncStream.makeStream(of: Int.self)
    let logger = Logger(label: "acuse.test") { _ in SwiftLogNoOpLogHandler() }
    let server = WebServer.application(web, host: "127.0.0.1", port: 0, logger: logger) { heard.yield($0) }
    let services: [any Service] = [committer, server]
    let group = ServiceGroup(configuration: .init(services: services.map { .init(service: $0) }, logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { heard.finish() }
        try await group.run()
      }
      var first = ports.makeAsyncIterator()
      guard let port = await first.next() else { throw Wire.Failed(what: "the server did not start") }
      let result: Result<Void, any Error>
      do {
        result = .success(try await body(WebHouse(self, port: port)))
      } catch {
        result = .failure(error)
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      try result.get()
    }
  }
}

/// The line to Meta is never used here.
private struct NoTransport: HTTPTransport {
  func send(_ call: HTTPCall) async -> HTTPExchange { .response(HTTPAnswer(status: 500, body: [])) }
}
