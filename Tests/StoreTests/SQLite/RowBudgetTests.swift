import GRDB
import Gateway
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("The row budget")
struct RowBudgetTests {
  @Test("opening a conversation changes six rows, and none by itself")
  func opening() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let before = try await store.totalChanges()
    try await store.transaction { tables in
      try tables.insert(StoredEnvelope(id: "e1", receivedAt: Sample.at(0), remainder: [1], secretIndex: 0))
      try tables.append(
        JournalEntry(
          at: Sample.at(0), seed: Seed(high: 1, low: 2),
          body: .item(RawSlice(envelope: "e1", offset: 0, bytes: [1]))))
      try tables.savepoint { tables in
        try tables.save(Sample.contact("c1", phone: "525555550101"))
        _ = try tables.insertIfNew(Sample.message("w1"))
        try tables.save(Sample.conversation(1001))
        try tables.append([TimelineEntry(at: Sample.at(0), what: "opened", why: "first")], to: .of(1001))
      }
    }
    #expect(try await store.totalChanges() - before == 6)
    await store.close()
  }

  @Test("saving a row again, a duplicate and a rolled-back savepoint count as what they are")
  func counting() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await store.transaction { tables in
      try tables.save(Sample.conversation(1001))
      _ = try tables.insertIfNew(Sample.message("w1"))
    }
    let before = try await store.totalChanges()
    try await store.transaction { tables in
      try tables.save(Sample.conversation(1001, state: .resolved))
      _ = try tables.insertIfNew(Sample.message("w1"))
    }
    #expect(try await store.totalChanges() - before == 1)
    await store.close()
  }

  @Test("there is no trigger and no AUTOINCREMENT")
  func schema() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let found = try await store.write { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' OR name = 'sqlite_sequence'")
    }
    #expect(found == 0)
    await store.close()
  }
}
