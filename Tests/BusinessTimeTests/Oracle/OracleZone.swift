import BusinessTime

/// A zone as the oracle sees it: nothing but offsets (seconds east of UTC) and when they begin (UTC seconds).
struct OracleZone {
  var name: String
  var initialOffset: Int
  var changes: [(at: Int, offset: Int)]

  func offset(at second: Int) -> Int {
    var offset = initialOffset
    for change in changes {
      if change.at > second { break }
      offset = change.offset
    }
    return offset
  }

  /// The same plain data given to the product: for zones that no government has.
  var asProductZone: Zone {
    Zone(
      name: name, offset: Int32(initialOffset),
      transitions: changes.map { ZoneTransition(at: Int64($0.at), offset: Int32($0.offset)) })
  }

  /// A zone that jumps by half an hour, an hour, a day or something odd, every few days, often at local midnight.
  ///
  /// `unit` (60 or 1 second) divides everything, so that the oracle may walk in steps of it.
  static func hostile(
    around span: Range<Int>, unit: Int, using random: inout SeededGenerator
  ) -> OracleZone {
    var offset = Int.random(in: -48...56, using: &random) * 900
    var zone = OracleZone(name: "Hostile/Zone", initialOffset: offset, changes: [])
    var at = span.lowerBound + Int.random(in: -3 * 1440...5 * 1440, using: &random) * 60
    while at < span.upperBound {
      let sizes = [30 * 60, 60 * 60, 1440 * 60, unit * Int.random(in: 1...3000, using: &random)]
      let jump = sizes.randomElement(using: &random)! * (random.chance(50) ? 1 : -1)
      let next = abs(offset + jump) > 30 * 3600 ? offset - jump : offset + jump
      if random.chance(50) {
        // Local midnight, by the clock before the jump or by the one after it.
        let clock = random.chance(50) ? offset : next
        at -= positiveRemainder(at + clock, 86_400)
      }
      if at > zone.changes.last?.at ?? Int.min {
        zone.changes.append((at, next))
        offset = next
      }
      at += Int.random(in: 600...15 * 86_400, using: &random) / unit * unit
    }
    return zone
  }
}

func positiveRemainder(_ value: Int, _ divisor: Int) -> Int {
  let rest = value % divisor
  return rest < 0 ? rest + divisor : rest
}
