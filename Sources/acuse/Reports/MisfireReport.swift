import BusinessTime
import Foundation
import Gateway

/// `acuse report misfires`, in each of its forms.
struct MisfireReport {
  var range: ReportRange
  var figures: [RuleFigures]

  private static let columns = ["rule", "matched", "wrong", "share", "words"]

  /// For people: columns under each other.
  var table: String {
    guard !figures.isEmpty else { return "no rule sorted a message from \(from) to \(to)" }
    let rows = [Self.columns] + cells
    let widths = Self.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0.padding(toLength: max($1, $0.count), withPad: " ", startingAt: 0) }
        .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
    }
    return (["from \(from) to \(to)"] + lines).joined(separator: "\n")
  }

  /// RFC 4180, with a header.
  var csv: String { ([Self.columns] + cells).map { CSV.line($0) }.joined() }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Body(self)), as: UTF8.self)
  }

  private var from: String { range.from.rfc3339(in: range.zone) }
  private var to: String { range.to.rfc3339(in: range.zone) }

  private var cells: [[String]] {
    figures.map { rule in
      let share = rule.share.map { String(format: "%.1f%%", $0 * 100) } ?? ""
      let words = rule.words.map { "\($0.words) (\($0.count))" }.joined(separator: "; ")
      return [rule.rule, "\(rule.matched)", "\(rule.wrong)", share, words]
    }
  }

  private struct Body: Encodable {
    var from: String
    var to: String
    var rules: [Rule]

    struct Rule: Encodable {
      var rule: String
      var matched: Int
      var wrong: Int
      /// From 0 to 1, to four digits; missing when it matched nothing.
      var share: Double?
      var words: [Words]
    }

    struct Words: Encodable {
      var words: String
      var count: Int
    }

    init(_ report: MisfireReport) {
      (from, to) = (report.from, report.to)
      rules = report.figures.map { rule in
        Rule(
          rule: rule.rule, matched: rule.matched, wrong: rule.wrong,
          share: rule.share.map { ($0 * 10_000).rounded() / 10_000 },
          words: rule.words.map { Words(words: $0.words, count: $0.count) })
      }
    }
  }
}
