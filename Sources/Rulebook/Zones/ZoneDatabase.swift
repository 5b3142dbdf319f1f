package import BusinessTime

/// The world's time zones by IANA name, carried in the binary: a gateway must not change its mind about a deadline
/// because the machine's tzdata was updated under it.
///
/// Covers every name and alias of the release, with all changes of offset since 1990; earlier instants get the offset
/// of 1990.
package enum ZoneDatabase {
  /// The zone of that exact IANA name or alias; nil when there is none. It keeps the name it was asked for.
  package static func zone(named name: String) -> Zone? {
    zones[name]
  }

  /// Every known name, aliases included, in alphabetical order.
  package static let names: [String] = zones.keys.sorted()

  /// The tzdata release, such as `2026f`.
  package static let version = ZoneData.version

  /// The known name most like a wrong one, for a hint; nil when nothing is near.
  ///
  /// The city alone is enough, and case and blanks do not count: `mexico city` finds `America/Mexico_City`.
  package static func nearest(to name: String) -> String? {
    let wanted = folded(name)
    let isPath = wanted.contains(UInt8(ascii: "/"))
    var best: (name: String, distance: Int)?
    for candidate in names {
      let whole = folded(candidate)
      var distance = editDistance(wanted, whole)
      if !isPath, let city = whole.split(separator: UInt8(ascii: "/")).last {
        distance = min(distance, editDistance(wanted, Array(city)))
      }
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, wanted.count / nearnessDivisor) else { return nil }
    return best.name
  }

  /// A third of the letters may be wrong; beyond that a hint is a guess.
  private static let nearnessDivisor = 3

  /// Parsed once, on first use.
  private static let zones: [String: Zone] = ZoneDataParser.zones(in: ZoneData.text)

  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "_") : $0 }
  }

  /// Letters to insert, drop or replace to turn one text into the other (Levenshtein).
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, leftByte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, rightByte) in right.enumerated() {
        let replaced = diagonal + (leftByte == rightByte ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
