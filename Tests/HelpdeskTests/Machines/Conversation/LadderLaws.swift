import BusinessTime
import Helpdesk

extension ConversationLaws {
  /// I06, I07: a step fires once, in its order, never before its time, and only while somebody waits.
  static func steps(_ applied: Applied) -> [String] {
    applied.after.clocks.filter(\.isForPeople).flatMap { clock -> [String] in
      let earlier = applied.instance(clock, in: applied.before)
      if let earlier, earlier == clock, clock.stoppedAt != nil || clock.isOut { return [] }
      let target = clock.clock == .firstResponse ? World.firstTarget : World.nextTarget
      let times = [target - 300, target, target + 1800].map { clock.startedAt.adding(seconds: $0) }
      var faults = law(
        clock.plan.map(\.at) == times && clock.plan.map(\.name) == ["-5m", "due", "+30m"],
        "\(clock.subject) has another ladder than its policy")
      let before = earlier?.plan.map(\.firedAt) ?? [nil, nil, nil]
      let fired = clock.plan.map(\.firedAt)
      for place in clock.plan.indices {
        let name = "\(clock.subject) \(clock.plan[place].name)"
        if before[place] != nil {
          faults += law(fired[place] == before[place], "\(name) fires again")
        } else if fired[place] != nil {
          faults += law(fired[place] == times[place], "\(name) is stamped with another time than its own")
          faults += law(times[place] <= applied.now, "\(name) fires before its time")
          faults += law(clock.stoppedAt == nil && !clock.isOut, "\(name) fires though nobody waits")
        } else if clock.stoppedAt == nil, !clock.isOut {
          faults += law(times[place] > applied.now, "\(name) is passed over")
        }
      }
      faults += law(!zip(fired, fired.dropFirst()).contains { $0 == nil && $1 != nil }, "\(clock.subject) skips a step")
      return faults
    }
  }

  /// Of all steps that fire at once only the highest tells, its own audience, and nobody twice of one thing.
  static func tellers(_ applied: Applied) -> [String] {
    let told = applied.alerts.filter { !$0.notice.key.step.isEmpty && $0.notice.key.hop == 0 }
    var expected: [String] = []
    for clock in applied.after.clocks {
      guard let highest = applied.firing(of: clock).last else { continue }
      expected.append("\(clock.subject) \(highest) \(audience(of: highest).name)")
    }
    let made = told.map { alert in
      let names = alert.audiences.map(\.name).joined(separator: ",")
      return "\(alert.notice.key.subject) \(alert.notice.key.step) \(names)"
    }
    var faults = law(made == expected, "told \(made), the highest steps are \(expected)")
    faults += applied.alerts.map(\.notice.key).filter(applied.world.told.contains).map { "told again of \($0)" }
    for (notice, _) in told {
      faults += law(notice.hasFailOver == (notice.key.step == "due"), "\(notice.key) promises a wrong fail-over")
    }
    return faults
  }

  /// A fail-over follows a step that has one, at its time or when nobody is left, and only while it is needed.
  static func failOvers(_ applied: Applied) -> [String] {
    let next = applied.alerts.filter { $0.notice.key.hop > 0 }
    return next.flatMap { notice, audiences -> [String] in
      var origin = notice.key
      origin.hop -= 1
      var faults = law(origin.hop == 0 && origin.step == "due", "\(notice.key) is no fail-over of the policy")
      faults += law(audiences == [.role("management")], "\(notice.key) goes to somebody else")
      faults += law(applied.world.told.contains(origin), "\(notice.key) follows nothing")
      faults += law(!applied.world.proven.contains(origin), "\(notice.key) though a phone has the first notice")
      let clock = applied.after.clocks.first { $0.subject == notice.key.subject }
      faults += law(
        clock.map { $0.stoppedAt == nil && !$0.isOut } ?? false, "\(notice.key) though nobody waits any more")
      let hop = applied.before.hops.first { $0.key == origin }
      let isAlone = applied.leavesNobody(of: origin)
      faults += law(
        isAlone || hop.map { $0.deadline <= applied.now } ?? false, "\(notice.key) before its time")
      return faults
    }
  }

  /// All actions of all steps that fired run, also of those that told nobody.
  static func actions(_ applied: Applied) -> [String] {
    let fired = applied.after.clocks.flatMap { applied.firing(of: $0) }
    let noted = applied.decisions.compactMap { if case .record(let entry) = $0 { entry } else { nil } }
    var faults = law(
      noted.count { $0.what == "step" } == fired.count, "\(fired.count) steps fired, the record has others")
    faults += law(
      noted.count { $0.what == "tagged" } == fired.count { $0 == "due" }, "the tag was not set at the due time")
    faults += law(
      fired.isEmpty || !fired.contains("due") || applied.after.tags == ["SLA Incumplido"], "the tag is missing")
    faults += law(
      !fired.contains("+30m") || applied.after.priority == .urgent, "the last step did not make it urgent")
    let moves = applied.decisions.count { if case .assign(.leastLoaded) = $0 { true } else { false } }
    return faults + law(moves == fired.count { $0 == "+30m" }, "the last step did not hand the case on")
  }

  private static func audience(of step: String) -> Audience {
    switch step {
    case "-5m": .assignee
    case "due": .lead
    default: .role("management")
    }
  }
}

extension Applied {
  /// Names of this clock's steps that fired just now, lowest first.
  func firing(of clock: ClockInstance) -> [String] {
    guard clock.isForPeople else { return [] }
    let before = instance(clock, in: before)
    return clock.plan.filter { step in
      step.firedAt != nil && before?.plan.first { $0.index == step.index }?.firedAt == nil
    }.map(\.name)
  }

  /// The event took away the last one who could still be reached, or none was left already.
  fileprivate func leavesNobody(of key: NoticeKey) -> Bool {
    let waiting = before.hops.first { $0.key == key }?.waitingFor
    if waiting?.isEmpty == true { return true }
    if case .told(key, let people) = event { return people.isEmpty }
    if case .noticeSettled(key, let person, reached: false) = event { return waiting == [person] }
    return false
  }
}
