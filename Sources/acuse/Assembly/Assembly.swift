import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Rulebook
import WhatsApp

/// Small pieces that several commands put together.
enum Assembly {
  /// The texts that belong to a rules file.
  static func texts(config: String) throws -> TextLibrary {
    let folder = try textsFolder(config: config)
    do {
      return try TextLibrary.load(from: folder)
    } catch {
      for problem in error.problems { StandardError.write("\(problem)\n") }
      throw Complaint("the templates in \(folder) have \(error.problems.count) problems.")
    }
  }

  static func textsFolder(config: String) throws -> String {
    if let folder = TextLibrary.locate(config: config) { return folder }
    throw Complaint(
      "there is no templates folder beside \(config), here or with the program; name it in $ACUSE_TEMPLATES.")
  }

  static func access(_ secrets: Secrets, _ settings: GatewaySettings) -> MetaAccess {
    MetaAccess(
      signature: WebhookSignature(secrets: secrets.appSecrets),
      handshake: WebhookHandshake(verifyToken: secrets.verifyToken), tokens: secrets.accessTokens,
      graphURL: settings.graphURL, graphVersion: settings.graphVersion)
  }

  /// The rules file as text. Throws `Complaint`.
  static func source(of path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Complaint("cannot read the rules file \(path); name one with --config or $ACUSE_CONFIG.")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Complaint("the rules file \(path) is not UTF-8.")
    }
    return text
  }

  static func read(
    _ text: String, file: String, texts: TextLibrary, checksSecrets: Bool,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> LoadedRules {
    RulesFile.load(
      text: text, file: file, environment: environment,
      context: LoadContext(today: today(), messageTemplates: texts.names, checksSecrets: checksSecrets))
  }

  static func context(_ rules: RuleSet, texts: TextLibrary) -> DeskContext {
    DeskContext(rules: rules, books: [:], texts: texts) { code in
      switch SendAnswer.refusal(codes: [code]) {
      case .refused(_, let remedy): remedy
      case .accepted, .inDoubt, .leaseEnded, .doubtEnded, .expired, .irrelevant: .giveUp
      }
    }
  }

  private static func today() -> CivilDate { Zone.utc.local(SystemClock().now()).0.date }
}
