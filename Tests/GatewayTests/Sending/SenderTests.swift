import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("one send")
struct SenderTests {
  @Test("an entry is claimed, sent once with its number's token, and settled")
  func happy() async throws {
    let house = House()
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 0)
      let entry = try #require(try await house.entry("01"))
      #expect(entry.state == .accepted)
      #expect(entry.wamid == "wamid.1")
      #expect(entry.attempt == 1)
    }
    let call = try #require(house.transport.calls.first)
    #expect(call.url == "https://graph.example.test/v26.0/15550001111/messages")
    #expect(call.headers.contains(HTTPHeader("Authorization", "Bearer a synthetic token")))
    #expect(house.transport.ids == ["01"])
  }

  @Test("alerts and human replies go before acknowledgements, and those before the rest")
  func rank() async throws {
    let house = House(throughput: 1)
    try await house.open { () async throws in
      try await house.owe([
        House.entry("01", to: "0101", kind: .optOutConfirmation), House.entry("02", to: "0102"),
        House.entry("03", to: "0103", kind: .reply),
      ])
      for _ in 0..<3 {
        #expect(try await house.sender.step() == 1)
        #expect(try await house.sender.step() == 0)
        house.clock.advance(seconds: 2)
      }
    }
    #expect(house.transport.ids == ["03", "02", "01"])
  }

  @Test("one recipient never has two in flight and gets them in the order of writing")
  func order() async throws {
    let house = House()
    try await house.open { () async throws in
      try await house.owe((1...5).map { House.entry("0\($0)", at: StepClock.monday.adding(seconds: -Int64($0))) })
      for _ in 0..<5 { #expect(try await house.sender.step() == 1) }
    }
    // The fifth was written first.
    #expect(house.transport.ids == ["05", "04", "03", "02", "01"])
    #expect(house.transport.mostAtOnce == 1)
  }

  @Test("while one is in flight to a recipient, nothing else is begun for it, and others are")
  func oneAtATime() async throws {
    let latch = Latch()
    let house = House(transport: .firstWaits(at: latch))
    try await house.open { () async throws in
      try await house.owe([House.entry("01"), House.entry("02")])
      async let first = house.sender.step()
      await latch.arrived(1)
      #expect(try await house.sender.step() == 0)
      try await house.owe([House.entry("03", to: "0200")])
      #expect(try await house.sender.step() == 1)
      latch.open()
      #expect(try await first == 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["01", "03", "02"])
  }

  @Test("a retry that waits holds back what was written later, and an urgent reply passes it")
  func heldBack() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in place == 1 ? .refused(500, code: 131_016) : .accepted("w\(place)") })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      let retry = try #require(try await house.entry("01"))
      #expect(retry.state == .queued)
      try await house.owe([House.entry("02", at: StepClock.monday.adding(seconds: 1))])
      house.clock.advance(seconds: 1)
      #expect(try await house.sender.step() == 0)
      try await house.owe([House.entry("03", kind: .reply, at: StepClock.monday.adding(seconds: 1))])
      #expect(try await house.sender.step() == 1)
      house.clock.advance(seconds: 600)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["01", "03", "01", "02"])
  }

  @Test("a retry in an hour holds back what was written later as well, and for no longer")
  func heldBackForAnHour() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in place == 1 ? .refused(400, code: 131_048) : .accepted("w\(place)") })
    try await house.open { () async throws in
      try await house.owe([House.entry("01"), House.entry("02")])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(seconds: 3599)
      #expect(try await house.sender.step() == 0)
      // Half as long again at most, by chance.
      house.clock.advance(seconds: 1801)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["01", "01", "02"])
  }

  @Test("a restart still knows which retry holds back others")
  func heldBackAfterRestart() async throws {
    let store = HookedStore()
    let clock = StepClock()
    let broken = ScriptedTransport { _, _ in .refused(500, code: 131_016) }
    let refusing = House(store: store, clock: clock, transport: broken)
    try await refusing.open { () async throws in
      try await refusing.owe([House.entry("01"), House.entry("02")])
      #expect(try await refusing.sender.step() == 1)
    }
    let house = House(store: store, clock: clock)
    try await house.open { () async throws in #expect(try await house.sender.step() == 0) }
    #expect(house.transport.ids == [])
  }

  @Test("one slow recipient holds up nobody, however much waits for it")
  func slowRecipient() async throws {
    let house = House()
    try await house.open { () async throws in
      // 300 for one recipient stand before the one for another, and fill the first read.
      try await house.owe((0..<300).map { House.entry("a\(1000 + $0)", at: StepClock.monday.adding(seconds: -60)) })
      try await house.owe([House.entry("b", to: "0200")])
      #expect(try await house.sender.step() == 1)
      while try await house.sender.step() > 0 { house.clock.advance(milliseconds: 20) }
    }
    // 45 are borrowed from the future, and then the other recipient's entry is found behind 255 that wait.
    #expect(house.transport.ids.count == 46)
    #expect(house.transport.ids.contains("b"))
  }

  @Test("a number never sends more than its throughput in any second")
  func throughput() async throws {
    let house = House(throughput: 20)
    try await house.open { () async throws in
      try await house.owe((0..<60).map { House.entry("\(100 + $0)", to: "\(1000 + $0)") })
    }
    let again = House(store: house.store, clock: house.clock, transport: house.transport, throughput: 20)
    let started = house.clock.now()
    let times = try await again.open { () async throws -> [Int64] in
      var times: [Int64] = []
      while times.count < 60, house.clock.now() - started < 10_000 {
        _ = try await again.sender.step()
        let sent = house.transport.calls.count
        while times.count < sent { times.append(house.clock.now() - started) }
        house.clock.advance(milliseconds: 10)
      }
      return times
    }
    #expect(times.count == 60)
    #expect(times.indices.allSatisfy { $0 < 20 || times[$0] - times[$0 - 20] >= 1000 })
    // And not much less: 18 a second flow, 2 go at once.
    #expect(times.last! <= 3300)
  }

  @Test("two numbers have a budget each")
  func numbers() async throws {
    let house = House(throughput: 1)
    try await house.open { () async throws in
      try await house.owe([
        House.entry("01", to: "0101"), House.entry("02", to: "0102"),
        House.entry("03", to: "0103", from: House.otherNumber),
      ])
      #expect(try await house.sender.step() == 2)
    }
    #expect(Set(house.transport.ids) == ["01", "03"])
  }

  @Test("debts of a recipient are known after a restart")
  func rebuilt() async throws {
    let house = House(throughput: 1000)
    try await house.open { () async throws in
      try await house.owe((0..<45).map { House.entry("\(100 + $0)") })
      for _ in 0..<45 { #expect(try await house.sender.step() == 1) }
    }
    let again = House(store: house.store, clock: house.clock, throughput: 1000)
    try await again.open { () async throws in
      try await again.owe([House.entry("999")])
      house.clock.advance(seconds: 269)
      #expect(try await again.sender.step() == 0)
      house.clock.advance(seconds: 2)
      #expect(try await again.sender.step() == 1)
    }
  }

  @Test("at most 64 fly at once")
  func bounded() async throws {
    let latch = Latch()
    let house = House(
      transport: ScriptedTransport { place, _ in
        await latch.pass()
        return .accepted("w\(place)")
      }, throughput: 1000)
    try await house.open { () async throws in
      try await house.owe((0..<100).map { House.entry("\(100 + $0)", to: "\(1000 + $0)") })
      async let first = house.sender.step()
      await latch.arrived(64)
      #expect(house.sender.inFlight == 64)
      latch.open()
      #expect(try await first == 64)
      #expect(try await house.sender.step() == 36)
    }
    #expect(house.transport.mostAtOnce == 64)
  }

  @Test("a number without a token waits and is shown; the others send")
  func noToken() async throws {
    let house = House(token: { $0 == House.number ? nil : "a synthetic token" })
    try await house.open { () async throws in
      try await house.owe([
        House.entry("01", to: "0101"), House.entry("02", to: "0102", from: House.otherNumber),
      ])
      #expect(try await house.sender.step() == 1)
      #expect(await house.health.report().degraded == [.noToken(House.number)])
      #expect(try await house.entry("01")?.state == .queued)
    }
    #expect(house.transport.ids == ["02"])
  }

  @Test("what is past its time is not sent")
  func expired() async throws {
    let house = House()
    try await house.open { () async throws in
      try await house.owe([House.entry("01", validUntil: StepClock.monday.adding(seconds: 60))])
      house.clock.advance(seconds: 60)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .expired)
    }
    #expect(house.transport.ids == [])
  }
}
