import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("one alarm")
struct AlarmTests {
  @Test("an alarm is handled when its time has come, and not before")
  func onTime() async throws {
    let house = House()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      // The quiet window is two seconds.
      house.clock.advance(milliseconds: 1999)
      #expect(try await house.alarms.step() == 0)
      house.clock.advance(milliseconds: 1)
      #expect(try await house.alarms.step() == 1)
      #expect(try await house.alarms.step() == 0)
    }
    #expect(try await house.counts().outboxByState[.queued] == 1)
  }

  @Test("a wake that throws is put off, 1 s and then 2 s, and holds up no other")
  func putOff() async throws {
    let house = House()
    try await house.open { () async throws in
      for place in 0..<3 {
        let message = Posts.message("wamid.\(place)", from: "1555555010\(place)")
        #expect(await house.post(Posts.body([message])) == .accepted)
      }
      house.store.hooks.fail("conversation/1002")
      house.clock.advance(seconds: 2)
      #expect(try await house.alarms.step() == 2)
      #expect(house.alarms.putOffCount == 1)
      #expect(await house.health.report().degraded == [.wakesPutOff(1)])
      #expect(try await house.counts().outboxByState[.queued] == 2)
      house.clock.advance(milliseconds: 999)
      house.store.hooks.mend("conversation/1002")
      #expect(try await house.alarms.step() == 0)
      house.store.hooks.fail("conversation/1002")
      house.clock.advance(milliseconds: 1)
      #expect(try await house.alarms.step() == 0)
      house.store.hooks.mend("conversation/1002")
      house.clock.advance(milliseconds: 1999)
      #expect(try await house.alarms.step() == 0)
      house.clock.advance(milliseconds: 1)
      #expect(try await house.alarms.step() == 1)
      #expect(try await house.alarms.step() == 0)
      #expect(house.alarms.putOffCount == 0)
    }
    #expect(try await house.counts().outboxByState[.queued] == 3)
  }

  @Test("more than a bite that is due goes through in bites")
  func bites() async throws {
    let house = House()
    try await house.open { () async throws in
      let items = (0..<100).map { Posts.message("wamid.\($0)", from: "155555501\(10 + $0)") }
      #expect(await house.post(Posts.body(items)) == .accepted)
      house.clock.advance(seconds: 2)
      #expect(try await house.alarms.step() == 64)
      #expect(try await house.alarms.step() == 36)
      #expect(try await house.alarms.step() == 0)
    }
  }

  @Test("a store that fails is no fault of the wake: it is tried again at once")
  func storeFails() async throws {
    let house = House()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      house.clock.advance(seconds: 2)
      house.store.failNextCommit()
      await #expect(throws: StoreError.unavailable(reason: "disk full")) { try await house.alarms.step() }
      #expect(house.alarms.putOffCount == 0)
      #expect(try await house.alarms.step() == 1)
    }
  }

  @Test("the service sleeps until the alarm, wakes, and ends when it is cancelled")
  func service() async throws {
    let house = House()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      let service = Task { try await house.alarms.run() }
      while try await house.counts().outboxByState[.queued] != 1 {
        house.clock.advance(milliseconds: 500)
        await Task.yield()
      }
      service.cancel()
      try await service.value
    }
    // Two seconds of quiet, and at most a few of this test's own steps.
    #expect(house.clock.now() >= StepClock.monday.adding(seconds: 2))
  }
}
