import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("readiness")
struct HealthTests {
  @Test("ready means that a webhook can be committed")
  func ready() async throws {
    let house = House()
    try await house.open { () async throws in
      #expect(await house.health.report() == HealthReport(isReady: true, degraded: []))
      #expect(house.store.transactions == 1)
      // A commit that young proves it; no other probe is made.
      #expect(await house.health.report().isReady)
      #expect(house.store.transactions == 1)
      house.clock.advance(seconds: 10)
      house.store.failNextCommit()
      #expect(await house.health.report().isReady == false)
      #expect(await house.health.report().isReady)
    }
  }

  @Test("a store that cannot be read is degraded too, and a closed one not ready")
  func closed() async throws {
    let house = House()
    try await house.open { () async throws in
      await house.store.close()
      #expect(await house.health.report() == HealthReport(isReady: false, degraded: [.storeUnreadable]))
    }
  }

  @Test("what lies in quarantine is shown")
  func quarantine() async throws {
    let house = House()
    try await house.open { () async throws in
      #expect(await house.post(Array("{".utf8)) == .accepted)
      #expect(await house.health.report() == HealthReport(isReady: true, degraded: [.quarantine]))
    }
  }
}
