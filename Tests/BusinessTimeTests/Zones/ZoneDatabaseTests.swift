import BusinessTime
import Foundation
import Rulebook
import Testing

@Suite("our zone data against the machine's")
struct ZoneDatabaseTests {
  @Test("every zone changes when and as the system's tzdata says, from 1990 to 2100")
  func everyChange() throws {
    try #require(ZoneDatabase.names.count > 400)
    let start = 631_152_000
    // With another release of tzdata on the machine only the past can be expected to agree.
    let end = SystemZone.version == ZoneDatabase.version ? 4_102_444_800 : 1_735_689_600
    for name in ZoneDatabase.names {
      let theirs = try SystemZone.load(name)
      let ours = try #require(ZoneDatabase.zone(named: name))
      var expected: [(at: Int, offset: Int)] = []
      var offset = theirs.offset(at: start)
      try #require(Int(ours.offset(atSecond: Int64(start))) == offset, "\(name) in 1990")
      for change in theirs.changes where start < change.at && change.at < end && change.offset != offset {
        expected.append(change)
        offset = change.offset
      }
      var found: [(at: Int, offset: Int)] = []
      var second = Int64(start)
      while let next = ours.transition(after: second), next.at < end {
        found.append((Int(next.at), Int(next.offset)))
        second = next.at
      }
      try #require(found.map(\.at) == expected.map(\.at), "\(name)")
      try #require(found.map(\.offset) == expected.map(\.offset), "\(name)")
      for change in expected {
        try #require(Int(ours.offset(atSecond: Int64(change.at))) == change.offset, "\(name) at \(change.at)")
      }
    }
  }

  @Test("every zone that Foundation knows has Foundation's offsets, sampled weekly from 1995 to 2037")
  func foundationOffsets() throws {
    var compared = 0
    for name in ZoneDatabase.names {
      guard let theirs = TimeZone(identifier: name) else { continue }
      let ours = try #require(ZoneDatabase.zone(named: name))
      let end = Self.foundationIsStaleFrom[name] ?? 2_145_916_800.0
      for second in stride(from: 788_918_400.0, to: end, by: 604_800) {
        let date = Date(timeIntervalSince1970: second)
        try #require(Int(ours.offset(atSecond: Int64(second))) == theirs.secondsFromGMT(for: date), "\(name) \(date)")
      }
      compared += 1
    }
    #expect(compared > 400)
  }

  /// Where laws, or what is known of them, changed after Foundation's own data (2025b) was made: the UTC second up to
  /// which it can be asked. The system's tzdata, in the test above, has no such exceptions.
  private static let foundationIsStaleFrom: [String: Double] = {
    let autumnOf2026 = 1_788_220_800.0
    let changed = [
      "Africa/Casablanca", "Africa/El_Aaiun", "America/Edmonton", "America/Havana", "America/Inuvik",
      "America/Rainy_River", "America/Vancouver", "America/Winnipeg", "America/Yellowknife", "Canada/Central",
      "Canada/Mountain", "Canada/Pacific", "Cuba",
    ]
    var limits = Dictionary(uniqueKeysWithValues: changed.map { ($0, autumnOf2026) })
    // Moldova's changes since 2022 were corrected later; WET has become an alias of Lisbon, which kept other hours.
    for name in ["Europe/Chisinau", "Europe/Tiraspol"] { limits[name] = 1_640_995_200 }
    limits["WET"] = 788_918_400
    return limits
  }()

  @Test(
    "the zones that people write in a rules file are there, aliases included",
    arguments: [
      "America/Mexico_City", "America/Sao_Paulo", "America/Bogota", "America/Santiago",
      "America/Argentina/Buenos_Aires", "America/Buenos_Aires", "America/Asuncion", "America/Havana", "America/Lima",
      "America/Guayaquil",
      "America/Montevideo", "America/New_York", "US/Eastern", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Madrid",
      "Europe/London", "UTC", "Etc/UTC", "Etc/GMT+5", "GMT",
    ])
  func names(name: String) throws {
    #expect(try #require(ZoneDatabase.zone(named: name)).name == name)
    #expect(ZoneDatabase.names.contains(name))
  }

  @Test("a name that does not exist is nobody's zone", arguments: ["", "America", "america/mexico_city", "Factory"])
  func unknown(name: String) {
    #expect(ZoneDatabase.zone(named: name) == nil)
  }

  @Test(
    "a wrong name brings the nearest one",
    arguments: [
      ("America/Mexico City", "America/Mexico_City"), ("mexico city", "America/Mexico_City"),
      ("America/Bogotá", "America/Bogota"), ("america/sao_paolo", "America/Sao_Paulo"),
      ("Santiago", "America/Santiago"), ("Europe/Madird", "Europe/Madrid"),
    ])
  func nearest(wrong: String, right: String) {
    #expect(ZoneDatabase.nearest(to: wrong) == right)
  }

  @Test("nonsense brings no hint")
  func noHint() {
    #expect(ZoneDatabase.nearest(to: "the office upstairs") == nil)
    #expect(ZoneDatabase.nearest(to: "") == nil)
  }

  @Test("the release of tzdata is stated")
  func version() {
    #expect(ZoneDatabase.version.wholeMatch(of: /20\d\d[a-z]+/) != nil)
  }
}
