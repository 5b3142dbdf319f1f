import SQLiteStore
import Testing

@Suite("The SQLite store")
struct SQLiteConformanceTests {
  @Test("keeps the contract of a store", arguments: StoreConformance<SQLiteStore>.all)
  func conforms(to check: StoreCheck<SQLiteStore>) async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await check.run(store)
    await store.close()
  }
}
