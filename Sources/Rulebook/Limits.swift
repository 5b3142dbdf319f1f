/// Bounds of a rules file. Each is far above what a company of a thousand people writes by hand, and low enough that
/// a generated or hostile file costs a moment, not the process.
enum Limits {
  /// 1 MiB: 5,000 people with every key need about 900 KiB.
  static let fileBytes = 1 << 20
  /// Values after aliases are written out: what bounds an alias bomb.
  static let nodes = 200_000
  /// The schema needs 9 levels.
  static let depth = 32
  /// Columns before the first text of a line; bounds block nesting before the parser, which recurses, sees the file.
  static let indentation = 120
  /// Repeated keys that are looked for before the file is given up: each costs one parse.
  static let repeatedKeys = 20
  /// Problems reported at once; nobody repairs more before running `check` again.
  static let problems = 500

  static let numbers = 500
  static let calendars = 500
  static let people = 5000
  static let teams = 1000
  static let rotas = 500
  static let segments = 500
  static let ladders = 1000
  static let policies = 1000
  static let triageRules = 5000
  /// Steps of one ladder; each is decided, recorded and told apart.
  static let steps = 50
  /// Recipients, actions, tags or names in one list.
  static let listEntries = 200
  /// Own dates and holidays of one calendar: five years of daily exceptions.
  static let calendarDates = 2000
  /// Opening windows of one day.
  static let windows = 24
  /// Characters of a name, tag, stage or queue: they travel into templates and tables.
  static let nameCharacters = 100
  /// Characters of an address or path.
  static let addressCharacters = 500

  /// Hours of a target or of a step after its due time: more than a year around the clock.
  static let targetHours: Int64 = 10_000
  /// Percent of the target at which a step may stand: ten times the target is a forgotten case.
  static let percent = 1...1000
  /// Meta grants 1,000 messages a second at most (upgraded numbers).
  static let throughput = 1...1000
  /// Open conversations of one person.
  static let capacity = 0...10_000
  /// Alerts an hour; more than one a second is noise.
  static let alertsPerHour = 1...3600
}
