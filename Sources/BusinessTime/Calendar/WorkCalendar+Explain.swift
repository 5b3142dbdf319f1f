extension WorkCalendar {
  /// The same walk as `deadline`, told step by step: the counted stretches and the days that were closed.
  package func explain(from start: Timestamp, target: WorkingTime) -> Explanation {
    var story = Story(due: deadline(from: start, target: target))
    guard target > .zero, let due = story.due else { return story.told(from: start, target: target) }
    if alwaysOpen {
      story.count(from: start.seconds, to: due.seconds, hours: .alwaysOpen)
      return story.told(from: start, target: target)
    }
    let (local, _) = zone.local(start)
    var nextDay = local.date.dayNumber
    var spans = OpenSpans(of: self, from: start.seconds, until: due.seconds)
    while let span = spans.next() {
      if nextDay < span.day { tellClosedDays(nextDay..<span.day, startDay: local.date.dayNumber, to: &story) }
      nextDay = max(nextDay, span.day + 1)
      story.count(from: span.from, to: span.to, hours: hoursSource(onDay: span.day))
    }
    return story.told(from: start, target: target)
  }

  /// Why a local day has no hours, or nil when it has.
  package func closedReason(on date: CivilDate) -> Explanation.ClosedReason? {
    guard !alwaysOpen, hours(onDay: date.dayNumber).isEmpty else { return nil }
    if dates[date] != nil { return .date }
    if let name = holidays[date] { return .holiday(name) }
    return .weekday(date.weekday)
  }

  private func hoursSource(onDay dayNumber: Int64) -> Explanation.HoursSource {
    dates[CivilDate(dayNumber: dayNumber)] == nil ? .week : .date
  }

  /// Days with hours that counted nothing were jumped over by the zone; on the first day they may just be past.
  private func tellClosedDays(_ days: Range<Int64>, startDay: Int64, to story: inout Story) {
    for day in days {
      let date = CivilDate(dayNumber: day)
      if let reason = closedReason(on: date) {
        story.tell(.closed(date, reason))
      } else if day != startDay {
        story.tell(.closed(date, .skippedByZone))
      }
    }
  }
}

/// An explanation while it is being written, with its bound.
private struct Story {
  let due: Timestamp?
  private var steps: [Explanation.Step] = []
  private var omitted = 0

  init(due: Timestamp?) {
    self.due = due
  }

  mutating func tell(_ step: Explanation.Step) {
    if steps.count < Explanation.stepLimit { steps.append(step) } else { omitted += 1 }
  }

  mutating func count(from: Int64, to: Int64, hours: Explanation.HoursSource) {
    tell(
      .counted(
        Explanation.Counted(
          from: Timestamp(seconds: from), to: Timestamp(seconds: to), seconds: to - from, hours: hours)))
  }

  func told(from start: Timestamp, target: WorkingTime) -> Explanation {
    Explanation(start: start, target: target, due: due, steps: steps, omittedSteps: omitted)
  }
}
