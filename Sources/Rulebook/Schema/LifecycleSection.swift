import BusinessTime
import Helpdesk

/// `closing:` and `retention:`.
enum LifecycleSection {
  static func readClosing(_ cursor: Cursor?) -> ClosingSettings {
    var settings = ClosingSettings()
    guard let cursor,
      let map = MapCursor(cursor, label: "`closing`", keys: ["reopen_within", "satisfaction", "waiting_customer"])
    else { return settings }
    if let seconds = map["reopen_within"]?.duration(in: 0...(90 * day)) { settings.reopenWithinSeconds = seconds }
    if let cursor = map["satisfaction"], let asks = MapCursor(cursor, label: "`satisfaction`", keys: ["ask"]) {
      settings.asksForRating = asks["ask"]?.flag() ?? false
    }
    settings.patience = map["waiting_customer"].flatMap(readPatience)
    return settings
  }

  /// Both or neither: nobody's case is resolved who was not reminded, and a reminder says when it will be.
  private static func readPatience(_ cursor: Cursor) -> ClosingSettings.Patience? {
    let example = "for example `{ remind_after: 16h, resolve_after: 8h }`"
    let keys = ["remind_after", "resolve_after"]
    guard let map = MapCursor(cursor, label: "`waiting_customer`", keys: keys, hint: example) else { return nil }
    let times = keys.map {
      map.required($0, hint: example)?.duration(.working, in: shortestPatience...(Limits.targetHours * 3600))
    }
    guard let remind = times[0], let resolve = times[1] else { return nil }
    return ClosingSettings.Patience(
      remindAfter: WorkingTime(seconds: remind), resolveAfter: WorkingTime(seconds: resolve))
  }

  /// Time enough to read a reminder and to answer it.
  private static let shortestPatience: Int64 = 600

  static func readRetention(_ cursor: Cursor?) -> RetentionSettings {
    let kinds = ["messages", "raw", "timeline"]
    guard let cursor, let map = MapCursor(cursor, label: "`retention`", keys: kinds) else { return RetentionSettings() }
    let seconds = kinds.map { map[$0]?.duration(.calendar, in: day...(36_600 * day)) }
    return RetentionSettings(messagesSeconds: seconds[0], rawSeconds: seconds[1], timelineSeconds: seconds[2])
  }

  private static let day: Int64 = 86_400
}
