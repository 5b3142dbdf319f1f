import Gateway
import Helpdesk
import Simulation
import Testing

@Suite("The memory store")
struct MemoryStoreTests {
  @Test("keeps the contract of a store", arguments: StoreConformance<MemoryStore>.all)
  func conforms(to check: StoreCheck<MemoryStore>) async throws {
    try await check.run(MemoryStore())
  }

  @Test("a crash loses what was not committed, and nothing else")
  func crash() async throws {
    let store = MemoryStore()
    try await store.transaction { try $0.save(Sample.contact("kept")) }
    _ = try? await store.transaction { tables in
      try tables.save(Sample.contact("lost"))
      throw Deliberate()
    }
    let reopened = store.crash()
    await #expect(throws: StoreError.closed) { try await store.transaction { _ in } }
    #expect(try await reopened.transaction { try $0.contact("kept") != nil && $0.contact("lost") == nil })
  }

  @Test("a commit that is refused leaves nothing; one whose answer is lost leaves everything")
  func faults() async throws {
    let store = MemoryStore()
    store.inject([.refused(reason: "disk_full"), .lostAnswer])
    await #expect(throws: StoreError.unavailable(reason: "disk_full")) {
      try await store.transaction { try $0.save(Sample.contact("c1")) }
    }
    await #expect(throws: StoreError.unavailable(reason: "lost_answer")) {
      try await store.transaction { try $0.save(Sample.contact("c2")) }
    }
    #expect(try await store.transaction { try $0.contact("c1") == nil && $0.contact("c2") != nil })
  }
}
