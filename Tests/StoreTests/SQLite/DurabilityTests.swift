import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite("Durability")
struct DurabilityTests {
  @Test("the writer runs with FULL, a log, and overwrites what it erases")
  func settings() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let found = try await store.write { db in
      try ["synchronous", "journal_mode", "foreign_keys", "secure_delete", "wal_autocheckpoint"].map {
        try String.fetchOne(db, sql: "PRAGMA \($0)")
      }
    }
    #expect(found == ["2", "wal", "1", "1", "16000"])
    await store.close()
  }

  @Test("a connection that lost FULL is refused")
  func refusesNormal() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await store.write { db in
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      #expect(throws: OpenError.notDurable(setting: "synchronous", found: "1")) { try Durability.verify(on: db) }
      try Durability.set(on: db)
      try Durability.verify(on: db)
    }
    await store.close()
  }

  @Test("readers are read-only: they cannot write, and so cannot checkpoint")
  func readersOnlyRead() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let isReadOnly = try await store.pool.read { db in
      #expect(throws: DatabaseError.self) { try db.execute(sql: "DELETE FROM journal") }
      #expect(throws: DatabaseError.self) { try db.execute(sql: "PRAGMA user_version = 99") }
      return db.configuration.readonly
    }
    #expect(isReadOnly)
    await store.close()
  }

  @Test("the database, its log and its lock are for their owner only")
  func privateFiles() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    for suffix in ["", "-wal", ".lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: place.path + suffix)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(suffix)")
    }
    await store.close()
  }
}
