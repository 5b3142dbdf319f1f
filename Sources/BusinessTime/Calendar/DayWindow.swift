/// Opening hours of one stretch of a local day: `fromSecond` inclusive, `toSecond` exclusive.
///
/// Wall-clock terms: 24:00 (86,400) closes a day without losing its last minute, and midnight is never crossed.
package struct DayWindow: Hashable, Sendable {
  /// 0 ..< 86,400.
  package let fromSecond: Int
  /// 1 … 86,400, after `fromSecond`.
  package let toSecond: Int

  /// A stretch that lies in one day and is not empty, or nil.
  package init?(fromSecond: Int, toSecond: Int) {
    guard 0 <= fromSecond, fromSecond < toSecond, toSecond <= Int(secondsPerDay) else { return nil }
    self.fromSecond = fromSecond
    self.toSecond = toSecond
  }

  /// 00:00–24:00.
  package static let wholeDay = DayWindow(existingFrom: 0, to: Int(secondsPerDay))

  /// The same hours in order of time, overlapping and touching windows made one.
  package static func merged(_ windows: [DayWindow]) -> [DayWindow] {
    var result: [DayWindow] = []
    for window in windows.sorted(by: { $0.fromSecond < $1.fromSecond }) {
      if let last = result.last, window.fromSecond <= last.toSecond {
        result[result.count - 1] = DayWindow(
          existingFrom: last.fromSecond, to: max(last.toSecond, window.toSecond))
      } else {
        result.append(window)
      }
    }
    return result
  }

  private init(existingFrom from: Int, to: Int) {
    fromSecond = from
    toSecond = to
  }
}
