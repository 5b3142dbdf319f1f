import Foundation
package import Helpdesk

/// Reads `triage/` of the templates folder: the expressions by which messages are sorted, and what was learned about
/// their words.
package enum LexiconFolder {
  /// Ten times what ships.
  private static let mostBytes = 10_000_000
  private static let evidenceName = "evidence.tsv"

  /// Throws every problem of every file together. A folder without `triage/` has an empty lexicon: messages are then
  /// sorted by the rules of the file alone.
  package static func load(from folder: String) throws(TextLibraryError) -> Lexicon {
    let (files, evidence) = try read(folder)
    return Lexicon(files, evidence: evidence)
  }

  /// The expressions alone, for whoever learns the rest.
  package static func expressions(from folder: String) throws(TextLibraryError) -> [LexiconFile] {
    try read(folder).files
  }

  private static func read(
    _ folder: String
  ) throws(TextLibraryError) -> (files: [LexiconFile], evidence: WordEvidence) {
    var problems = TextProblems()
    let path = folder + "/triage"
    problems.file = path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    var files: [LexiconFile] = []
    var evidence = WordEvidence.plain
    for name in names where !name.hasPrefix(".") {
      problems.file = path + "/" + name
      guard let data = FileManager.default.contents(atPath: problems.file), data.count <= mostBytes,
        let text = String(data: data, encoding: .utf8)
      else {
        problems.add("The file cannot be read, is not UTF-8, or is larger than \(mostBytes) bytes.")
        continue
      }
      if name == evidenceName {
        evidence = read(text, &problems) ?? evidence
      } else if let file = lexiconFile(name, text, &problems) {
        files.append(file)
      }
    }
    guard problems.count == 0 else { throw TextLibraryError(problems: problems.all) }
    return (files, evidence)
  }

  /// `billing.es.txt`.
  private static func lexiconFile(_ name: String, _ text: String, _ problems: inout TextProblems) -> LexiconFile? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2] == "txt", Lexicon.meanings.contains(String(parts[0])) else {
      problems.add(
        "The file is not named like `billing.es.txt`: one of \(Lexicon.meanings.joined(separator: ", ")), a language, `.txt`."
      )
      return nil
    }
    return LexiconFile(meaning: String(parts[0]), text: text)
  }

  /// A header with the outcomes, then a sign and one weight an outcome in each line, parted by tabs.
  private static func read(_ text: String, _ problems: inout TextProblems) -> WordEvidence? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let header = (["sign"] + WordEvidence.outcomes).joined(separator: "\t")
    guard lines.first.map(String.init) == header else {
      problems.add("The first line is not the one that this version knows: \(header).")
      return nil
    }
    var weights: [String: [Int32]] = [:]
    weights.reserveCapacity(lines.count)
    for (place, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let row = cells.dropFirst().compactMap { Int32($0) }
      guard row.count == WordEvidence.outcomes.count, cells.count == row.count + 1 else {
        problems.add("The line has not one sign and \(WordEvidence.outcomes.count) whole numbers.", line: place + 1)
        return nil
      }
      weights[String(cells[0])] = row
    }
    return WordEvidence(weights)
  }
}
