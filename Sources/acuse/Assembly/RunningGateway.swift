import BusinessTime
import CurlClient
import Gateway
import Helpdesk
import Hummingbird
import Logging
import Prometheus
import Rulebook
import ServiceLifecycle
import WebAPI
import WhatsApp

/// The whole gateway, put together once: what `serve` runs, and `demo` with another clock.
struct RunningGateway: Sendable {
  let committer: Committer
  let feed: LiveFeed
  let tokens: Tokens
  let health: Health
  let store: any Store
  let adoption: RulesAdoption
  let holder: RulesHolder
  let retention: RetentionService
  let forgetter: Forgetter
  /// Reads rules, texts and secrets anew, one caller after another.
  let reload: @Sendable () async -> ReloadOutcome
  /// In order of starting; stopped the other way round, so that the doors close first and the store last.
  let services: [any Service]

  typealias ReloadFiles =
    @Sendable (_ adoption: RulesAdoption, _ changed: @Sendable ([NumberID]) async -> Void) async -> ReloadOutcome

  struct Parts {
    var settings: GatewaySettings
    var rules: RuleSet
    var texts: TextLibrary
    var lexicon: Lexicon
    var secrets: Secrets
    var store: any Store
    var clock: any WallClock
    var transport: CurlTransport
    var mailer: any Mailer
    /// Nil: no notes of what is in hand (a database that lives as long as the process).
    var crashNotes: (any CrashNotes)?
    /// What may still be written beside the database; nil: its disk is not watched.
    var freeBytes: (@Sendable () -> Int64?)?
    /// False for clocks that are not the machine's.
    var watchesClock: Bool = true
    var parseBook: @Sendable (String) -> PolicyBook?
    /// Reads the files anew and has them adopted; calls the second once other rules are in force, with the
    /// numbers that have another access token. Nil: there are none.
    var reload: ReloadFiles?
    var logger: Logger
    var bound: @Sendable (Int) async -> Void = { _ in }
  }

  init(_ parts: Parts) {
    LargeBlocks.giveBack()
    let clock = parts.clock
    let feed = LiveFeed()
    let (wakeNudge, sendNudge, waitNudge, mailNudge) = (Signal(), Signal(), Signal(), Signal())
    let holder = RulesHolder(
      Assembly.context(parts.rules, texts: parts.texts, lexicon: parts.lexicon),
      access: Assembly.access(parts.secrets, parts.settings), retention: parts.settings.retention)
    let registry = PrometheusRegistry(families: MetricFamily.all)
    let metrics = GatewayMetrics(factory: registry)
    let after = AfterCommit(feed: feed, nudges: [wakeNudge, sendNudge, mailNudge])
    let committer = Self.committer(parts.store, clock, holder, metrics, after)
    let crashes = CrashGuard(notes: parts.crashNotes ?? NoCrashNotes())
    let intake = Intake(
      signature: { holder.signature }, handshake: { holder.handshake }, committer: committer, crashes: crashes,
      clock: clock, feed: feed, metrics: metrics)
    let alarms = AlarmService(
      store: parts.store, committer: committer, crashes: crashes, clock: clock, nudge: wakeNudge, metrics: metrics)
    let sender = Sender(
      store: parts.store, committer: committer, crashes: crashes, clock: clock, transport: parts.transport,
      access: { holder.graphAccess(of: $0) }, throughput: { holder.throughput(of: $0) },
      boot: parts.watchesClock ? BootClock.milliseconds : nil,
      nudge: sendNudge, feed: feed, metrics: metrics)
    let waits = WaitReview(
      store: parts.store, committer: committer, crashes: crashes, clock: clock,
      isCounted: { holder.context.rules.closing.patience != nil }, nudge: waitNudge)
    let postman = Postman(
      store: parts.store, committer: committer, clock: clock, mailer: parts.mailer, access: { holder.mail },
      nudge: mailNudge, metrics: metrics)
    let disk = parts.freeBytes.map { DiskWatch(clock: clock, freeBytes: $0) }
    let reloads = ReloadWatch(startedAt: clock.now())
    let health = Health(
      store: parts.store, committer: committer, clock: clock, alarms: alarms, sender: sender, crashes: crashes,
      disk: disk, reloads: reloads)
    let forgetter = Forgetter(store: parts.store, committer: committer, clock: clock)
    let retention = RetentionService(
      committer: committer, clock: clock, terms: { RetentionTerms(holder.retention) }, forgetter: forgetter)
    let scrape = MetricsScrape(
      store: parts.store, committer: committer, clock: clock, disk: disk, reloads: reloads,
      numbers: { Array(holder.context.rules.numbers.keys) }, factory: registry)
    let tokens = Tokens(committer: committer, store: parts.store, digest: { Digest.sha256($0) })
    let adoption = RulesAdoption(holder: holder, store: parts.store, clock: clock, parse: parts.parseBook)
    let reload = Self.reload(parts.reload, adoption, noting: { reloads.note($0, at: clock.now()) }) { rotated in
      for number in rotated {
        // If the store refuses, the breaker waits out its time as it would have.
        _ = try? await committer.perform(HandleInput(input: .command(.tokenChanged(number))))
      }
      // Who sleeps or keeps a pace looks again.
      sender.rulesChanged()
      wakeNudge.raise()
      waitNudge.raise()
    }
    let web = WebServices(
      intake: intake, tokens: tokens, health: health, clock: clock, store: parts.store,
      committer: committer, quarantine: Quarantine(store: parts.store, crashes: crashes), feed: feed,
      context: { holder.context }, reload: reload,
      metrics: {
        await scrape.refresh()
        return registry.text()
      })
    let server = WebServer.application(
      web, host: parts.settings.listenHost, port: parts.settings.listenPort, logger: parts.logger, bound: parts.bound)

    self.committer = committer
    self.feed = feed
    self.tokens = tokens
    self.health = health
    self.store = parts.store
    self.holder = holder
    self.reload = reload
    self.adoption = adoption
    let watches: [any Service] = disk.map { [$0] } ?? []
    services = [committer, parts.transport] + watches + [sender, postman, alarms, waits, retention, server]
    self.retention = retention
    self.forgetter = forgetter
  }

  /// Each reads files of a moment: two at once could leave the older ones in force.
  private static func reload(
    _ files: ReloadFiles?, _ adoption: RulesAdoption, noting note: @escaping @Sendable (ReloadOutcome) -> Void,
    changed: @escaping @Sendable ([NumberID]) async -> Void
  ) -> @Sendable () async -> ReloadOutcome {
    guard let files else { return { .fixed } }
    let gate = Gate(mostWaiting: mostReloads)
    return {
      do { try await gate.enter() } catch { return .busy }
      defer { gate.leave() }
      let outcome = await files(adoption, changed)
      note(outcome)
      return outcome
    }
  }

  /// Reloads that may wait for their turn; each takes a moment, and nobody sensible asks for more.
  private static let mostReloads = 16

  /// Opens the existential: a committer is made for one kind of store.
  private static func committer(
    _ store: some Store, _ clock: any WallClock, _ holder: RulesHolder, _ metrics: GatewayMetrics, _ after: AfterCommit
  ) -> Committer {
    Committer(store: store, clock: clock, context: { holder.context }, metrics: metrics, after: after.callAsFunction)
  }
}
