import Foundation
import Gateway
import Helpdesk
import Testing
import WhatsApp

/// How well the shipped lexicon sorts messages that were written by another hand before its first line, and that
/// nothing was learned from.
@Suite struct MeasuredTests {
  static let sorter = Sorter(lexicon: try? LexiconFolder.load(from: root + "/templates"), rules: TriageRules())
  private static let root = LabelledMessage.folder.deletingLastPathComponent().deletingLastPathComponent()
    .path(percentEncoded: false)

  /// What was ordered: attention F1 of at least 0.92, and 0.85 of the categories right.
  private static let leastF1 = 0.92
  private static let leastRight = 0.85

  @Test("the labelled set is the one that was written before the lexicon")
  func unchanged() throws {
    let data = try Data(contentsOf: LabelledMessage.folder.appending(path: "labelled.tsv"))
    let digest = Digest.sha256([UInt8](data)).map { String(format: "%02x", $0) }.joined()
    #expect(digest == "f247c996f650cce0d6a0b7f23f2c442c421acab80ecaa789d20d7e7acd401caf")
    #expect(try LabelledMessage.read("labelled.tsv").count == 462)
  }

  @Test("no message that was learned from is one of the labelled set's")
  func apart() throws {
    let learned = try LabelledMessage.development()
    #expect(learned.count > 7000)
    let known = Set(learned.map { TextFold.fold($0.text) }.filter { !$0.isEmpty })
    let shared = try LabelledMessage.read("labelled.tsv").filter { known.contains(TextFold.fold($0.text)) }
    #expect(shared.map(\.text) == [])
  }

  @Test("needs attention or not, and the category, over all languages")
  func scores() throws {
    let score = Score(try LabelledMessage.read("labelled.tsv"), by: Self.sorter)
    print("figure: triage of 462 labelled messages: \(score.words)")
    #expect(score.f1 >= Self.leastF1)
    #expect(score.right >= Self.leastRight)
  }

  /// Each language has a third of the messages or less, so one message weighs more: the floor is a step lower.
  @Test("no language is left behind", arguments: ["es", "pt", "en"])
  func language(_ language: String) throws {
    let score = Score(try LabelledMessage.read("labelled.tsv").filter { $0.language == language }, by: Self.sorter)
    print("figure: triage, \(language): \(score.words)")
    #expect(score.f1 >= 0.90)
    #expect(score.right >= 0.82)
  }
}

private struct Score {
  var f1: Double
  var right: Double
  var priority: Double
  var count: Int

  init(_ messages: [LabelledMessage], by sorter: Sorter) {
    var (hits, alarms, missed, categories, priorities) = (0, 0, 0, 0, 0)
    for message in messages {
      let verdict = sorter.sort(message.text)
      let attention = verdict.priority == .high || verdict.priority == .urgent
      if attention, message.needsAttention { hits += 1 }
      if attention, !message.needsAttention { alarms += 1 }
      if !attention, message.needsAttention { missed += 1 }
      if verdict.category == message.category { categories += 1 }
      if verdict.priority.rawValue == message.priority { priorities += 1 }
    }
    count = messages.count
    f1 = 2 * Double(hits) / Double(2 * hits + alarms + missed)
    right = Double(categories) / Double(messages.count)
    priority = Double(priorities) / Double(messages.count)
  }

  var words: String {
    String(format: "attention F1 %.3f, category %.3f, priority %.3f, n = %d", f1, right, priority, count)
  }
}
