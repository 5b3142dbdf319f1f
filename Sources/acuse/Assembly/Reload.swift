import Dispatch
import Foundation
import Gateway
import Helpdesk
import Logging
import Rulebook
import WhatsApp

/// Rules, templates and secrets are read anew and exchanged as one value, or nothing is: at SIGHUP, and by API.
///
/// Conversations that are open keep the version that they began under. Whatever is wrong with the files is said in the
/// log, a line each, and the gateway goes on as it was.
struct Reload: Sendable {
  /// The rules file, as it was named at the start.
  let path: String
  /// That of the start: only files that it names can hold something new.
  let environment: [String: String]
  /// What the process was started with: an address and a database do not change under it.
  let settings: GatewaySettings
  let logger: Logger

  /// Everything that the files say, checked.
  struct Found: Sendable {
    var rules: RuleSet
    var settings: GatewaySettings
    var texts: TextLibrary
    var lexicon: Lexicon
    var secrets: Secrets
    var source: String
    var warnings: [String]
  }

  /// Why nothing is exchanged; every problem, each fit for a line of the log.
  struct Unusable: Error {
    var problems: [String]
  }

  /// One at a time: `RunningGateway` sees to it. `changed` is called once other rules are in force, with the
  /// numbers that have another access token now.
  func reload(_ adoption: RulesAdoption, changed: @Sendable ([NumberID]) async -> Void) async -> ReloadOutcome {
    do {
      let found = try await Self.offThePool { try read() }
      for warning in found.warnings { logger.warning("\(warning)") }
      let rotated = try await adoption.adopt(
        found.rules, texts: found.texts, lexicon: found.lexicon, access: Assembly.access(found.secrets, found.settings),
        retention: found.settings.retention, source: found.source)
      await changed(rotated)
      sayWhatWaits(found.settings)
      let version = found.rules.book.version
      logger.notice("rules and secrets were read anew", metadata: ["rules": "\(version.rawValue)"])
      return .adopted(version, warnings: found.warnings)
    } catch let error as Unusable {
      for problem in error.problems { logger.error("\(problem)") }
      logger.error("nothing was reloaded", metadata: ["problems": "\(error.problems.count)"])
      return .refused(problems: error.problems)
    } catch {
      logger.error("nothing was reloaded: the rules could not be stored")
      return .notStored
    }
  }

  func read() throws(Unusable) -> Found {
    do {
      let source = try Assembly.source(of: path)
      let folder = try Assembly.textsFolder(config: path)
      let (texts, lexicon) = (try TextLibrary.load(from: folder), try LexiconFolder.load(from: folder))
      let loaded = Assembly.read(source, file: path, texts: texts, checksSecrets: true, environment: environment)
      guard let rules = loaded.rules, let settings = loaded.settings else {
        throw Unusable(problems: loaded.problems.map(\.description))
      }
      let variables = Set(rules.numbers.values.map(\.accessTokenVariable))
      let secrets = try Secrets.read(environment, tokenVariables: variables)
      return Found(
        rules: rules, settings: settings, texts: texts, lexicon: lexicon, secrets: secrets, source: source,
        warnings: loaded.warnings.map(\.description))
    } catch let error as Unusable {
      throw error
    } catch let error as TextLibraryError {
      throw Unusable(problems: error.problems.map(\.description))
    } catch let error as Complaint {
      throw Unusable(problems: [error.sentence])
    } catch {
      throw Unusable(problems: ["the files cannot be read."])
    }
  }

  private func sayWhatWaits(_ new: GatewaySettings) {
    if (new.listenHost, new.listenPort) != (settings.listenHost, settings.listenPort) {
      logger.warning("`listen` has changed in the rules file: the new address counts from the next start")
    }
    if new.databasePath != settings.databasePath {
      logger.warning("`database` has changed in the rules file: the new path counts from the next start")
    }
  }

  /// A large file takes a moment to check, and requests must not wait for the thread.
  private static func offThePool<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
    }
  }
}
