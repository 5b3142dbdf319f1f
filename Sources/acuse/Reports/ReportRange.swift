import BusinessTime
import Helpdesk

/// From when until before when a report counts.
struct ReportRange {
  var from: Timestamp
  var to: Timestamp
  /// In which days are meant and times are shown.
  var zone: Zone

  private static let defaultSeconds: Int64 = 30 * 86_400

  /// Throws `Complaint` for what is neither a day nor a time, and for an end that is not after the beginning.
  init(from: String?, to: String?, zone: Zone, now: Timestamp) throws {
    self.zone = zone
    self.to = try to.map { try Self.time($0, "--to", zone, isEnd: true) } ?? now
    self.from =
      try from.map { try Self.time($0, "--from", zone, isEnd: false) }
      ?? self.to.adding(seconds: -Self.defaultSeconds)
    guard self.from < self.to else { throw Complaint.wrongUse("--to must be after --from.") }
  }

  /// The rules' zone: that of the calendar of their last policy, which applies when no other does.
  static func zone(of rules: RuleSet) -> Zone {
    rules.book.policies.last.flatMap { rules.book.calendars[$0.calendar]?.zone } ?? .utc
  }

  private static func time(_ text: String, _ option: String, _ zone: Zone, isEnd: Bool) throws -> Timestamp {
    if let day = CivilDate(iso: text) { return beginning(of: isEnd ? day.adding(days: 1) : day, in: zone) }
    guard let time = RFC3339.parse(text) else {
      throw Complaint.wrongUse("\(option) takes a day such as 2026-11-20, or a time such as 2026-11-20T23:00:00-06:00.")
    }
    return time
  }

  /// The first instant of a day, which is not everywhere midnight: some zones skip it in spring.
  static func beginning(of day: CivilDate, in zone: Zone) -> Timestamp {
    // No zone is further ahead of UTC than this, none further behind than twice of it; offsets are whole quarters.
    let earliest = RFC3339.parse("\(day)T00:00:00Z")?.adding(seconds: -mostAheadSeconds) ?? Timestamp(seconds: 0)
    var time = earliest
    while zone.local(time).0.date < day, time < earliest.adding(seconds: 2 * mostAheadSeconds) {
      time = time.adding(seconds: 15 * 60)
    }
    return time
  }

  private static let mostAheadSeconds: Int64 = 15 * 3600
}
