import BusinessTime
import Testing

@Suite("laws of working time, on random hours and zones")
struct PropertyTests {
  @Test("deadline and elapsed are inverse, earliest, additive and monotone in 4,000 random cases")
  func laws() throws {
    let seed = SeededGenerator.seedOfThisRun()
    var random = SeededGenerator(seed: seed)
    for _ in 0..<80 {
      let calendar = randomCalendar(using: &random)
      guard !calendar.neverOpens else { continue }
      for _ in 0..<50 {
        let start = Timestamp(milliseconds: Int64.random(in: base...base + 40 * 86_400_000, using: &random))
        let first = WorkingTime(seconds: Int64.random(in: 1...80_000, using: &random))
        let second = WorkingTime(seconds: Int64.random(in: 0...80_000, using: &random))
        let story: Comment = "seed \(seed), start \(start.milliseconds), \(first.seconds) + \(second.seconds)"
        let due = try #require(calendar.deadline(from: start, target: first), story)
        try #require(calendar.elapsed(from: start, to: due) == first, story)
        try #require(calendar.elapsed(from: start, to: due.adding(seconds: -1)) < first, story)
        let whole = try #require(calendar.deadline(from: start, target: first + second), story)
        try #require(calendar.deadline(from: due, target: second) == whole, story)
        try #require(whole >= due && due > start, story)
        let later = start.adding(milliseconds: Int64.random(in: 0...90_000_000, using: &random))
        try #require(try #require(calendar.deadline(from: later, target: first)) >= due, story)
        let end = later.adding(seconds: 90_000)
        let parts = calendar.elapsed(from: start, to: later) + calendar.elapsed(from: later, to: end)
        try #require(calendar.elapsed(from: start, to: end) == parts, story)
      }
    }
  }

  /// 2026-03-01T00:00:00Z.
  private let base: Int64 = 1_772_323_200_000

  private func randomCalendar(using random: inout SeededGenerator) -> WorkCalendar {
    let start = Int(base / 1000)
    let hours = OracleHours.random(days: start / 86_400..<start / 86_400 + 60, unit: 1, using: &random)
    if random.chance(50) {
      let names = ["America/Santiago", "America/Havana", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]
      return hours.calendar(in: zone(names.randomElement(using: &random)!))
    }
    let hostile = OracleZone.hostile(around: start..<start + 60 * 86_400, unit: 1, using: &random)
    return hours.calendar(in: hostile.asProductZone)
  }
}
