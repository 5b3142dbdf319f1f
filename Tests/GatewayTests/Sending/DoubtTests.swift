import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("in doubt")
struct DoubtTests {
  @Test("a time-out is never sent again: it waits for a status, which settles it")
  func statusSettles() async throws {
    let house = House(transport: ScriptedTransport { _, _ in .unknown(.timedOut) })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .inDoubt)
      let status = """
        {"id":"wamid.9","status":"delivered","timestamp":"\(StepClock.monday.seconds)","recipient_id":"15555550100",\
        "biz_opaque_callback_data":"01"}
        """
      let body = Posts.body([]).splitting("\"messages\":[]", into: "\"statuses\":[\(status)]")
      #expect(await house.post(body) == .accepted)
      #expect(try await house.entry("01")?.state == .accepted)
      #expect(try await house.entry("01")?.wamid == "wamid.9")
      house.clock.advance(seconds: 3600)
      #expect(try await house.sender.step() == 0)
    }
    #expect(house.transport.ids == ["01"])
  }

  @Test("a doubt that nobody ends is unconfirmed after two minutes")
  func unconfirmed() async throws {
    let house = House(transport: ScriptedTransport { _, _ in .unknown(.reset) })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      house.clock.advance(seconds: 119)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(seconds: 1)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .unconfirmed)
    }
    #expect(house.transport.ids == ["01"])
  }

  @Test("an entry in doubt does not hold back the next for that recipient")
  func notHeldBack() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in place == 1 ? .unknown(.timedOut) : .accepted("w\(place)") })
    try await house.open { () async throws in
      try await house.owe([House.entry("01"), House.entry("02")])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["01", "02"])
  }

  @Test("a claim whose sender died is in doubt when its lease ends, and not sent again")
  func leaseEnds() async throws {
    let house = House()
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      // The process dies between claim and send.
      guard case .claimed = try await house.committer.claim("01", leaseSeconds: 60) else {
        Issue.record("the entry was not claimed")
        return
      }
      house.clock.advance(seconds: 59)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(seconds: 1)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .inDoubt)
    }
    #expect(house.transport.ids == [])
  }

  @Test("an outcome that meets a full disk is kept and told again, and nothing is sent twice")
  func fullDisk() async throws {
    let store = HookedStore()
    let house = House(
      store: store,
      transport: ScriptedTransport { place, _ in
        // The claim is committed by now; the settlement meets this.
        store.failNextCommit()
        return .accepted("wamid.\(place)")
      })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .inFlight)
      house.clock.advance(seconds: 1)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .accepted)
    }
    #expect(house.transport.ids == ["01"])
  }

  @Test("a settlement that throws is put off and comes through later")
  func settlementThrows() async throws {
    let store = HookedStore()
    let house = House(
      store: store,
      transport: ScriptedTransport { place, _ in
        // From now on the entry cannot be looked up: the settlement throws.
        store.hooks.fail("entry/01")
        return .accepted("wamid.\(place)")
      })
    try await house.open { () async throws in
      try await house.owe([House.entry("01"), House.entry("02", to: "0200")])
      #expect(try await house.sender.step() == 2)
      #expect(house.sender.putOffCount == 1)
      #expect(try await house.entry("02")?.state == .accepted)
      store.hooks.mend("entry/01")
      house.clock.advance(milliseconds: 999)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(milliseconds: 1)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .accepted)
      #expect(house.sender.putOffCount == 0)
    }
    #expect(house.transport.ids.sorted() == ["01", "02"])
  }
}

extension [UInt8] {
  /// The body with one part of its text replaced.
  func splitting(_ part: String, into other: String) -> [UInt8] {
    Array(String(decoding: self, as: UTF8.self).replacing(part, with: other).utf8)
  }
}
