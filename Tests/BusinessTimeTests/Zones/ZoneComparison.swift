import BusinessTime
import Rulebook
import Testing

/// Our zone data beside the machine's tzdata. The same release must be the same up to 2100; of another release only
/// the past can be asked, and a correction of it may stand between the two.
enum ZoneComparison {
  static let isSameRelease = SystemZone.version == ZoneDatabase.version
  /// 1990 in UTC, where our data begins.
  static let start = 631_152_000
  /// 2100; of another release the beginning of 2025, before which no government can change its mind.
  static let end = isSameRelease ? 4_102_444_800 : 1_735_689_600

  /// Where a zone differs first, in words; nil if it does not.
  static func difference(_ name: String) throws -> String? {
    let theirs = try SystemZone.load(name)
    let ours = try #require(ZoneDatabase.zone(named: name))
    var offset = theirs.offset(at: start)
    if Int(ours.offset(atSecond: Int64(start))) != offset { return "another offset in 1990" }
    var second = Int64(start)
    for change in theirs.changes where start < change.at && change.at < end && change.offset != offset {
      guard let next = ours.transition(after: second), Int(next.at) == change.at, Int(next.offset) == change.offset,
        Int(ours.offset(atSecond: next.at)) == change.offset
      else { return "theirs changes at \(change.at) to \(change.offset), ours does not" }
      offset = change.offset
      second = next.at
    }
    if let next = ours.transition(after: second), next.at < end { return "ours changes at \(next.at), theirs does not" }
    return nil
  }
}
