/// Remembers across deaths of the process what was being handled, so that an input that kills it cannot kill it
/// for ever (architecture: no crash loops).
///
/// What is handled is noted before and struck out after. What is still noted at the next start is a suspect: when
/// it comes again it is handled alone, so that a second death points at one input and not at its neighbours. What
/// was being handled alone at too many deaths is refused.
package protocol CrashNotes: Sendable {
  /// Notes that `key` is about to be handled. Never throws: a note that could not be made protects nothing, and
  /// stops nothing.
  func begin(_ key: CrashKey) -> CrashNote
  /// Notes that a suspect is now handled alone. The caller sees to it that only one is.
  func beginAlone(_ note: CrashNote)
  /// It was handled, whatever came of it; the process lives.
  func strike(_ note: CrashNote)
  /// How many inputs are refused: an alarm while not zero.
  var refusedCount: Int { get }
}

/// What a note is known by: 64 bits, the same in every life of the process.
package struct CrashKey: Hashable, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// A webhook's raw body.
  package init(body: [UInt8]) {
    rawValue = body.withUnsafeBytes { StableHash.hash($0, seed: 1) }
  }

  /// An entity or an outbox entry, by its key.
  package init(entity: String) {
    var entity = entity
    rawValue = entity.withUTF8 { StableHash.hash(UnsafeRawBufferPointer($0), seed: 2) }
  }
}

package struct CrashNote: Sendable, Equatable {
  package enum Verdict: Sendable, Equatable {
    case ordinary
    /// Was noted at a death: handle it alone, after `beginAlone`.
    case alone
    /// Was being handled alone at too many deaths: do not touch it.
    case refused
  }

  package var key: CrashKey
  package var verdict: Verdict
  /// Where the note stands; nil when there was no room.
  var slot: Int?

  package init(key: CrashKey, verdict: Verdict, slot: Int? = nil) {
    self.key = key
    self.verdict = verdict
    self.slot = slot
  }
}

/// Notes nothing: for tests, and for stores that live in memory.
package struct NoCrashNotes: CrashNotes {
  package init() {}
  package func begin(_ key: CrashKey) -> CrashNote { CrashNote(key: key, verdict: .ordinary) }
  package func beginAlone(_ note: CrashNote) {}
  package func strike(_ note: CrashNote) {}
  package var refusedCount: Int { 0 }
}
