import Foundation
import Gateway
import Helpdesk

/// Learns `templates/triage/evidence.tsv` from the labelled messages of `Tests/TriageTests/development`.
///
///     swift run -c release train-triage            writes the file
///     swift run -c release train-triage --try      leaves out one set after another and says how well it is sorted
///
/// The messages by which the product is judged (`labelled.tsv`) are never read here.
@main
struct TrainTriage {
  /// A word or a pair that only one message has says nothing of others.
  static let fewestMessages = 2
  static let strength = 2.0
  static let leastHundredths = 8

  static func main() throws {
    let root = FileManager.default.currentDirectoryPath
    let folder = root + "/templates"
    let sets = try LabelledMessage.sets(in: root + "/Tests/TriageTests/development")
    if CommandLine.arguments.contains("--try") { return try compare(sets, folder) }
    let evidence = try learn(sets.flatMap(\.messages), folder)
    let header = (["sign"] + WordEvidence.outcomes).joined(separator: "\t")
    let lines = evidence.sorted { $0.key < $1.key }.map { sign, row in
      ([sign] + row.map(String.init)).joined(separator: "\t")
    }
    let text = ([header] + lines).joined(separator: "\n") + "\n"
    try text.write(toFile: folder + "/triage/evidence.tsv", atomically: true, encoding: .utf8)
    print("\(sets.map(\.messages.count).reduce(0, +)) messages, \(lines.count) signs, \(text.utf8.count) bytes")
  }

  static func learn(_ messages: [LabelledMessage], _ folder: String) throws -> [String: [Int32]] {
    let bare = try LexiconFolder.expressions(from: folder)
    // Words are found with their slips mended, so the words that are learned have to be known before.
    let first = Lexicon(bare)
    let words = counted(messages.map { first.signs(of: $0.text, language: nil) }).filter { $0.hasPrefix("word ") }
    let blank = Dictionary(
      uniqueKeysWithValues: words.map { ($0, [Int32](repeating: 0, count: WordEvidence.outcomes.count)) })
    let lexicon = Lexicon(bare, evidence: WordEvidence(blank))
    let signs = messages.map { lexicon.signs(of: $0.text, language: nil) }
    let kept = counted(signs)
    let examples = zip(messages, signs).map { message, signs in
      (signs: signs.filter(kept.contains), outcome: outcome(of: message, signs))
    }
    return Regression(messages: examples, outcomes: WordEvidence.outcomes.count, strength: strength)
      .table(leastHundredths: leastHundredths)
  }

  /// What is more than a question about money is a quarrel, unless only its urgency raised it.
  private static func outcome(of message: LabelledMessage, _ signs: [String]) -> Int {
    let isQuarrel = message.category == "billing" && message.needsAttention && !signs.contains("found urgency")
    return WordEvidence.outcomes.firstIndex(of: isQuarrel ? "dispute" : message.category) ?? 0
  }

  private static func counted(_ messages: [[String]]) -> Set<String> {
    var counts: [String: Int] = [:]
    for signs in messages { for sign in signs { counts[sign, default: 0] += 1 } }
    return Set(counts.filter { $0.value >= fewestMessages }.keys)
  }

  private static func compare(_ sets: [(name: String, messages: [LabelledMessage])], _ folder: String) throws {
    for (name, messages) in sets {
      let evidence = try learn(sets.filter { $0.name != name }.flatMap(\.messages), folder)
      let lexicon = Lexicon(try LexiconFolder.expressions(from: folder), evidence: WordEvidence(evidence))
      let sorter = Sorter(lexicon: lexicon, rules: TriageRules())
      var (right, hits, false_, missed) = (0, 0, 0, 0)
      for message in messages {
        let verdict = sorter.sort(message.text)
        if verdict.category == message.category { right += 1 }
        switch (verdict.priority >= .high, message.needsAttention) {
        case (true, true): hits += 1
        case (true, false): false_ += 1
        case (false, true): missed += 1
        case (false, false): break
        }
      }
      let f1 = Double(2 * hits) / Double(2 * hits + false_ + missed)
      print("\(name): category \(Double(right) / Double(messages.count)), attention F1 \(f1), of \(messages.count)")
    }
  }
}

/// One line of a labelled set: language, category, priority, text.
struct LabelledMessage {
  var category: String
  var needsAttention: Bool
  var text: String

  static func sets(in folder: String) throws -> [(name: String, messages: [LabelledMessage])] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      return (name, text.split(separator: "\n").compactMap(LabelledMessage.init))
    }
  }

  init?(_ line: Substring) {
    let cells = line.split(separator: "\t", maxSplits: 3)
    guard cells.count == 4 else { return nil }
    category = String(cells[1])
    needsAttention = cells[2] == "high" || cells[2] == "urgent"
    text = String(cells[3])
  }
}
