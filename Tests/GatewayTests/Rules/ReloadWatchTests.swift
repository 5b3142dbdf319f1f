import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite struct ReloadWatchTests {
  private static let start = Timestamp(seconds: 1_795_449_600)
  private static func later(_ seconds: Int64) -> Timestamp { start.adding(seconds: seconds) }

  private func seen(_ watch: ReloadWatch) -> (Bool, Timestamp) { (watch.last.isInForce, watch.last.readAt) }

  @Test("what was refused is told until something is taken over; what was never tried says nothing")
  func outcomes() {
    let watch = ReloadWatch(startedAt: Self.start)
    #expect(seen(watch) == (true, Self.start))
    watch.note(.refused(problems: ["one"]), at: Self.later(60))
    #expect(seen(watch) == (false, Self.start))
    watch.note(.busy, at: Self.later(61))
    watch.note(.fixed, at: Self.later(62))
    #expect(seen(watch) == (false, Self.start))
    watch.note(.adopted("v2", warnings: []), at: Self.later(120))
    #expect(seen(watch) == (true, Self.later(120)))
    watch.note(.notStored, at: Self.later(180))
    #expect(seen(watch) == (false, Self.later(120)))
  }
}
