import BusinessTime

/// A point in time as people say it: which day, seen from today, and the clock's reading to the minute.
struct SpokenMoment: Equatable {
  /// The day that is spoken of: at midnight, the day that ends.
  private let date: CivilDate
  /// 0 … 1440; 1440 is the midnight that ends `date`.
  private let minuteOfDay: Int
  private let today: CivilDate

  /// `instant` is rounded up to the minute of the zone's wall clock.
  init(_ instant: Timestamp, now: Timestamp, zone: Zone) {
    let local = Self.roundedUp(instant, zone)
    let isMidnight = local.secondOfDay == 0
    date = isMidnight ? local.date.adding(days: -1) : local.date
    minuteOfDay = isMidnight ? Self.minutesPerDay : local.secondOfDay / 60
    today = zone.local(now).0.date
  }

  /// «el lunes antes de las 9:15», or without `before` «el lunes a las 9:15».
  func phrase(_ tongue: Tongue, before: Bool) -> String {
    let time = time(tongue, before: before)
    guard let day = day(tongue) else { return time }
    return day + " " + time
  }

  /// «13:05», «1:05 PM»; what stands in brackets or after a comma.
  func digits(_ tongue: Tongue) -> String {
    let hour = minuteOfDay / 60
    let minute = (minuteOfDay % 60 < 10 ? ":0" : ":") + String(minuteOfDay % 60)
    return switch tongue {
    case .spanish, .portuguese: String(hour) + minute
    case .english: String((hour + 11) % 12 + 1) + minute + (hour % 24 < 12 ? " AM" : " PM")
    }
  }

  private func time(_ tongue: Tongue, before: Bool) -> String {
    let hour = minuteOfDay / 60
    return switch tongue {
    case .spanish: (before ? "antes de " : "a ") + (hour == 1 ? "la " : "las ") + digits(tongue)
    case .portuguese: (before ? "antes " : "") + Self.portugueseArticle(hour, before) + digits(tongue)
    case .english: (before ? "before " : "at ") + digits(tongue)
    }
  }

  /// "Da 1:05", "da 0:15", but "das 10:15"; without "antes": "à 1:05", "às 10:15".
  private static func portugueseArticle(_ hour: Int, _ before: Bool) -> String {
    hour < 2 ? (before ? "da " : "à ") : (before ? "das " : "às ")
  }

  /// Nil for today, except at midnight: there "today" must be said. English says whose night it is.
  private func day(_ tongue: Tongue) -> String? {
    let isMidnight = minuteOfDay == Self.minutesPerDay
    let night = isMidnight && tongue == .english ? " night" : ""
    let distance = date.dayNumber - today.dayNumber
    switch distance {
    case 0: return isMidnight ? tongue.pick("hoy", "hoje", "tonight") : nil
    case 1: return tongue.pick("mañana", "amanhã", "tomorrow" + night)
    case 2...Self.daysByName: return Self.weekday(date.weekday, tongue) + night
    case _: return fullDate(tongue) + (night.isEmpty ? "" : " at night")
    }
  }

  private func fullDate(_ tongue: Tongue) -> String {
    let weekday = Self.weekday(date.weekday, tongue)
    let month = Self.months(tongue)[date.month - 1]
    let isThisYear = date.year == today.year
    return switch tongue {
    case .spanish: "\(weekday) \(date.day) de \(month)" + (isThisYear ? "" : " de \(date.year)")
    case .portuguese: "\(weekday), \(date.day) de \(month)" + (isThisYear ? "" : " de \(date.year)") + ","
    case .english: "\(weekday), \(month) \(date.day)," + (isThisYear ? "" : " \(date.year),")
    }
  }

  private static func weekday(_ day: Weekday, _ tongue: Tongue) -> String {
    switch day {
    case .monday: tongue.pick("el lunes", "na segunda-feira", "on Monday")
    case .tuesday: tongue.pick("el martes", "na terça-feira", "on Tuesday")
    case .wednesday: tongue.pick("el miércoles", "na quarta-feira", "on Wednesday")
    case .thursday: tongue.pick("el jueves", "na quinta-feira", "on Thursday")
    case .friday: tongue.pick("el viernes", "na sexta-feira", "on Friday")
    case .saturday: tongue.pick("el sábado", "no sábado", "on Saturday")
    case .sunday: tongue.pick("el domingo", "no domingo", "on Sunday")
    }
  }

  private static func months(_ tongue: Tongue) -> [String] {
    switch tongue {
    case .spanish:
      [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
        "diciembre",
      ]
    case .portuguese:
      [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
        "novembro", "dezembro",
      ]
    case .english:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]
    }
  }

  /// Rounds the wall clock, not the instant: zones whose offset is no whole minute still show whole minutes.
  private static func roundedUp(_ instant: Timestamp, _ zone: Zone) -> CivilDateTime {
    let whole = instant.flooredToSecond
    let second = whole == instant ? whole : whole.adding(seconds: 1)
    let local = zone.local(second).0
    let rest = local.second == 0 ? 0 : 60 - local.second
    return zone.local(second.adding(seconds: Int64(rest))).0
  }

  private static let minutesPerDay = 1440
  /// A weekday's name alone is clear for the coming six days; on the seventh it would mean today.
  private static let daysByName: Int64 = 6
}
