/// The oracle: asks of every single minute (or second) of a stretch of UTC whether its local time lies in the hours,
/// and counts. No shortcut, so that there is nothing in it to get wrong.
struct MinuteWalker {
  /// UTC seconds that were asked about.
  let span: Range<Int>
  private let unit: Int
  private let open: [Bool]

  /// `unit` is the step in seconds; zone and hours must change only at multiples of it.
  init(span: Range<Int>, unit: Int, zone: OracleZone, hours: OracleHours) {
    self.span = span
    self.unit = unit
    var windowsByDay: [Int: [OracleHours.Window]] = [:]
    var changes = zone.changes[...]
    var offset = zone.initialOffset
    open = stride(from: span.lowerBound, to: span.upperBound, by: unit).map { second in
      while let change = changes.first, change.at <= second {
        offset = change.offset
        changes.removeFirst()
      }
      let secondOfDay = positiveRemainder(second + offset, 86_400)
      let day = (second + offset - secondOfDay) / 86_400
      if windowsByDay[day] == nil { windowsByDay[day] = hours.windows(onDay: day) }
      return windowsByDay[day]!.contains { $0.from <= secondOfDay && secondOfDay < $0.to }
    }
  }

  func isOpen(at second: Int) -> Bool { open[(second - span.lowerBound) / unit] }

  func elapsed(from start: Int, to end: Int) -> Int {
    var total = 0
    var second = start
    open.withUnsafeBufferPointer { open in
      while second < end {
        let index = (second - span.lowerBound) / unit
        let next = min(end, span.lowerBound + (index + 1) * unit)
        if open[index] { total += next - second }
        second = next
      }
    }
    return total
  }

  /// Nil when the span ends first.
  func deadline(from start: Int, target: Int) -> Int? {
    var remaining = target
    var second = start
    return open.withUnsafeBufferPointer { open -> Int? in
      while remaining > 0, second < span.upperBound {
        let index = (second - span.lowerBound) / unit
        let next = span.lowerBound + (index + 1) * unit
        if open[index] {
          if remaining <= next - second { return second + remaining }
          remaining -= next - second
        }
        second = next
      }
      return remaining > 0 ? nil : second
    }
  }
}
