import BusinessTime
import Foundation
import Helpdesk
import Rulebook
import Testing

@testable import Gateway

/// The instant that a text such as `2026-11-20T23:00:00-06:00` names.
func at(_ text: String) throws -> Timestamp { try #require(RFC3339.parse(text)) }

func zone(_ name: String) throws -> Zone { try #require(ZoneDatabase.zone(named: name)) }

/// The templates folder that ships.
let shippedFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "templates").path()

/// Loaded once for all tests.
private let shipped = Result { try TextLibrary.load(from: shippedFolder) }

func shippedLibrary() throws -> TextLibrary { try shipped.get() }

let shippedLanguages: [Language] = ["es", "pt", "en"]

extension TextLibrary {
  /// The free-form text, or nil.
  func text(_ name: String, _ languages: [Language], _ values: [String: String]) -> String? {
    render(name, in: languages) { _ in values }?.freeForm?.text
  }

  func call(_ name: String, _ languages: [Language], _ values: [String: String]) -> TemplateCall? {
    render(name, in: languages) { _ in values }?.template
  }
}

/// A templates folder of its own, gone with the test.
final class Folder {
  let path: String

  /// Paths such as `messages/ack.es.mustache`.
  init(_ files: [String: String]) throws {
    let root = URL(filePath: NSTemporaryDirectory()).appending(path: "acuse-texts-" + UUID().uuidString)
    path = root.path()
    for folder in ["messages", "meta", "mail"] {
      try FileManager.default.createDirectory(at: root.appending(path: folder), withIntermediateDirectories: true)
    }
    for (name, content) in files {
      try content.write(to: root.appending(path: name), atomically: true, encoding: .utf8)
    }
  }

  /// The sentences of all problems, each after its file's name; empty when it loads.
  func problems() -> [String] {
    do {
      _ = try TextLibrary.load(from: path)
      return []
    } catch {
      return error.problems.map { ($0.file.split(separator: "/").last ?? "") + ":\($0.line): \($0.message)" }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
