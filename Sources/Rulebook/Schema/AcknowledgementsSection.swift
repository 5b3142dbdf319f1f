import Helpdesk

/// `acknowledgements:`.
enum AcknowledgementsSection {
  static func read(_ cursor: Cursor?) -> AcknowledgementSettings {
    var settings = AcknowledgementSettings()
    let keys = ["quiet_window", "interval", "stale_after", "monthly_budget", "mark_read"]
    guard let cursor, let map = MapCursor(cursor, label: "`acknowledgements`", keys: keys) else { return settings }
    // A burst is answered 10 s after its first message at the latest (semantics §9).
    if let seconds = map["quiet_window"]?.duration(in: 0...10) { settings.quietWindowSeconds = seconds }
    if let seconds = map["interval"]?.duration(in: 60...(30 * 86_400)) { settings.intervalSeconds = seconds }
    // Older than a day, a message is answered by people or not at all: Meta's window has closed.
    if let seconds = map["stale_after"]?.duration(in: 60...86_400) { settings.staleAfterSeconds = seconds }
    if let count = map["monthly_budget"]?.integer(in: 1...mostMessages) { settings.monthlyBudget = count }
    settings.marksRead = map["mark_read"]?.flag() ?? false
    return settings
  }

  /// Far above what a number sends in a month at Meta's own pace.
  private static let mostMessages = 100_000_000
}
