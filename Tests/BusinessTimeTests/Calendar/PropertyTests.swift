import BusinessTime
import Testing

@Suite("laws of working time, on random hours and zones")
struct PropertyTests {
  @Test("deadline and elapsed are inverse, earliest, additive and monotone in 4,000 random cases")
  func laws() throws {
    let seed = SeededGenerator.seedOfThisRun()
    var random = SeededGenerator(seed: seed)
    var decided = 0
    for _ in 0..<80 {
      let calendar = randomCalendar(using: &random)
      for _ in 0..<50 {
        let start = Timestamp(milliseconds: Int64.random(in: base...base + 40 * 86_400_000, using: &random))
        let first = WorkingTime(seconds: Int64.random(in: 1...80_000, using: &random))
        let second = WorkingTime(seconds: Int64.random(in: 0...80_000, using: &random))
        let story: Comment = "seed \(seed), start \(start.milliseconds), \(first.seconds) + \(second.seconds)"
        let later = start.adding(milliseconds: Int64.random(in: 0...90_000_000, using: &random))
        let due = calendar.deadline(from: start, target: first)
        let whole = calendar.deadline(from: start, target: first + second)
        if due == nil { try requireTooShort(calendar, from: start, target: first, story) }
        if whole == nil { try requireTooShort(calendar, from: start, target: first + second, story) }
        if let due {
          decided += 1
          try #require(calendar.elapsed(from: start, to: due) == first, story)
          try #require(calendar.elapsed(from: start, to: due.adding(seconds: -1)) < first, story)
          try #require(calendar.deadline(from: due, target: second) == whole, story)
          try #require(whole ?? never >= due && due > start, story)
        }
        try #require(calendar.deadline(from: later, target: first) ?? never >= due ?? never, story)
        let end = later.adding(seconds: 90_000)
        let parts = calendar.elapsed(from: start, to: later) + calendar.elapsed(from: later, to: end)
        try #require(calendar.elapsed(from: start, to: end) == parts, story)
      }
    }
    #expect(decided > 2000, "most weeks have hours: seed \(seed)")
  }

  /// Without a deadline, all that the calendar ever opens is less than the target.
  private func requireTooShort(
    _ calendar: WorkCalendar, from start: Timestamp, target: WorkingTime, _ story: Comment
  ) throws {
    let allTime = start.adding(seconds: WorkCalendar.horizonDays * 86_400)
    try #require(calendar.elapsed(from: start, to: allTime) < target, story)
  }

  /// Later than any deadline.
  private let never = Timestamp(milliseconds: .max)

  /// 2026-03-01T00:00:00Z.
  private let base: Int64 = 1_772_323_200_000

  private func randomCalendar(using random: inout SeededGenerator) -> WorkCalendar {
    let start = Int(base / 1000)
    var hours = OracleHours.random(days: start / 86_400..<start / 86_400 + 60, unit: 1, using: &random)
    if random.chance(5) { hours.week = Array(repeating: [], count: 7) }
    if random.chance(50) {
      let names = ["America/Santiago", "America/Havana", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"]
      return hours.calendar(in: zone(names.randomElement(using: &random)!))
    }
    let hostile = OracleZone.hostile(around: start..<start + 60 * 86_400, unit: 1, using: &random)
    return hours.calendar(in: hostile.asProductZone)
  }
}
