import ArgumentParser
import CurlClient
import Foundation
import Gateway
import Helpdesk
import Hummingbird
import Logging
import Rulebook
import SQLiteStore
import ServiceLifecycle
import UnixSignals
import WebAPI

/// `acuse serve`: runs the gateway until SIGTERM or SIGINT, then drains.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Runs the gateway.")

  @OptionGroup var rules: ConfigOption

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    LogSetup.bootstrap(environment)
    // Trapped first: a hangup asks for a reload and never ends the process.
    let hangups = await UnixSignalsSequence(trapping: .sighup)
    // Database, socket and notes are for this user alone.
    umask(0o077)
    let (loaded, source) = try rules.load(checksSecrets: true, warns: true)
    guard let ruleSet = loaded.rules, let settings = loaded.settings else { return }
    let texts = try rules.texts()
    let variables = Set(ruleSet.numbers.values.map(\.accessTokenVariable))
    let secrets = try Secrets.read(environment, tokenVariables: variables)
    let logger = Logger(label: "acuse")

    let store = try Self.open(settings.databasePath)
    let database = SQLiteStore.ownPath(of: settings.databasePath)
    let notes = CrashNoteFile(path: database + ".inhand")
    if notes == nil { logger.warning("cannot keep notes of what is in hand: a crash loop would not be broken") }
    let folder = (database as NSString).deletingLastPathComponent
    let path = rules.path
    let reload = Reload(path: path, environment: environment, settings: settings, logger: logger)
    let gateway = RunningGateway(
      .init(
        settings: settings, rules: ruleSet, texts: texts, lexicon: try Assembly.lexicon(config: path), secrets: secrets,
        store: store, clock: SystemClock(),
        transport: try CurlTransport(), mailer: CurlMailer(), crashNotes: notes,
        freeBytes: { DiskWatch.freeBytes(at: folder.isEmpty ? "." : folder) },
        parseBook: { Assembly.read($0, file: path, texts: texts, checksSecrets: false).rules?.book },
        reload: { await reload.reload($0, changed: $1) }, logger: logger,
        bound: { port in
          logger.info("listening", metadata: ["host": "\(settings.listenHost)", "port": "\(port)"])
        }))
    var services = [ReloadAtHangup(hangups: hangups, reload: gateway.reload)] + gateway.services
    let socket = AdminServer.socketPath(database: database)
    if socket.utf8.count <= AdminServer.longestPath {
      services.append(
        AdminServer.application(tokens: gateway.tokens, forgetter: gateway.forgetter, path: socket, logger: logger))
    } else {
      logger.warning("the path of the database is too long for a command socket beside it")
    }
    try await Self.run(services, of: gateway, source: source, logger: logger)
    await store.close()
    try? FileManager.default.removeItem(atPath: socket)
  }

  static func open(_ path: String) throws -> SQLiteStore {
    do {
      return try SQLiteStore.open(at: path)
    } catch let error as OpenError {
      throw Complaint("\(path): \(error.description)")
    }
  }

  /// The rules are durable, and the books of open conversations are known, before anything is decided.
  private static func run(
    _ services: [any Service], of gateway: RunningGateway, source: String, logger: Logger
  ) async throws {
    let lost = try await gateway.adoption.start(source: source)
    if !lost.isEmpty {
      logger.warning(
        "conversations of versions that cannot be read any more go on under the current rules",
        metadata: ["versions": "\(lost.count)"])
    }
    let group = ServiceGroup(
      configuration: .init(
        services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }
}
