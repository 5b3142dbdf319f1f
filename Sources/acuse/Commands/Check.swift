import ArgumentParser
import Foundation
import Helpdesk
import Rulebook

/// `acuse check`: everything that is wrong, at once, each with its place and how to mend it.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Validates the rules file and the templates it names.")

  @OptionGroup var rules: ConfigOption

  @Flag(help: "One JSON object a problem.")
  var json = false

  func run() throws {
    let text = try rules.text()
    let loaded = try rules.read(text, checksSecrets: false)
    let missing = try rules.read(text, checksSecrets: true).problems.filter { !loaded.problems.contains($0) }
    // Tokens are the server's to have; whoever edits the rules need not hold them.
    let secrets = missing.map { problem in
      var warning = problem
      warning.severity = .warning
      return warning
    }
    let all = (loaded.problems + loaded.warnings + secrets).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    for problem in all { print(json ? Self.jsonLine(problem) : problem.description) }
    guard loaded.problems.isEmpty else { throw ExitCode(Complaint.failed) }
    if !json { print(Self.summary(rules.path, loaded, warnings: all.count)) }
  }

  private static func summary(_ path: String, _ loaded: LoadedRules, warnings: Int) -> String {
    guard let rules = loaded.rules else { return "" }
    let counts = [
      (rules.numbers.count, "number"), (rules.book.calendars.count, "calendar"), (rules.people.count, "person"),
      (rules.book.policies.count, "policy"),
    ].map { count, word in count == 1 ? "1 \(word)" : "\(count) \(plural(word))" }
    let version = rules.book.version.rawValue
    let told = warnings == 1 ? "1 warning" : "\(warnings) warnings"
    return "\(path): ok, \(counts.joined(separator: ", ")), version \(version), \(told)"
  }

  private static func plural(_ word: String) -> String {
    switch word {
    case "person": "people"
    case "policy": "policies"
    default: word + "s"
    }
  }

  private static func jsonLine(_ problem: Problem) -> String {
    var object: [String: Any] = [
      "severity": problem.severity.rawValue, "file": problem.file, "line": problem.line, "column": problem.column,
      "message": problem.message,
    ]
    object["hint"] = problem.hint
    let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
