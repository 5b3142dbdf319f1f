import BusinessTime
import Gateway
import Helpdesk
import Testing

/// Two contacts turn out to be one person, who has one queue and one rate from then on (semantics §11).
@Suite("two recipients who turn out to be one") struct MovedRecipientTests {
  /// Meta says that who was 0200 goes by the phone of 0100 now: both are one, known as 0200.
  private func join(_ house: House) async throws {
    let change = IdentityChange(
      previous: Identity(phone: "15555550200"), current: Identity(phone: "15555550100"))
    let item = WebhookItem(
      account: "15550009999", number: House.number, receivedAt: house.clock.now(), event: .identityChange(change))
    let answer = try await house.committer.submit(.item(item, RawSlice(envelope: "e", offset: 0, bytes: [])))
    #expect(answer == .done)
  }

  @Test("what flies to the one holds back what waits for the other")
  func inFlight() async throws {
    let latch = Latch()
    let house = House(transport: .firstWaits(at: latch))
    try await house.open { () async throws in
      try await house.owe([House.entry("01", to: "0100")])
      async let first = house.sender.step()
      await latch.arrived(1)
      try await house.owe([House.entry("02", to: "0200")])
      try await join(house)
      #expect(try await house.sender.step() == 0)
      latch.open()
      #expect(try await first == 1)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .accepted)
    }
    #expect(house.transport.ids == ["01", "02"])
    #expect(house.transport.mostAtOnce == 1)
  }

  @Test("both fly when they turn out to be one: a third waits for the last of them")
  func bothFly() async throws {
    let (one, other) = (Latch(), Latch())
    let house = House(
      transport: ScriptedTransport { place, call in
        if call.outboxID == "01" { await one.pass() }
        if call.outboxID == "02" { await other.pass() }
        return .accepted("w\(place)")
      })
    try await house.open { () async throws in
      try await house.owe([House.entry("01", to: "0100"), House.entry("02", to: "0200")])
      async let both = house.sender.step()
      await one.arrived(1)
      await other.arrived(1)
      try await house.owe([House.entry("03", to: "0100")])
      try await join(house)
      #expect(try await house.sender.step() == 0)
      one.open()
      while try await house.entry("01")?.state != .accepted { await Task.yield() }
      #expect(try await house.sender.step() == 0)
      other.open()
      #expect(try await both == 2)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids.last == "03")
    #expect(house.transport.calls.count == 3)
  }

  /// The first is refused for a while, and the rest is taken.
  private static func onceRefused() -> ScriptedTransport {
    ScriptedTransport { place, _ in place == 1 ? .refused(500, code: 131_016) : .accepted("w\(place)") }
  }

  @Test("a retry to the one holds back what was written to the other later")
  func retry() async throws {
    let house = House(transport: Self.onceRefused())
    try await house.open { () async throws in
      try await house.owe([House.entry("01", to: "0100")])
      #expect(try await house.sender.step() == 1)
      try await house.owe([House.entry("02", to: "0200", at: StepClock.monday.adding(seconds: 1))])
      house.clock.advance(seconds: 1)
      try await join(house)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(seconds: 30)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["01", "01", "02"])
  }

  @Test("what waits for either goes out in the order of writing, also if the process ends in between")
  func restart() async throws {
    let house = House(transport: Self.onceRefused())
    try await house.open { () async throws in
      try await house.owe([House.entry("01", to: "0100")])
      #expect(try await house.sender.step() == 1)
      try await house.owe([
        House.entry("02", to: "0200", at: StepClock.monday.adding(seconds: 1)),
        House.entry("03", to: "0100", at: StepClock.monday.adding(seconds: 2)),
      ])
      try await join(house)
    }
    let again = House(store: house.store, clock: house.clock)
    try await again.open { () async throws in
      house.clock.advance(seconds: 2)
      #expect(try await again.sender.step() == 0)
      house.clock.advance(seconds: 30)
      for _ in 1...3 { #expect(try await again.sender.step() == 1) }
    }
    #expect(again.transport.ids == ["01", "02", "03"])
  }

  /// 20 to the one and 25 to the other at once, all of the burst that Meta lends one person.
  private func lend(_ house: House) async throws {
    try await house.owe((10..<30).map { House.entry("a\($0)", to: "0100") })
    try await house.owe((10..<35).map { House.entry("b\($0)", to: "0200") })
    for _ in 0..<20 { #expect(try await house.sender.step() == 2) }
    for _ in 0..<5 { #expect(try await house.sender.step() == 1) }
    try await join(house)
    try await house.owe([House.entry("c1", to: "0200")])
  }

  /// Silence for 45 times six seconds, as if all had gone to one.
  private func expectSilence(_ house: House) async throws {
    #expect(try await house.sender.step() == 0)
    house.clock.advance(milliseconds: 270_249)
    #expect(try await house.sender.step() == 0)
    house.clock.advance(milliseconds: 1)
    #expect(try await house.sender.step() == 1)
  }

  @Test("what each was sent counts for both")
  func rate() async throws {
    let house = House(throughput: 1000)
    try await house.open { () async throws in
      try await lend(house)
      try await expectSilence(house)
    }
  }

  @Test("what each was sent counts for both after a restart")
  func rateAfterRestart() async throws {
    let house = House(throughput: 1000)
    try await house.open { () async throws in try await lend(house) }
    let again = House(store: house.store, clock: house.clock, throughput: 1000)
    try await again.open { () async throws in try await expectSilence(again) }
  }

  @Test("what was paid back before counts no more")
  func paid() async throws {
    let house = House(throughput: 1000)
    try await house.open { () async throws in
      try await house.owe((10..<30).map { House.entry("a\($0)", to: "0100") })
      for _ in 0..<20 { #expect(try await house.sender.step() == 1) }
      house.clock.advance(milliseconds: 120_250)
      try await house.owe([House.entry("b1", to: "0200")])
      #expect(try await house.sender.step() == 1)
      try await join(house)
      try await house.owe([House.entry("c1", to: "0200")])
      #expect(try await house.sender.step() == 1)
    }
  }

  @Test("an attempt that comes to nothing, claimed together with the news that they are one, holds back nobody")
  func cameToNothing() async throws {
    let house = House(store: HookedStore(holding: true))
    try await house.open { () async throws in
      let entry = House.entry("01", to: "0100", validUntil: StepClock.monday.adding(seconds: 4))
      async let owed: Void = house.owe([entry, House.entry("02", to: "0200")])
      await house.store.committed.arrived(1)
      // Both wait for their claims behind the first commit, and the news behind them.
      async let claims = house.sender.step()
      while house.committer.waiting < 2 { await Task.yield() }
      async let joined: Void = join(house)
      while house.committer.waiting < 3 { await Task.yield() }
      house.clock.advance(seconds: 5)
      house.store.committed.open()
      try await owed
      try await joined
      #expect(try await claims == 2)
      #expect(try await house.entry("01")?.state == .expired)
      try await house.owe([House.entry("03", to: "0200")])
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["02", "03"])
    #expect(house.sender.inFlight == 0)
  }
}
