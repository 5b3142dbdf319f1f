import BusinessTime
import Gateway
import Helpdesk
import Synchronization
import Testing

@Suite("the clock is civil")
struct ClockWatchTests {
  private let wall = StepClock.monday

  @Test("what differs at the start is no jump, and slewing is none")
  func start() {
    var watch = ClockWatch()
    watch.observe(wall: wall, boot: 5_000_000)
    watch.observe(wall: wall.adding(milliseconds: 61_000), boot: 5_001_000)
    #expect(!watch.isHolding)
  }

  @Test("a jump holds for two minutes and is then believed", arguments: [61_000, -61_000, 86_400_000] as [Int64])
  func jump(by milliseconds: Int64) {
    var watch = ClockWatch()
    watch.observe(wall: wall, boot: 0)
    watch.observe(wall: wall.adding(milliseconds: milliseconds), boot: 0)
    #expect(watch.isHolding)
    watch.observe(wall: wall.adding(milliseconds: milliseconds + 119_999), boot: 119_999)
    #expect(watch.isHolding)
    watch.observe(wall: wall.adding(milliseconds: milliseconds + 120_000), boot: 120_000)
    #expect(!watch.isHolding)
    // The new offset is the reference: going back is a jump now.
    watch.observe(wall: wall.adding(milliseconds: 120_000), boot: 120_000)
    #expect(watch.isHolding)
  }

  @Test("an answer whose date agrees with the wall clock ends the hold, one that does not leaves it")
  func confirmed() {
    var watch = ClockWatch()
    watch.observe(wall: wall, boot: 0)
    let jumped = wall.adding(seconds: 3600)
    watch.heard(date: wall, wall: jumped, boot: 0)
    #expect(watch.isHolding)
    watch.heard(date: jumped.adding(seconds: 59), wall: jumped, boot: 0)
    #expect(!watch.isHolding)
  }

  @Test("a clock that jumps back by itself ends the hold, a second jump begins it anew")
  func again() {
    var watch = ClockWatch()
    watch.observe(wall: wall, boot: 0)
    watch.observe(wall: wall.adding(seconds: 600), boot: 0)
    watch.observe(wall: wall.adding(seconds: 100), boot: 100_000)
    #expect(!watch.isHolding)
    watch.observe(wall: wall.adding(seconds: 700), boot: 100_000)
    watch.observe(wall: wall.adding(seconds: 2000), boot: 200_000)
    watch.observe(wall: wall.adding(seconds: 2119), boot: 319_000)
    #expect(watch.isHolding)
    watch.observe(wall: wall.adding(seconds: 2120), boot: 320_000)
    #expect(!watch.isHolding)
  }

  @Test("after a jump notices wait and a person's reply goes out, whose answer's date lets the notices go")
  func sender() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in
        guard case .response(var answer) = HTTPExchange.accepted("w\(place)") else { return .unknown(.reset) }
        answer.headers = [HTTPHeader("date", "Mon, 23 Nov 2026 16:00:10 GMT")]
        return .response(answer)
      }, boot: { 0 })
    try await house.open { () async throws in
      try await house.owe([House.entry("00", to: "0200", kind: .reply)])
      #expect(try await house.sender.step() == 1)
      // An hour in no time at all.
      house.clock.advance(seconds: 3600)
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 0)
      #expect(await house.health.report().degraded == [.clockJumped])
      try await house.owe([House.entry("02", to: "0300", kind: .reply)])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["00", "02", "01"])
  }

  @Test("the date of an answer is read in the form that servers write today, and in no other")
  func dates() {
    #expect(HTTPDate.read("Sun, 06 Nov 1994 08:49:37 GMT") == Timestamp(seconds: 784_111_777))
    for text in [
      "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 6 Nov 1994 08:49:37 GMT",
    ] {
      #expect(HTTPDate.read(text) == nil, "\(text)")
    }
  }

  @Test("a scaled clock runs so many times as fast, and its sleep so many times as short")
  func scaled() async throws {
    let clock = ScaledClock(speed: 3600, start: wall)
    let began = ContinuousClock.now
    try await clock.sleep(until: wall.adding(seconds: 360))
    #expect(clock.now() >= wall.adding(seconds: 360))
    #expect(ContinuousClock.now - began >= .milliseconds(100))
  }

  @Test("a sleep on the system's clock ends when its task is cancelled")
  func cancelled() async {
    let sleeper = Task { try await SystemClock().sleep(until: SystemClock().now().adding(seconds: 3600)) }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
  }
}
