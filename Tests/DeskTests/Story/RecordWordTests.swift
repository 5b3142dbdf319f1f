import Foundation
import Testing

@testable import Gateway

/// Every word that the desk writes into the record has a sentence: the source of `Helpdesk` is read for them.
@Suite struct RecordWordTests {
  @Test("each `what` that the desk's source can write is known, and each that is known can be written")
  func everyWhat() throws {
    let source = try Self.source()
    var found: Set<String> = []
    // `note(at, what, why)`, `record(what, of: …)`, `TimelineEntry(at:, what:, why:)`.
    for arguments in Self.calls(of: ".note(", in: source) where arguments.count == 3 {
      found.formUnion(try Self.literals(in: arguments[1]))
    }
    for arguments in Self.calls(of: "TimelineEntry(", in: source) {
      let what = try #require(arguments.first { $0.hasPrefix("what:") })
      // Two hand on what they were given: `note` itself, and the record of a supervisor's decision.
      if what != "what: what" { found.formUnion(try Self.literals(in: what)) }
    }
    for arguments in Self.calls(of: "try record(", in: source) { found.formUnion(try Self.literals(in: arguments[0])) }
    #expect(found.count > 35)
    #expect(found.subtracting(RecordWord.allCases.map(\.rawValue)) == [])
    #expect(Set(RecordWord.allCases.map(\.rawValue)).subtracting(found) == [])
  }

  @Test("each reason for which the source leaves a clock out, and each code of ours for a send, has its words")
  func everyReason() throws {
    let source = try Self.source()
    let reasons = Set(
      try Self.source(of: "Conversation").matches(
        of: /(?:reason: |excludeAcknowledgement\([\w.]+, |decideAgain\(index, |return )"([a-z_]+)"/
      ).map {
        String($0.1)
      })
    for reason in ["opted_out", "human_active", "within_interval", "corrected", "expired", "too_late"] {
      #expect(reasons.contains(reason), "\(reason) is not found: the pattern reads too little")
    }
    let ends = Set(source.matches(of: /static let (?:resolved|dismissed) = "([a-z_]+)"/).map { String($0.1) })
    #expect(ends == ["resolved_without_reply", "dismissed"])
    #expect(reasons.union(ends).filter { ReasonWords.table[$0] == nil } == [])

    let codes = Set(
      source.matches(of: /(?:code: |because: |because: failure \?\? |doubt\(|\?\? )"([a-z_]+)"/).map { String($0.1) })
    for code in ["window_closed", "no_text", "lease_ended", "not_accepted_in_time", "hourly_cap", "in_doubt"] {
      #expect(codes.contains(code), "\(code) is not found: the pattern reads too little")
    }
    #expect(codes.filter { FailureWords.ours[$0] == nil } == [])
  }

  // MARK: Reading the source

  /// `Helpdesk`, or a folder of it, without its comments.
  private static func source(of folder: String = "") throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Helpdesk/\(folder)").standardized
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    let texts = try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
      try String(contentsOf: $0, encoding: .utf8)
    }
    #expect(texts.count > 10)
    let lines = texts.joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
  }

  /// The arguments of each call, split at the commas between them and nowhere else.
  private static func calls(of head: String, in source: String) -> [[String]] {
    source.ranges(of: head).map { range in
      var (arguments, depth, isText) = ([""], 1, false)
      for character in source[range.upperBound...] {
        if character == "\"" { isText.toggle() }
        if !isText, "([{".contains(character) { depth += 1 }
        if !isText, ")]}".contains(character) { depth -= 1 }
        if depth == 0 { break }
        if character == ",", depth == 1, !isText {
          arguments.append("")
        } else {
          arguments[arguments.count - 1].append(character)
        }
      }
      return arguments.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
  }

  /// The words between quotes; none at all would be a `what` that this test cannot see.
  private static func literals(in argument: String) throws -> Set<String> {
    let found = Set(argument.matches(of: /"([^"]*)"/).map { String($0.1) })
    try #require(!found.isEmpty, "a `what` that is no literal: \(argument)")
    return found
  }
}
