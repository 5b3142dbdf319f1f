import BusinessTime
import Gateway
import Helpdesk
import Testing

/// Cases that wait for their customer when the rules first say for how long.
@Suite struct WaitReviewTests {
  /// So many customers have written, and are waited for, under rules that do not count it.
  private func waiting(_ count: Int, in house: House, from first: Int = 0) async throws {
    let items = (first..<first + count).map { Posts.message("wamid.\($0)", from: "155555501\(10 + $0)") }
    #expect(await house.post(Posts.body(items)) == .accepted)
    for place in first..<first + count {
      let command = Command.act(ConversationRef(Int64(1001 + place)), .waitCustomer, author: .automation(name: "crm"))
      _ = try await house.committer.submit(.command(command))
    }
    // Acknowledgements are decided after two seconds.
    house.clock.advance(seconds: 2)
    while try await house.alarms.step() > 0 {}
  }

  private func count(in house: House, after minutes: Int64 = 10) {
    var rules = House.context.rules
    rules.closing.patience = .init(remindAfter: .minutes(minutes), resolveAfter: .minutes(60))
    house.holder.replace(rules: rules)
  }

  private func conversations(_ house: House) async throws -> [Conversation] {
    var query = ConversationQuery(now: house.clock.now())
    query.most = 1000
    let all = query
    return try await house.store.read { try $0.list(all) }.map(\.conversation)
  }

  private func counted(_ house: House) async throws -> Int {
    try await conversations(house).filter { $0.silence != nil }.count
  }

  /// Customers who are owed an answer are reminded of nothing: in place of that their cases are open again.
  private func waiting(_ house: House) async throws -> Int {
    try await conversations(house).filter { $0.state == .waitingCustomer }.count
  }

  @Test("each is counted from then, in bites, and its wait ends with that time")
  func bites() async throws {
    let house = House()
    try await house.open { () async throws in
      try await waiting(70, in: house)
      #expect(try await house.waits.step() == false)
      #expect(try await counted(house) == 0)
      count(in: house)
      #expect(try await house.waits.step())
      #expect(try await counted(house) == 64)
      #expect(try await house.waits.step())
      #expect(try await counted(house) == 70)
      #expect(try await house.waits.step() == false)
      house.clock.advance(seconds: 599)
      #expect(try await house.alarms.step() == 0)
      #expect(try await waiting(house) == 70)
      house.clock.advance(seconds: 1)
      while try await house.alarms.step() > 0 {}
      #expect(try await waiting(house) == 0)
    }
  }

  @Test("what is counted already is not counted anew, however often it is looked at")
  func again() async throws {
    let house = House()
    try await house.open { () async throws in
      try await waiting(3, in: house)
      count(in: house)
      while try await house.waits.step() {}
      let transactions = house.store.transactions
      house.clock.advance(seconds: 60)
      count(in: house, after: 30)
      while try await house.waits.step() {}
      #expect(house.store.transactions == transactions)
    }
  }

  @Test("one that cannot be woken holds up nobody, and is counted in the next round")
  func throwing() async throws {
    let house = House()
    try await house.open { () async throws in
      try await waiting(3, in: house)
      count(in: house)
      house.store.hooks.fail("conversation/1002")
      while try await house.waits.step() {}
      #expect(try await counted(house) == 2)
      house.store.hooks.mend("conversation/1002")
      while try await house.waits.step() {}
      #expect(try await counted(house) == 3)
    }
  }

  @Test("a store that fails keeps the place: the next step looks at the same ones")
  func storeFails() async throws {
    let house = House()
    try await house.open { () async throws in
      try await waiting(1, in: house)
      count(in: house)
      house.store.failNextCommit()
      await #expect(throws: StoreError.unavailable(reason: "disk full")) { try await house.waits.step() }
      #expect(try await house.waits.step())
      #expect(try await counted(house) == 1)
    }
  }

  /// Until the service has counted so many; false if it never does.
  private func waits(for count: Int, in house: House) async throws -> Bool {
    for _ in 0..<20_000 {
      if try await counted(house) == count { return true }
      await Task.yield()
    }
    return false
  }

  @Test("the service looks at its start, after a reload, and once a day")
  func service() async throws {
    let house = House()
    try await house.open { () async throws in
      try await waiting(2, in: house)
      count(in: house)
      let nudge = Signal()
      let review = WaitReview(
        store: house.store, committer: house.committer, crashes: house.crashes, clock: house.clock,
        isCounted: { house.holder.context.rules.closing.patience != nil }, nudge: nudge)
      let service = Task { try await review.run() }
      #expect(try await waits(for: 2, in: house))

      house.holder.replace(rules: House.context.rules)
      try await waiting(1, in: house, from: 2)
      count(in: house)
      nudge.raise()
      #expect(try await waits(for: 3, in: house))

      house.holder.replace(rules: House.context.rules)
      try await waiting(1, in: house, from: 3)
      count(in: house)
      #expect(try await counted(house) == 3)
      house.clock.advance(seconds: 24 * 3600)
      // Those that were counted have come to their end by then, if somebody looks; here nobody does.
      #expect(try await waits(for: 4, in: house))
      service.cancel()
      _ = await service.result
    }
  }
}
