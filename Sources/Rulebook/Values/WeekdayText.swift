import BusinessTime

/// `mon`, `mon-fri`, `sat-mon`, `mon, wed`: the days of a week as the rules file names them.
enum WeekdayText {
  /// In the order of `Weekday.allCases`.
  static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  static func weekday(_ name: some StringProtocol) -> Weekday? {
    names.firstIndex(of: name.lowercased()).map { Weekday.allCases[$0] }
  }

  static func name(of weekday: Weekday) -> String { names[weekday.rawValue] }

  /// The days of a key of `week`, or the first word in it that is no day.
  static func days(_ text: String) -> Result<[Weekday], UnknownDay> {
    var days: [Weekday] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.filter { $0 != " " }.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = ends.first, let last = ends.last else { return .failure(UnknownDay(word: "")) }
      guard let from = weekday(first) else { return .failure(UnknownDay(word: String(first))) }
      guard let to = weekday(last) else { return .failure(UnknownDay(word: String(last))) }
      let count = (to.rawValue - from.rawValue + 7) % 7
      days += (0...count).map { Weekday.allCases[(from.rawValue + $0) % 7] }
    }
    return .success(days)
  }

  struct UnknownDay: Error {
    let word: String

    /// People write whole words and other languages' days.
    var hint: String {
      if let full = WeekdayText.full[word.lowercased()] { return "did you mean `\(full)`?" }
      if let nearest = Nearest.name(to: word, among: WeekdayText.names) { return "did you mean `\(nearest)`?" }
      return "days are `mon` to `sun`, a range is `mon-fri`"
    }
  }

  private static let full: [String: String] = [
    "monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri", "saturday": "sat",
    "sunday": "sun", "lun": "mon", "lunes": "mon", "mar": "tue", "martes": "tue", "mie": "wed", "mié": "wed",
    "miercoles": "wed", "miércoles": "wed", "jue": "thu", "jueves": "thu", "vie": "fri", "viernes": "fri",
    "sab": "sat", "sáb": "sat", "sabado": "sat", "sábado": "sat", "dom": "sun", "domingo": "sun",
  ]
}
