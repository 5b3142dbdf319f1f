import Foundation
import Helpdesk
import Testing

/// What the shipped lexicon is made of: enough expressions that say something of their own.
@Suite struct LexiconTests {
  private static let categories = [
    "critical_failure", "major_failure", "minor_failure", "information", "change_request", "billing", "complaint",
    "cancellation", "sales",
  ]
  private static let modifiers = ["urgency", "unhurried", "dispute", "stolen"]
  private static let languages = ["es", "pt", "en"]

  @Test(
    "at least 200 expressions of each category, none of which contains another of its own", arguments: categories,
    languages)
  func category(name: String, language: String) throws {
    #expect(try Self.expressions(name, language).count >= 200)
    #expect(try Self.wrong(name, language) == [])
  }

  @Test("words of urgency, of no hurry, of disputes and of theft", arguments: modifiers, languages)
  func modifier(name: String, language: String) throws {
    #expect(try Self.expressions(name, language).count >= 30)
    #expect(try Self.wrong(name, language) == [])
  }

  @Test("nothing else lies there")
  func complete() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
    let expected = (Self.categories + Self.modifiers).flatMap { name in Self.languages.map { "\(name).\($0).txt" } }
    #expect(names == (expected + ["evidence.tsv"]).sorted())
  }

  /// Expressions that contain another by whole words, or that fold to nothing or to one that was there.
  private static func wrong(_ name: String, _ language: String) throws -> [String] {
    let folded = try expressions(name, language).map { TextFold.fold($0) }
    var seen: Set<String> = []
    return folded.filter { one in
      let words = one.split(separator: " ").map(String.init)
      let parts = words.indices.flatMap { from in
        (from + 1...words.count).map { words[from..<$0].joined(separator: " ") }
      }
      let isNew = seen.insert(one).inserted
      return words.isEmpty || !isNew || parts.contains { $0 != one && folded.contains($0) }
    }
  }

  private static func expressions(_ name: String, _ language: String) throws -> [String] {
    try String(contentsOfFile: "\(folder)/\(name).\(language).txt", encoding: .utf8).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  private static var folder: String { root + "/templates/triage" }
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path(percentEncoded: false)
}
