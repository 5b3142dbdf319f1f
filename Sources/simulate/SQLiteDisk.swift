package import Foundation
package import Gateway
package import SQLiteStore
import Simulation
import Synchronization

/// A real database as a disk. At a crash its files are copied aside as they lie, the log among them, and the copy
/// is opened: what a machine finds that lost its process.
package final class SQLiteDisk: Disk {
  private let folder: URL
  private let store: SQLiteStore
  /// The copy that was made at the moment of a death.
  private let frozen = Mutex<URL?>(nil)

  /// Whether no database is closed before its process ends: one that forks must not, see `EveryPairOnDisk`.
  static let staysOpen = Mutex(false)

  /// An empty database in a new folder below `place`.
  package convenience init(below place: URL) throws {
    let folder = place.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try self.init(in: folder)
  }

  private init(in folder: URL) throws {
    self.folder = folder
    store = try SQLiteStore.open(at: folder.appendingPathComponent("acuse.db").path)
  }

  deinit {
    if Self.staysOpen.withLock({ $0 }) {
      _ = Unmanaged.passRetained(store)
      return
    }
    let (store, folder) = (store, folder)
    Task.detached {
      await store.close()
      // What cannot be removed lies in a folder for temporary files.
      try? FileManager.default.removeItem(at: folder)
    }
  }

  package var isReference: Bool { false }

  package func transaction<R: Sendable>(_ body: @escaping @Sendable (inout SQLiteTables) throws -> R) throws -> R {
    try store.transactionOnThread(body)
  }

  package func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) throws -> R {
    try store.readOnThread(body)
  }

  /// With the transaction still open, whatever of it has reached the files.
  package func freeze() throws {
    guard frozen.withLock({ $0 }) == nil else { return }
    let copy = try copyAside()
    frozen.withLock { $0 = copy }
  }

  package func afterCrash() throws -> SQLiteDisk { try SQLiteDisk(in: frozen.withLock { $0 } ?? copyAside()) }

  private func copyAside() throws -> URL {
    let copy = try Scratch.folder().appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in ["acuse.db", "acuse.db-wal"] {
      let file = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      try FileManager.default.copyItem(at: file, to: copy.appendingPathComponent(name))
    }
    return copy
  }

  package func integrity() throws -> String? { try store.integrityOnThread() }
}
