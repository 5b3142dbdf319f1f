import Foundation
import Logging

/// `ACUSE_LOG_LEVEL` and `ACUSE_LOG_FORMAT=json|text`; logs go to standard error, data to standard output.
enum LogSetup {
  static func bootstrap(_ environment: [String: String], level: Logger.Level = .info) {
    let level = environment["ACUSE_LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0.lowercased()) } ?? level
    let isJSON = environment["ACUSE_LOG_FORMAT"]?.lowercased() == "json"
    LoggingSystem.bootstrap { label in
      var handler: any LogHandler =
        isJSON ? JSONLogHandler(label: label) : StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
  }
}

/// One JSON object a line: `time`, `level`, `label`, `message` and the metadata.
struct JSONLogHandler: LogHandler {
  let label: String
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var object: [String: String] = [:]
    for (key, value) in metadata { object[key] = "\(value)" }
    for (key, value) in event.metadata ?? [:] { object[key] = "\(value)" }
    object["time"] = Date().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true))
    object["level"] = event.level.rawValue
    object["label"] = label
    object["message"] = "\(event.message)"
    guard let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else { return }
    FileHandle.standardError.write(data + Data("\n".utf8))
  }
}
