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
    return try told(folder) { () throws(TextLibraryError) in try TextLibrary.load(from: folder) }
  }

  /// The words by which messages are sorted; nil for a folder beside no rules file.
  static func lexicon(config: String?) throws -> Lexicon {
    let folder = try textsFolder(config: config)
    return try told(folder) { () throws(TextLibraryError) in try LexiconFolder.load(from: folder) }
  }

  static func textsFolder(config: String?) throws -> String {
    if let folder = TextLibrary.locate(config: config) { return folder }
    let beside = config.map { "beside \($0), " } ?? ""
    throw Complaint("there is no templates folder \(beside)here or with the program; name it in $ACUSE_TEMPLATES.")
  }

  private static func told<Loaded>(
    _ folder: String, _ load: () throws(TextLibraryError) -> Loaded
  ) throws -> Loaded {
    do {
      return try load()
    } catch {
      for problem in error.problems { StandardError.write("\(problem)\n") }
      throw Complaint("the templates in \(folder) have \(error.problems.count) problems.")
    }
  }

  static func access(_ secrets: Secrets, _ settings: GatewaySettings) -> MetaAccess {
    MetaAccess(
      signature: WebhookSignature(secrets: secrets.appSecrets),
      handshake: WebhookHandshake(verifyToken: secrets.verifyToken), tokens: secrets.accessTokens,
      graphURL: settings.graphURL, graphVersion: settings.graphVersion,
      mail: settings.mail.map { MailAccess(url: $0.smtpURL, sender: $0.from, password: secrets.mailPassword) })
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

  static func context(_ rules: RuleSet, texts: TextLibrary, lexicon: Lexicon) -> DeskContext {
    DeskContext(rules: rules, books: [:], texts: texts, lexicon: lexicon) { code in
      switch SendAnswer.refusal(codes: [code]) {
      case .refused(_, let remedy): remedy
      case .accepted, .inDoubt, .leaseEnded, .doubtEnded, .expired, .irrelevant: .giveUp
      }
    }
  }

  private static func today() -> CivilDate { Zone.utc.local(SystemClock().now()).0.date }
}
