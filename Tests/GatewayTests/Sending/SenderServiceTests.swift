import BusinessTime
import Gateway
import Helpdesk
import Logging
import ServiceLifecycle
import Testing

@Suite("the services together")
struct SenderServiceTests {
  @Test("a graceful shutdown settles what flies, drains the committer, and ends")
  func shutdown() async throws {
    let latch = Latch()
    let house = House(
      transport: ScriptedTransport { place, _ in
        await latch.pass()
        return .accepted("w\(place)")
      })
    let group = ServiceGroup(
      services: [house.committer, house.sender, house.alarms], logger: Logger(label: "acuse.test"))
    async let run: Void = group.run()
    try await house.owe([House.entry("01"), House.entry("02", to: "0200")])
    await latch.arrived(2)
    await group.triggerGracefulShutdown()
    latch.open()
    try await run
    let states = try await house.store.read { try $0.counts().outboxByState }
    #expect(states == [.accepted: 2])
  }

  @Test("message, acknowledgement, send and status pass through the running services")
  func story() async throws {
    let house = House()
    let group = ServiceGroup(
      services: [house.committer, house.sender, house.alarms], logger: Logger(label: "acuse.test"))
    async let run: Void = group.run()
    #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
    while house.transport.calls.isEmpty {
      house.clock.advance(milliseconds: 100)
      await Task.yield()
    }
    while try await house.counts().outboxByState != [.accepted: 1] { await Task.yield() }
    await group.triggerGracefulShutdown()
    try await run
    #expect(house.transport.calls.count == 1)
    #expect(house.clock.now() >= StepClock.monday.adding(seconds: 2))
  }
}
