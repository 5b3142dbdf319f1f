import Foundation
import Synchronization

/// The notes in a small file beside the database: fixed slots, mapped into memory, never synced.
///
/// The page cache outlives the process, which is all that is needed: a machine that loses power was not killed by
/// an input. A note costs two short copies; a write to the file by system call would cost a microsecond each. If the
/// file cannot be used the gateway runs without notes and says so.
package final class CrashNoteFile: CrashNotes {
  /// Twice what can be in hand at once (the commit queue's bound); 128 KiB.
  static let slots = 8192

  private struct State {
    var free: [Int]
    var suspects: [CrashKey: (slot: Int, record: CrashRecord)]
  }

  private static let size = slots * CrashRecord.size

  /// Unsafe only in name: a slot belongs to one note at a time, which the lock gives out and takes back, and a
  /// suspect's slot is written under the lock.
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
  private let state: Mutex<State>

  /// Opens or makes the file and reads whom the last life left behind. Nil if that fails.
  package init?(path: String) {
    guard let memory = Self.map(path) else { return nil }
    var suspects: [CrashKey: (slot: Int, record: CrashRecord)] = [:]
    var cleared: [Int] = []
    let records = Self.records(UnsafeRawBufferPointer(start: memory, count: Self.size))
    let anotherDied = records.contains { $0.record.state == .alone }
    for (slot, record) in records {
      // The same key twice was in hand twice; the graver record stays.
      let next = record.afterDeath(anotherDied: anotherDied)
      if let next, (suspects[record.key]?.record.deaths ?? 0) <= next.deaths {
        if let other = suspects[record.key] { cleared.append(other.slot) }
        suspects[record.key] = (slot, next)
      } else {
        cleared.append(slot)
      }
    }
    let taken = Set(suspects.values.map(\.slot))
    self.memory = memory
    state = Mutex(State(free: (0..<Self.slots).reversed().filter { !taken.contains($0) }, suspects: suspects))
    for slot in cleared { write(nil, at: slot) }
    for suspect in suspects.values { write(suspect.record, at: suspect.slot) }
  }

  deinit { munmap(memory, Self.size) }

  package var refusedCount: Int {
    state.withLock { state in state.suspects.values.count { $0.record.state == .refused } }
  }

  package func begin(_ key: CrashKey) -> CrashNote {
    let note = state.withLock { state -> CrashNote in
      if let suspect = state.suspects[key] {
        let verdict: CrashNote.Verdict = suspect.record.state == .refused ? .refused : .alone
        return CrashNote(key: key, verdict: verdict, slot: suspect.slot)
      }
      return CrashNote(key: key, verdict: .ordinary, slot: state.free.popLast())
    }
    if note.verdict == .ordinary, let slot = note.slot { write(CrashRecord(key: key, state: .noted), at: slot) }
    return note
  }

  package func beginAlone(_ note: CrashNote) {
    state.withLock { state in
      guard var suspect = state.suspects[note.key] else { return }
      suspect.record.state = .alone
      state.suspects[note.key] = suspect
      write(suspect.record, at: suspect.slot)
    }
  }

  package func strike(_ note: CrashNote) {
    guard let slot = note.slot else { return }
    state.withLock { state in
      switch note.verdict {
      case .ordinary: break
      case .alone, .refused:
        // The same suspect may have come twice; the first to end strikes it out.
        guard state.suspects.removeValue(forKey: note.key) != nil else { return }
      }
      write(nil, at: slot)
      state.free.append(slot)
    }
  }

  /// The file is filled to its size first: a page without a block on disk would end the process when the disk is full.
  private static func map(_ path: String) -> UnsafeMutableRawPointer? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let length = Int(lseek(descriptor, 0, SEEK_END))
    guard length >= 0 else { return nil }
    if length < size {
      let zeros = [UInt8](repeating: 0, count: size - length)
      guard pwrite(descriptor, zeros, zeros.count, off_t(length)) == zeros.count else { return nil }
    }
    let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    return memory == MAP_FAILED ? nil : memory
  }

  private static func records(_ bytes: UnsafeRawBufferPointer) -> [(slot: Int, record: CrashRecord)] {
    (0..<slots).compactMap { slot in
      let range = slot * CrashRecord.size..<(slot + 1) * CrashRecord.size
      return CrashRecord(UnsafeRawBufferPointer(rebasing: bytes[range])).map { (slot, $0) }
    }
  }

  private func write(_ record: CrashRecord?, at slot: Int) {
    let place = memory + slot * CrashRecord.size
    if let record {
      record.withBytes { place.copyMemory(from: $0.baseAddress!, byteCount: CrashRecord.size) }
    } else {
      place.initializeMemory(as: UInt8.self, repeating: 0, count: CrashRecord.size)
    }
  }
}
