import BusinessTime
import Rulebook
import Testing

@Suite("working time against an oracle that walks minutes")
struct OracleTests {
  @Test("12,000 random cases in hostile synthetic zones agree to the second")
  func hostileZones() throws {
    var random = SeededGenerator(seed: seed)
    var decided = 0
    for _ in 0..<120 {
      let start = Int.random(in: 9_000...24_000, using: &random) * 86_400 / 60 * 60
      let span = start..<start + 14 * 86_400
      let zone = OracleZone.hostile(around: span, unit: 60, using: &random)
      decided += try compare(zone, zone.asProductZone, span: span, unit: 60, cases: 100, using: &random)
    }
    #expect(decided > 6000, "most deadlines must fall into the walked span")
  }

  @Test(
    "1,200 random cases a zone agree to the second around changes that really happened",
    arguments: [
      "America/Mexico_City", "America/Santiago", "America/Sao_Paulo", "America/Bogota", "America/Asuncion",
      "America/Havana", "Australia/Lord_Howe", "Pacific/Apia", "America/New_York",
    ])
  func realZones(name: String) throws {
    let zone = try SystemZone.load(name)
    let ours = try #require(ZoneDatabase.zone(named: name))
    let lastTrusted = min(Year.of2038, ZoneComparison.end)
    if !ZoneComparison.isSameRelease, try ZoneComparison.difference(name) != nil {
      return print("figure: \(name) is not compared: its past was corrected between the machine's tzdata and ours")
    }
    let changes = zone.changes.map(\.at).filter { Year.of1991 < $0 && $0 < lastTrusted }
    var random = SeededGenerator(seed: seed &+ UInt64(name.utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude))
    var decided = 0
    for _ in 0..<12 {
      let change = try #require(changes.randomElement(using: &random))
      let start = (change - Int.random(in: 0...11 * 1440, using: &random) * 60) / 60 * 60
      decided += try compare(zone, ours, span: start..<start + 14 * 86_400, unit: 60, cases: 100, using: &random)
    }
    #expect(decided > 600, "most deadlines must fall into the walked span")
  }

  @Test("Apia's missing 30 December 2011 counts nothing")
  func apia() throws {
    let zone = try SystemZone.load("Pacific/Apia")
    let ours = try #require(ZoneDatabase.zone(named: "Pacific/Apia"))
    // 2011-12-24T00:00:00Z, six days before the date line moved.
    let start = 1_324_684_800
    var random = SeededGenerator(seed: seed)
    _ = try compare(zone, ours, span: start..<start + 14 * 86_400, unit: 60, cases: 200, using: &random)
  }

  @Test("hours and zones that change within minutes agree when every second is walked")
  func oddSeconds() throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let start = Int.random(in: 800_000_000...2_000_000_000, using: &random)
      let span = start..<start + 3 * 86_400
      let zone = OracleZone.hostile(around: span, unit: 1, using: &random)
      _ = try compare(zone, zone.asProductZone, span: span, unit: 1, cases: 40, using: &random)
    }
  }

  private let seed = SeededGenerator.seedOfThisRun()

  /// Random hours in one zone; random starts, ends and targets in one span. Returns how many deadlines the walk
  /// reached: of the others it knows only that they lie beyond the span.
  private func compare(
    _ zone: OracleZone, _ ours: Zone, span: Range<Int>, unit: Int, cases: Int,
    using random: inout SeededGenerator
  ) throws -> Int {
    let days = span.lowerBound / 86_400 - 3..<span.upperBound / 86_400 + 3
    let hours = OracleHours.random(days: days, unit: unit, using: &random)
    let walker = MinuteWalker(span: span, unit: unit, zone: zone, hours: hours)
    let calendar = hours.calendar(in: ours)
    let starts = span.lowerBound..<span.lowerBound + span.count * 2 / 3
    var decided = 0
    for _ in 0..<cases {
      let start = Int.random(in: starts, using: &random)
      let end = min(span.upperBound, start + Int.random(in: 0...6 * 86_400, using: &random))
      let target = Int.random(in: 0...(random.chance(30) ? 900 : 90_000), using: &random)
      let from = Timestamp(seconds: Int64(start))
      let elapsed = calendar.elapsed(from: from, to: Timestamp(seconds: Int64(end))).seconds
      let due = calendar.deadline(from: from, target: WorkingTime(seconds: Int64(target)))?.seconds
      let opensFirst = calendar.nextOpening(atOrAfter: from)?.seconds
      let expected = walker.deadline(from: start, target: target)
      let story = "seed \(seed), \(zone.name), start \(start), end \(end), target \(target)"
      try #require(elapsed == Int64(walker.elapsed(from: start, to: end)), "elapsed: \(story)")
      try #require(calendar.isOpen(at: from) == walker.isOpen(at: start), "open: \(story)")
      try #require(walker.isOpen(at: start) == (opensFirst == Int64(start)), "opening: \(story)")
      if let expected {
        decided += 1
        try #require(due == Int64(expected), "deadline: \(story)")
      } else {
        try #require(due ?? .max > Int64(span.upperBound), "deadline beyond the span: \(story)")
      }
    }
    return decided
  }

  private enum Year {
    static let of1991 = 662_688_000
    static let of2038 = 2_145_916_800
  }
}
