import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("versions of the rules")
struct RulesTests {
  @Test("a version is durable before it is decided by, and open conversations keep theirs across a restart")
  func pinned() async throws {
    let house = House()
    let parse: @Sendable (String) -> PolicyBook? = { source in
      source == "lost" ? nil : PolicyBook(version: "renamed", policies: [], calendars: [:])
    }
    try await house.open { () async throws in
      // A conversation opens under v1.
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      var rules = House.context.rules
      let first = RulesHolder(House.context)
      let adoption = RulesAdoption(holder: first, store: house.store, clock: house.clock, parse: parse)
      #expect(try await adoption.start(source: "text of v1") == [])
      rules.book.version = "v2"
      try await adoption.adopt(rules, texts: nil, source: "text of v2")
      #expect(first.version == "v2")
      #expect(first.context.books.keys.sorted() == ["v1", "v2"])

      // After a restart the file holds v2; v1 comes from the store, under its own name.
      let second = RulesHolder(House.context(under: "v2"))
      let again = RulesAdoption(holder: second, store: house.store, clock: house.clock, parse: parse)
      #expect(try await again.start(source: "text of v2") == [])
      #expect(second.context.books["v1"]?.version == "v1")
      #expect(try await house.store.read { try $0.rules("v1") }?.source == "text of v1")
    }
  }

  @Test("a version whose text is no longer understood is named")
  func lost() async throws {
    let house = House()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      let holder = RulesHolder(House.context(under: "v2"))
      let adoption = RulesAdoption(holder: holder, store: house.store, clock: house.clock) { _ in nil }
      #expect(try await adoption.start(source: "text of v2") == ["v1"])
    }
  }

  @Test("a version that cannot be stored is not decided by")
  func notStored() async throws {
    let house = House()
    let holder = RulesHolder(House.context)
    let adoption = RulesAdoption(holder: holder, store: house.store, clock: house.clock) { _ in nil }
    try await house.open { () async throws in
      var rules = House.context.rules
      rules.book.version = "v2"
      let changed = rules
      house.store.failNextCommit()
      await #expect(throws: StoreError.unavailable(reason: "disk full")) {
        try await adoption.adopt(changed, texts: nil, source: "text of v2")
      }
      #expect(holder.version == "v1")
    }
  }
}
