/// What a wall clock shows: a date and the second of that day, in a zone known from elsewhere.
package struct CivilDateTime: Hashable, Sendable {
  package let date: CivilDate
  /// 0 ..< 86,400. Not seconds since local midnight: on a day of a zone change those differ.
  package let secondOfDay: Int

  /// A date and a second of it; seconds beyond the day are held at its ends.
  package init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = min(max(secondOfDay, 0), Int(secondsPerDay) - 1)
  }

  /// The clock's reading so many local seconds after 1970-01-01T00:00:00 of the same zone.
  package init(localSecond: Int64) {
    date = CivilDate(dayNumber: localSecond.floorDivided(by: secondsPerDay))
    secondOfDay = Int(localSecond.floorRemainder(by: secondsPerDay))
  }

  package var hour: Int { secondOfDay / 3600 }
  package var minute: Int { secondOfDay / 60 % 60 }
  package var second: Int { secondOfDay % 60 }
  package var weekday: Weekday { date.weekday }

  /// Local seconds since 1970-01-01T00:00:00 of the same zone.
  package var localSecond: Int64 { date.dayNumber * secondsPerDay + Int64(secondOfDay) }
}

extension CivilDateTime: Comparable {
  package static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
    (left.date, left.secondOfDay) < (right.date, right.secondOfDay)
  }
}

/// Seconds of a civil day, as clocks number them.
let secondsPerDay: Int64 = 86_400
