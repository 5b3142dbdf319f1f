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

  @Test("the labelled set is the one that was written before the lexicon, and the second is as it was written")
  func unchanged() throws {
    #expect(try digest("labelled.tsv") == "f247c996f650cce0d6a0b7f23f2c442c421acab80ecaa789d20d7e7acd401caf")
    #expect(try LabelledMessage.read("labelled.tsv").count == 462)
    #expect(try digest("second.tsv") == "5bd7da946fa0d5fa935f49e3ef312142993acefad7813c36d14162ccc40e7a59")
  }

  private func digest(_ file: String) throws -> String {
    let data = try Data(contentsOf: LabelledMessage.folder.appending(path: file))
    return Digest.sha256([UInt8](data)).map { String(format: "%02x", $0) }.joined()
  }

  @Test("no message that was learned from is one of the labelled set's")
  func apart() throws {
    let learned = try LabelledMessage.development()
    #expect(learned.count > 7000)
    let known = Set(learned.map { TextFold.fold($0.text) }.filter { !$0.isEmpty })
    let judges = try LabelledMessage.read("labelled.tsv") + LabelledMessage.read("second.tsv")
    #expect(judges.filter { known.contains(TextFold.fold($0.text)) }.map(\.text) == [])
  }

  @Test("needs attention or not, and the category, over all languages")
  func scores() throws {
    let score = Score(try LabelledMessage.read("labelled.tsv"), by: Self.sorter)
    print("figure: triage of 462 labelled messages: \(score.words)")
    #expect(score.f1 >= Self.leastF1)
    #expect(score.right >= Self.leastRight)
  }

  /// Written by yet another hand when all was done; nothing was changed for it, and nothing may be learned from it.
  @Test("a second set that nobody had seen is sorted as well")
  func second() throws {
    let score = Score(try LabelledMessage.read("second.tsv"), by: Self.sorter)
    print("figure: triage of 150 messages of a second hand: \(score.words)")
    #expect(score.count == 150)
    #expect(score.f1 >= Self.leastF1)
    #expect(score.right >= Self.leastRight)
  }

  @Test(
    "praise that speaks of the product is no complaint, and irony is no praise",
    arguments: [
      ("Qué buen servicio, los felicito, el internet anda volando", "other", "low"),
      ("Muy atenta la señorita que me atendió, me resolvió todo en cinco minutos", "other", "low"),
      ("O técnico foi super educado, serviço nota 10", "other", "low"),
      ("Your support team is amazing, fixed my invoice issue in no time", "other", "low"),
      ("pésimo servicio, los felicito por arruinarme el día", "complaint", "high"),
      ("Gracias por nada, sigo sin internet", "critical_failure", "urgent"),
    ])
  func praise(_ text: String, _ category: String, _ priority: String) {
    let verdict = Self.sorter.sort(text)
    #expect(verdict.category == category)
    #expect(verdict.priority.rawValue == priority)
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
