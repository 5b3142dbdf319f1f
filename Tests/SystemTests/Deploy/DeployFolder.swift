import Foundation

/// What is shipped beside the program: files of `deploy/` and pages of `docs/`.
enum DeployFolder {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

  static func path(_ name: String) -> String { root.appending(path: name).path(percentEncoded: false) }

  static func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}
