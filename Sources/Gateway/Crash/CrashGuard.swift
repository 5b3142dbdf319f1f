import Logging
import Synchronization

/// Handles inputs under crash notes: ordinary ones side by side, suspects one at a time, refused ones not at all.
package final class CrashGuard: Sendable {
  /// Suspects that may wait for their turn; there are few after a death, and a queue of them is answered 503.
  static let mostWaiting = 64

  private let notes: any CrashNotes
  private let gate = Gate(mostWaiting: mostWaiting)
  private let logger = Logger(label: "acuse.crash")
  private let told = Mutex<Set<CrashKey>>([])

  package init(notes: any CrashNotes) { self.notes = notes }

  /// Inputs that were being handled alone at too many deaths: an alarm while not zero.
  package var refusedCount: Int { notes.refusedCount }

  /// Calls `body` with what may be done: `alone` is true for a suspect, and no other suspect is in hand then.
  /// For what is refused it calls `refused`, after which the note is struck out if that returns true.
  package func handle<R: Sendable>(
    _ key: CrashKey, _ body: (_ alone: Bool) async throws -> R, refused: () async throws -> (R, isOver: Bool)
  ) async throws -> R {
    let note = notes.begin(key)
    switch note.verdict {
    case .ordinary:
      defer { notes.strike(note) }
      return try await body(false)
    case .alone:
      try await gate.enter()
      defer { gate.leave() }
      notes.beginAlone(note)
      defer { notes.strike(note) }
      return try await body(true)
    case .refused:
      tell(key)
      let (result, isOver) = try await refused()
      if isOver { notes.strike(note) }
      return result
    }
  }

  private func tell(_ key: CrashKey) {
    guard told.withLock({ $0.insert(key).inserted }) else { return }
    let shown = String(key.rawValue, radix: 16)
    logger.critical(
      "an input was being handled alone at too many deaths and is refused", metadata: ["note": "\(shown)"])
  }
}
