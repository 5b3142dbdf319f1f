import BusinessTime
import Foundation
import Rulebook
import Testing

@Suite("our zone data against the machine's")
struct ZoneDatabaseTests {
  @Test("every zone changes when and as the system's tzdata says, from 1990 to 2100")
  func everyChange() throws {
    try #require(ZoneDatabase.names.count > 400)
    var differing: [String] = []
    for name in ZoneDatabase.names {
      if let difference = try ZoneComparison.difference(name) { differing.append("\(name): \(difference)") }
    }
    if ZoneComparison.isSameRelease {
      try #require(differing.isEmpty, "\(differing.joined(separator: "\n"))")
    } else {
      // Each release corrects some zone's past; most of it must agree all the same.
      print(
        "figure: the machine's tzdata is \(SystemZone.version ?? "unknown"), ours \(ZoneDatabase.version):",
        "\(differing.count) of \(ZoneDatabase.names.count) zones have another past")
      try #require(differing.count <= Self.mostCorrected, "\(differing.joined(separator: "\n"))")
    }
  }

  /// Names whose past may have been corrected between our release and the machine's: three in a hundred.
  private static let mostCorrected = 18

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
