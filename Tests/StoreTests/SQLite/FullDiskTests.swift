import GRDB
import Gateway
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("A full disk")
struct FullDiskTests {
  @Test("takes the whole transaction, says so, and is forgotten when there is space again")
  func recovers() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await store.transaction { try $0.save(Sample.contact("before")) }
    try await setSpace(of: store, pages: 1)
    await #expect(throws: StoreError.unavailable(reason: "disk_full")) {
      try await store.transaction { tables in
        try tables.save(Sample.contact("lost"))
        for index in 0..<500 { try tables.insert(Self.envelope(index)) }
      }
    }
    #expect(try await store.transaction { try $0.contact("lost") == nil && $0.contact("before") != nil })
    try await setSpace(of: store, pages: 1_000_000)
    try await store.transaction { try $0.insert(Self.envelope(0)) }
    #expect(try await store.read { try $0.counts().envelopes } == 1)
    await store.close()
  }

  @Test("inside a savepoint cannot be taken for a fault of that item: no sibling commits without it")
  func insideSavepoint() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await setSpace(of: store, pages: 1)
    let later = try await store.transaction { _ in true }
    #expect(later)
    await #expect(throws: StoreError.unavailable(reason: "disk_full")) {
      try await store.transaction { tables in
        try tables.savepoint { try $0.save(Sample.contact("sibling before")) }
        _ = try? tables.savepoint { tables in
          for index in 0..<500 { try tables.insert(Self.envelope(index)) }
        }
        // The outer transaction is gone by now: this would otherwise commit alone, and at once.
        _ = try? tables.save(Sample.contact("sibling after"))
      }
    }
    try await setSpace(of: store, pages: 1_000_000)
    try await store.transaction { (tables: inout SQLiteTables) throws in
      #expect(try tables.contact("sibling before") == nil)
      #expect(try tables.contact("sibling after") == nil)
      #expect(try tables.counts() == StoreCounts())
    }
    await store.close()
  }

  @Test("other errors keep their own kind: a violated constraint is no reason to answer 503")
  func constraint() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let error = await #expect(throws: DatabaseError.self) {
      try await store.transaction { tables in
        try tables.insert(Self.envelope(1))
        try tables.insert(Self.envelope(1))
      }
    }
    #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    await store.close()
  }

  private static func envelope(_ index: Int) -> StoredEnvelope {
    StoredEnvelope(
      id: "e\(index)", receivedAt: Sample.at(0), remainder: [UInt8](repeating: 7, count: 4000), secretIndex: 0)
  }

  /// Pages that the file may have; SQLite never goes below what it has already.
  private func setSpace(of store: SQLiteStore, pages: Int) async throws {
    try await store.write { db in _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)") }
  }
}
