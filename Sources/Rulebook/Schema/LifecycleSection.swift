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
      settings.asksForRating = asks["ask"]?.flag() ?? false
    }
    return settings
  }

  static func readRetention(_ cursor: Cursor?) -> RetentionSettings {
    let kinds = ["messages", "raw", "timeline"]
    guard let cursor, let map = MapCursor(cursor, label: "`retention`", keys: kinds) else { return RetentionSettings() }
    let seconds = kinds.map { map[$0]?.duration(.calendar, in: day...(36_600 * day)) }
    return RetentionSettings(messagesSeconds: seconds[0], rawSeconds: seconds[1], timelineSeconds: seconds[2])
  }

  private static let day: Int64 = 86_400
}
