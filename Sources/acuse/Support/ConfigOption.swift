import ArgumentParser
import BusinessTime
import Foundation
import Gateway
import Rulebook

/// `--config`, and the reading of the file that it names.
struct ConfigOption: ParsableArguments {
  @Option(help: "The rules file; default $ACUSE_CONFIG, then ./acuse.yaml.")
  var config: String?

  var path: String {
    config ?? ProcessInfo.processInfo.environment["ACUSE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 } ?? "acuse.yaml"
  }

  /// False when nobody named one and none lies here: for commands that can do without.
  var isThere: Bool { config != nil || FileManager.default.fileExists(atPath: path) }

  func text() throws -> String { try Assembly.source(of: path) }

  /// The templates that the rules may name, from the folder that belongs to this file.
  func texts() throws -> TextLibrary { try Assembly.texts(config: path) }

  /// Reads and checks; says every problem on standard error and complains if there is any.
  func load(checksSecrets: Bool = false, warns: Bool = false) throws -> (rules: LoadedRules, text: String) {
    let text = try text()
    let loaded = try read(text, checksSecrets: checksSecrets)
    for problem in loaded.problems { StandardError.write("\(problem)\n") }
    if warns { for warning in loaded.warnings { StandardError.write("\(warning)\n") } }
    guard loaded.rules != nil, loaded.settings != nil else {
      throw Complaint("\(path) has \(loaded.problems.count) problem\(loaded.problems.count == 1 ? "" : "s").")
    }
    return (loaded, text)
  }

  func read(_ text: String, checksSecrets: Bool) throws -> LoadedRules {
    Assembly.read(text, file: path, texts: try texts(), checksSecrets: checksSecrets)
  }
}
