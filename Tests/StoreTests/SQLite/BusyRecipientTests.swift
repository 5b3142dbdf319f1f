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
    let clock = ContinuousClock()
    var found: [OutboxID] = []
    let look = try await clock.measure {
      for _ in 0..<20 {
        found = try await store.read { tables in
          try tables.dueSends(at: Sample.at(9), most: 100, skipping: ["c:busy"]).map(\.id)
        }
      }
    }
    #expect(found == ["z1"])
    // Twenty looks; each reads five thousand index entries and one row. Reading the rows would take many times that.
    #expect(look < .seconds(2))
    await store.close()
  }
}
