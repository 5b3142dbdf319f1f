import ArgumentParser
import Foundation
import Gateway
import Helpdesk
import Rulebook

/// `acuse triage`: what the gateway would make of a message, for whoever writes rules.
struct Triage: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sorts texts as the gateway would: one JSON object a line.")

  @OptionGroup var rules: ConfigOption

  @Argument(help: "A message; - for one a line on standard input.")
  var text: [String]

  func run() throws {
    let sorter = try sorter()
    guard text == ["-"] else { return try answer(text.joined(separator: " "), sorter) }
    while let line = readLine() { try answer(line, sorter) }
  }

  private func answer(_ text: String, _ sorter: Sorter) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(Line(sorter.sort(text))), as: UTF8.self))
  }

  /// By the rules file if there is one; without any, by the lexicon alone.
  private func sorter() throws -> Sorter {
    guard rules.isThere else { return Sorter(lexicon: try Assembly.lexicon(config: nil), rules: TriageRules()) }
    let loaded = try rules.read(try rules.text(), checksSecrets: false)
    guard let set = loaded.rules else {
      for problem in loaded.problems { StandardError.write("\(problem)\n") }
      throw Complaint("the rules file has \(loaded.problems.count) problems.")
    }
    return Sorter(lexicon: try Assembly.lexicon(config: rules.path), rules: set.book.triage)
  }

  /// As contract.md names it.
  private struct Line: Encodable {
    var priority: String
    var category: String
    var tags: [String]
    var team: String?
    var rule: String?
    var matches: [Match]

    struct Match: Encodable {
      var rule: String
      var words: String
      var from: Int
      var to: Int
      var denied: Bool
    }

    init(_ verdict: TriageVerdict) {
      priority = verdict.priority.rawValue
      category = verdict.category
      tags = verdict.tags
      team = verdict.team?.rawValue
      rule = verdict.rule
      matches = verdict.matches.map {
        Match(rule: $0.rule, words: $0.words, from: $0.from, to: $0.to, denied: $0.isDenied)
      }
    }
  }
}
