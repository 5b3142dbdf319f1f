import Foundation
import Logging
import Synchronization

/// Reads every line that the gateway logs while worlds run, at every level, for what must not be in it (I14).
package enum LogWatch {
  private static let found = Mutex<String?>(nil)
  private static let lines = Mutex(0)

  /// Marks of the worlds' secrets, names, texts, phones, user ids and message ids, the ids in base64 among them; all in
  /// lower case.
  private static let marks = [
    "nombrezq", "textozq", "simtoken", "synthetic app secret", "syntheticappsecret", "wamid", "52155555", "551195555",
    "5695555", "549115555", "ntixntu1nt", "55555125", "posible aviso",
  ]

  /// Once a process.
  package static func install() {
    LoggingSystem.bootstrap { _ in Handler() }
  }

  /// How many lines were read.
  package static var count: Int { lines.withLock { $0 } }

  /// The first line with something in it that must not be there, shortened.
  package static var leak: String? { found.withLock { $0 } }

  static func read(_ line: String) {
    lines.withLock { $0 += 1 }
    // Phones also as people write them, and nobody's spelling helps a word through.
    let folded = line.lowercased()
    let digits = folded.filter { !" -().+".contains($0) }
    for mark in marks where folded.contains(mark) || digits.contains(mark) {
      found.withLock { $0 = $0 ?? "\(mark) in a log line" }
    }
  }

  private struct Handler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      LogWatch.read("\(event.message) \(metadata) \(event.metadata ?? [:])")
    }
  }
}
