import Foundation

/// One line of a labelled set: language, category, priority, text.
struct LabelledMessage {
  var language: String
  var category: String
  var priority: String
  var text: String

  var needsAttention: Bool { priority == "high" || priority == "urgent" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  static func read(_ file: String) throws -> [LabelledMessage] {
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", maxSplits: 3).map(String.init)
      guard cells.count == 4, cells[0] != "language" else { return nil }
      return LabelledMessage(language: cells[0], category: cells[1], priority: cells[2], text: cells[3])
    }
  }

  static func development() throws -> [LabelledMessage] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path() + "development").sorted()
      .flatMap { try read("development/" + $0) }
  }
}
