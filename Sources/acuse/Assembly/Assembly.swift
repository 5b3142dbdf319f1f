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
    guard let folder = TextLibrary.locate(config: config) else {
      throw Complaint(
        "there is no templates folder beside \(config), here or with the program; name it in $ACUSE_TEMPLATES.")
    }
    do {
      return try TextLibrary.load(from: folder)
    } catch {
      for problem in error.problems { StandardError.write("\(problem)\n") }
      throw Complaint("the templates in \(folder) have \(error.problems.count) problems.")
    }
  }

  static func read(_ text: String, file: String, texts: TextLibrary, checksSecrets: Bool) -> LoadedRules {
    RulesFile.load(
      text: text, file: file, environment: ProcessInfo.processInfo.environment,
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
