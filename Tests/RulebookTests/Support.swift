import BusinessTime
import Foundation
import Helpdesk

@testable import Rulebook

/// What ships in `templates/messages`, as the contract lists it.
let shippedTemplates: Set<String> = [
  "ack", "ack_urgent", "ack_closed", "ack_late", "escalated", "alert", "alert_digest", "delay", "shift_opening",
  "resolved", "satisfaction", "news", "reminder", "budget",
]

let someDay = CivilDate(year: 2026, month: 11, day: 22)!

/// Loads a rules file as `check` does in a repository without secrets, on 22 November 2026.
func load(
  _ text: String, file: String = "acuse.yaml", today: CivilDate = someDay, environment: [String: String] = [:],
  checksSecrets: Bool = false
) -> LoadedRules {
  RulesFile.load(
    text: text, file: file, environment: environment,
    context: LoadContext(today: today, messageTemplates: shippedTemplates, checksSecrets: checksSecrets))
}

/// `12:7` of a problem.
func place(_ problem: Problem) -> String { "\(problem.line):\(problem.column)" }

/// A file of this repository, from its root.
func repositoryText(_ path: String) throws -> String {
  let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return try String(contentsOf: root.appending(path: path), encoding: .utf8)
}
