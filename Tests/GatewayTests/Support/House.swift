import BusinessTime
import Gateway
import Helpdesk
import Simulation
import Synchronization
import WhatsApp

/// A small company, assembled as in production but for its clock, its store and its line to Meta.
final class House: Sendable {
  static let number: NumberID = "15550001111"
  static let otherNumber: NumberID = "15550002222"
  static let secret = "a synthetic app secret"

  let clock: StepClock
  let store: HookedStore
  let committer: Committer
  let intake: Intake
  let holder = RulesHolder(House.context)
  let alarms: AlarmService
  let waits: WaitReview
  let sender: Sender
  let transport: ScriptedTransport
  let feed = LiveFeed()
  let health: Health
  let crashes: CrashGuard

  init(
    store: HookedStore = HookedStore(), clock: StepClock = StepClock(), notes: any CrashNotes = NoCrashNotes(),
    transport: ScriptedTransport = ScriptedTransport(), throughput: Int = 80,
    token: @escaping @Sendable (NumberID) -> String? = { _ in "a synthetic token" },
    boot: (@Sendable () -> Int64)? = nil, metrics: GatewayMetrics = GatewayMetrics(),
    freeBytes: (@Sendable () -> Int64?)? = nil, secrets: [String] = [secret]
  ) {
    self.clock = clock
    self.store = store
    self.transport = transport
    let holder = holder
    let seeds = Mutex<UInt64>(1)
    let seed: @Sendable () -> Seed = {
      seeds.withLock { seed in
        seed += 1
        return Seed(high: seed, low: 7)
      }
    }
    let (alarm, send) = (Signal(), Signal())
    let after = AfterCommit(feed: feed, nudges: [alarm, send])
    committer = Committer(
      store: store, clock: clock, context: { holder.context }, seed: seed, metrics: metrics, after: { after($0) })
    crashes = CrashGuard(notes: notes)
    let signature = WebhookSignature(secrets: secrets)
    intake = Intake(
      signature: { signature }, handshake: { WebhookHandshake(verifyToken: "a synthetic verify token") },
      committer: committer, crashes: crashes, clock: clock, seed: seed, feed: feed, metrics: metrics)
    alarms = AlarmService(
      store: store, committer: committer, crashes: crashes, clock: clock, nudge: alarm, metrics: metrics)
    waits = WaitReview(
      store: store, committer: committer, crashes: crashes, clock: clock,
      isCounted: { holder.context.rules.closing.patience != nil })
    var limits = SendLimits()
    limits.totalTimeoutSeconds = 20
    sender = Sender(
      store: store, committer: committer, crashes: crashes, clock: clock, transport: transport, limits: limits,
      access: { number in
        token(number).map { GraphAccess(url: "https://graph.example.test", version: "v26.0", token: $0) }
      }, throughput: { _ in throughput }, boot: boot, nudge: send, feed: feed, metrics: metrics)
    health = Health(
      store: store, committer: committer, clock: clock, alarms: alarms, sender: sender, crashes: crashes,
      disk: freeBytes.map { DiskWatch(clock: clock, freeBytes: $0) })
  }

  /// Runs `body` while the committer runs.
  func open<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.committer.run() }
      let result: R
      do {
        result = try await body()
      } catch {
        committer.stop()
        throw error
      }
      committer.stop()
      try await group.waitForAll()
      return result
    }
  }

  static let context: DeskContext = {
    let calendar = WorkCalendar.alwaysOpen(name: "siempre", zone: .utc)
    let policy = Policy(
      name: "general", calendar: "siempre", acknowledge: AcknowledgementTexts(open: "ack", closed: "ack_closed"),
      clocks: [.firstResponse: ClockRule(target: WorkingTime(seconds: 900), calendar: "siempre")])
    let book = PolicyBook(version: "v1", policies: [policy], calendars: ["siempre": calendar])
    let business = [number, otherNumber].map {
      BusinessNumber(
        id: $0, account: "15550009999", display: "+1 555 000 \($0.rawValue.suffix(4))", name: "Soporte", language: "es",
        team: "soporte")
    }
    let rules = RuleSet(
      book: book, numbers: Dictionary(uniqueKeysWithValues: business.map { ($0.id, $0) }), people: [:],
      teams: ["soporte": Team(id: "soporte", lead: "ana")], rotas: [:],
      acknowledgements: AcknowledgementSettings())
    return DeskContext(rules: rules, books: [:], texts: PlainTexts(), remedy: { _ in .giveUp })
  }()

  /// The same rules under another version, which knows no other.
  static func context(under version: RulesVersion) -> DeskContext {
    var rules = context.rules
    rules.book.version = version
    return DeskContext(rules: rules, books: [:], texts: context.texts, remedy: context.remedy)
  }
}

/// Every text is its own name.
struct PlainTexts: TextBook {
  func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
    guard let language = languages.first else { return nil }
    return Rendering(
      freeForm: .text(template), template: TemplateCall(name: template, language: language, parameters: []))
  }

  /// Only `ack` is defined, without parameters.
  func fits(_ needs: TemplateNeeds, _ template: TemplateName) -> Bool? {
    template.name == "ack" ? TemplateCall(name: "ack", language: template.language, parameters: []).fits(needs) : nil
  }

  func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
    let values = languages.first.map(values) ?? [:]
    return MailWords(
      subject: "Acción: ñandú, acción: ñandú, acción: ñandú, fin",
      text: "\(name) \(values["name"] ?? "?"), \(values["business"] ?? "?"): \(values["code"] ?? "?")")
  }
}
