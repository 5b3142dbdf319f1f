import Helpdesk

/// `closing:` and `retention:`.
enum LifecycleSection {
  static func readClosing(_ cursor: Cursor?) -> ClosingSettings {
    var settings = ClosingSettings()
    guard let cursor,
      let map = MapCursor(cursor, label: "`closing`", keys: ["reopen_within", "satisfaction"])
    else { return settings }
    if let seconds = map["reopen_within"]?.duration(in: 0...(90 * day)) { settings.reopenWithinSeconds = seconds }
    if let cursor = map["satisfaction"], let asks = MapCursor(cursor, label: "`satisfaction`", keys: ["ask"]) {
      _ = asks["ask"]?.flag()
    }
    return settings
  }

  static func readRetention(_ cursor: Cursor?) {
    let kinds = ["messages", "raw", "timeline"]
    guard let cursor, let map = MapCursor(cursor, label: "`retention`", keys: kinds) else { return }
    for kind in kinds { _ = map[kind]?.duration(.calendar, in: day...(36_600 * day)) }
  }

  private static let day: Int64 = 86_400
}
