import BusinessTime
import CurlClient
import Foundation
import Gateway
import Helpdesk
import Logging
import Rulebook
import SQLiteStore
import Sandbox
import SandboxHTTP
import ServiceLifecycle

/// Gateway and stand-in, put together for one show: signed webhooks and sends go over HTTP between them, the store
/// is SQLite in a folder of its own.
struct DemoStage: Sendable {
  static let zone = ZoneDatabase.zone(named: "America/Mexico_City") ?? .utc

  let sandbox: SandboxServer
  let store: SQLiteStore
  let clock: DemoClock
  let rules: RuleSet
  let feed: LiveFeed
  let transport: CurlTransport
  /// Where the gateway listens.
  let address: String
  /// Bearer tokens of the people who use the API, by their keys in the rules.
  let tokens: [String: String]

  /// Builds everything, lets the body act once all of it listens, then stops it in order.
  static func open<Result: Sendable>(
    in folder: String, speed: Double, _ body: @escaping @Sendable (DemoStage) async throws -> Result
  ) async throws -> Result {
    let clock = DemoClock(speed: speed, start: DemoScript.start)
    var configuration = SandboxConfiguration(appSecret: DemoRules.appSecret, verifyToken: DemoRules.verifyToken)
    // On several, two messages of one second of demo time would overtake each other, which is another story.
    configuration.connections = 1
    let sandbox = SandboxServer(
      configuration, rules: try meta(),
      clock: SandboxClock(now: { clock.now() }, sleep: { try await clock.sleep(until: $0) }),
      // It is cut off when the show is over, and its server calls that an error.
      logger: logger(.critical))
    return try await sandbox.whileRunning { sandbox in
      let graph = await sandbox.baseURL()
      let yaml = DemoRules.yaml(database: folder + "/demo.db", graphURL: graph)
      return try await open(sandbox, clock, yaml: yaml, config: folder + "/acuse.yaml", body)
    }
  }

  private static func open<Result: Sendable>(
    _ sandbox: SandboxServer, _ clock: DemoClock, yaml: String, config: String,
    _ body: @escaping @Sendable (DemoStage) async throws -> Result
  ) async throws -> Result {
    let texts = try Assembly.texts(config: config)
    let loaded = Assembly.read(yaml, file: config, texts: texts, checksSecrets: false)
    guard let rules = loaded.rules, let settings = loaded.settings else {
      throw Complaint("the demo's own rules are wrong: \(loaded.problems.map(\.description).joined(separator: "; "))")
    }
    let store = try Serve.open(settings.databasePath)
    let transport = try CurlTransport()
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let gateway = RunningGateway(
      .init(
        settings: settings, rules: rules, texts: texts, lexicon: try Assembly.lexicon(config: config),
        secrets: Secrets(
          appSecrets: [DemoRules.appSecret], verifyToken: DemoRules.verifyToken,
          accessTokens: [DemoRules.tokenVariable: DemoRules.accessToken]),
        store: store, clock: clock, transport: transport, mailer: CurlMailer(), watchesClock: false,
        parseBook: { _ in nil },
        logger: logger(.error),
        bound: { port.yield($0) }))
    let result = try await whileRunning(gateway.services) {
      guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
      _ = try await gateway.adoption.start(source: yaml)
      let stage = DemoStage(
        sandbox: sandbox, store: store, clock: clock, rules: rules, feed: gateway.feed, transport: transport,
        address: "http://127.0.0.1:\(port)", tokens: try await tokens(by: gateway.tokens))
      try await stage.connect()
      clock.raiseCurtain()
      return try await body(stage)
    }
    await store.close()
    return result
  }

  /// As when the address is saved in Meta's dashboard: the handshake first, then webhooks.
  private func connect() async throws {
    sandbox.connect(to: CallbackURL(address + "/webhooks/whatsapp"))
    let answer = try await sandbox.handshake(challenge: "1158201444")
    guard answer.status == 200, answer.body == "1158201444" else {
      throw Complaint("the gateway did not answer the stand-in's handshake.")
    }
  }

  private static func tokens(by desk: Gateway.Tokens) async throws -> [String: String] {
    var tokens: [String: String] = [:]
    for (person, role) in [("ana", Role.agent), ("beto", .agent), ("lucia", .supervisor)] {
      tokens[person] = try await desk.create(for: .person(PersonID(person)), role: role).token
    }
    return tokens
  }

  private static func meta() throws -> MetaRules {
    var rules = MetaRules(seed: 2026)
    rules.add(
      Sandbox.BusinessNumber(
        id: DemoRules.numberID, accountID: DemoRules.accountID, display: DemoRules.display,
        verifiedName: DemoRules.businessName, accessTokens: [DemoRules.accessToken]))
    for person in DemoPerson.all { rules.add(Sandbox.Person(waID: person.phone, name: person.name)) }
    for template in try DemoTemplates.load() { rules.add(template, to: DemoRules.accountID) }
    return rules
  }

  /// Runs services for as long as the body takes, then lets them drain.
  private static func whileRunning<Result: Sendable>(
    _ services: [any Service], _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    var configuration = ServiceGroupConfiguration(services: services, logger: logger(.error))
    configuration.maximumGracefulShutdownDuration = .seconds(drainSeconds)
    let group = ServiceGroup(configuration: configuration)
    return try await withThrowingTaskGroup(of: Result?.self) { tasks in
      tasks.addTask {
        try await group.run()
        return nil
      }
      tasks.addTask {
        let result = try await body()
        await group.triggerGracefulShutdown()
        return result
      }
      var result: Result?
      for try await ended in tasks { result = result ?? ended }
      guard let result else { throw CancellationError() }
      return result
    }
  }

  /// A show that is over should not keep anybody waiting for a slow connection.
  private static let drainSeconds: Int64 = 3

  private static func logger(_ level: Logger.Level) -> Logger {
    var logger = Logger(label: "acuse.demo")
    logger.logLevel = level
    return logger
  }
}
