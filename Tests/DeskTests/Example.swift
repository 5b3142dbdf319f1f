import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Rulebook

@testable import Simulation

/// The rules file that ships as an example, or an edit of it, with the texts and the words that ship, before a desk.
enum Example {
  struct Refused: Error { var problems: [String] }

  /// An office under the example's rules; what `edit` replaces must stand in the file.
  static func office(_ edits: (old: String, new: String)...) throws -> Office {
    var text = try String(contentsOf: root.appending(path: "deploy/acuse.example.yaml"), encoding: .utf8)
    for edit in edits {
      guard text.contains(edit.old) else { throw Refused(problems: ["no \(edit.old)"]) }
      text = text.replacing(edit.old, with: edit.new)
    }
    return try office(rules: text)
  }

  /// The example with other policies.
  static func office(policies: String) throws -> Office {
    let text = try String(contentsOf: root.appending(path: "deploy/acuse.example.yaml"), encoding: .utf8)
    guard let cut = text.range(of: "\npolicies:\n") else { throw Refused(problems: ["no policies"]) }
    return try office(rules: text[..<cut.upperBound] + policies + "\n")
  }

  private static func office(rules text: String) throws -> Office {
    let texts = try texts.get()
    let loaded = RulesFile.load(
      text: text, file: "example", environment: [:],
      context: LoadContext(
        today: CivilDate(year: 2026, month: 11, day: 1)!, messageTemplates: texts.names, checksSecrets: false))
    guard let rules = loaded.rules else { throw Refused(problems: loaded.problems.map(\.description)) }
    let office = Office()
    office.context = DeskContext(rules: rules, books: [:], texts: texts, lexicon: try lexicon.get()) { _ in .giveUp }
    office.earliest = Timestamp(seconds: 0)
    return office
  }

  /// `2026-11-23 10:00`, or with seconds, as the wall clock in Mexico City shows it.
  static func time(_ local: String) -> Timestamp {
    let seconds = local.count == 16 ? ":00" : ""
    return RFC3339.parse(local.replacing(" ", with: "T") + seconds + "-06:00")!
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let templates = root.appending(path: "templates").path(percentEncoded: false)
  private static let texts = Result { try TextLibrary.load(from: templates) }
  private static let lexicon = Result { try LexiconFolder.load(from: templates) }
}

extension Office {
  /// Whom alerts went to so far, and when each was decided, in that order.
  func told() -> [String] {
    let alerts = tables.outbox.rows().filter { $0.kind == .alert }
    return alerts.sorted { ($0.createdAt, $0.id.rawValue) < ($1.createdAt, $1.id.rawValue) }.map { entry in
      guard case .person(let person) = entry.recipient else { return "?" }
      return "\(entry.createdAt.rfc3339(in: Self.zone).dropFirst(5).prefix(14)) \(person.rawValue)"
    }
  }

  /// The due time of the only instance of that clock, as the wall clock in Mexico City shows it.
  func due(_ kind: ClockKind, of ref: Int64 = 1001) throws -> String? {
    let found = try conversation(ref)?.clocks.filter { $0.clock == kind } ?? []
    guard found.count == 1, let due = found[0].dueAt else { return nil }
    return String(due.rfc3339(in: Self.zone).prefix(16)).replacing("T", with: " ")
  }

  /// The text of the acknowledgement, if there is one.
  func acknowledgement(of ref: Int64 = 1001) throws -> String? {
    try entries(.acknowledgement, of: ref).first?.rendering.freeForm?.text
  }
}
