import Gateway
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("A busy recipient")
struct BusyRecipientTests {
  @Test("thousands of entries behind one recipient do not slow the look for the others'")
  func manyEntries() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await store.transaction { tables in
      for index in 0..<5000 {
        _ = try tables.insertIfNew(Sample.entry(OutboxID("a\(index)"), to: .contact("busy"), due: 1))
      }
      _ = try tables.insertIfNew(Sample.entry("z1", to: .contact("free"), due: 2))
    }
    // Beside a look that has to read the five thousand rows: by turns, and the quickest of each, because the machine
    // has other things to do.
    var (look, reading) = (Duration.seconds(3600), Duration.seconds(3600))
    for _ in 0..<5 {
      let one = try await self.look(at: store, most: 100, skipping: ["c:busy"])
      let all = try await self.look(at: store, most: 5000, skipping: [])
      #expect(one.found == ["z1"])
      #expect(all.found.count == 5000)
      (look, reading) = (min(look, one.took), min(reading, all.took))
    }
    #expect(look * 5 < reading)
    await store.close()
  }

  private func look(
    at store: SQLiteStore, most: Int, skipping: Set<String>
  ) async throws -> (found: [OutboxID], took: Duration) {
    try await store.read { tables in
      let began = ContinuousClock.now
      let found = try tables.dueSends(at: Sample.at(9), most: most, skipping: skipping).map(\.id)
      return (found, .now - began)
    }
  }
}
