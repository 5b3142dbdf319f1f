import Foundation
import SQLiteStore

/// A database in a folder of its own, removed after the test.
struct TemporaryStore: ~Copyable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "acuse-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  var path: String { folder.appending(path: "acuse.db").path }

  func open() throws -> SQLiteStore { try SQLiteStore.open(at: path) }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
