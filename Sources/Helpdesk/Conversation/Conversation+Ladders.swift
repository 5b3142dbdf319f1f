import BusinessTime

extension Conversation {
  /// Fires every step whose time has come, of every clock that still waits (semantics §7).
  ///
  /// Several at once (downtime, a reply that failed): all are stamped in order with their own times and
  /// all their actions run in order; only the highest tells.
  mutating func climbLadders(at now: Timestamp, under book: PolicyBook, into decisions: inout [Decision]) {
    for index in clocks.indices {
      guard clocks[index].isUnanswered, clocks[index].target != nil else { continue }
      let passed = clocks[index].plan.indices.filter {
        clocks[index].plan[$0].firedAt == nil && clocks[index].plan[$0].at <= now
      }
      guard !passed.isEmpty, let due = clocks[index].dueAt ?? dueUnlessPaused(clocks[index], of: book) else { continue }
      let steps = ladder(of: clocks[index], in: book)
      let teller = passed.last { !(steps.at(clocks[index].plan[$0].index)?.tell.isEmpty ?? true) }
      var actions: [Decision] = []
      for place in passed {
        let planned = clocks[index].plan[place]
        clocks[index].plan[place].firedAt = planned.at
        guard let step = steps.at(planned.index) else {
          decisions.note(
            planned.at, "step_lost", "\(clocks[index].clock.rawValue) \(planned.name): its ladder is gone")
          continue
        }
        decisions.note(planned.at, "step", stepWords(clocks[index], planned, step, tells: place == teller))
        if place == teller { tell(step, planned, of: clocks[index], due: due, at: now, into: &decisions) }
        for action in step.then { act(action, at: planned.at, into: &actions) }
      }
      decisions += actions
    }
  }

  /// Empty when the book that this conversation was pinned to is lost.
  private func ladder(of clock: ClockInstance, in book: PolicyBook) -> [LadderStep] {
    book.policy(named: clock.policy)?.clocks[clock.clock]?.ladder.steps ?? []
  }

  private mutating func tell(
    _ step: LadderStep, _ planned: PlannedStep, of clock: ClockInstance, due: Timestamp, at now: Timestamp,
    into decisions: inout [Decision]
  ) {
    // The same step of another policy's ladder is another step.
    let stepName = clock.reclassifiedAt == nil ? planned.name : "\(clock.policy)/\(planned.name)"
    let key = NoticeKey(subject: clock.subject, step: stepName, hop: 0)
    let matter = Notice.Matter.step(clock: clock.clock, dueAt: due, waitingSince: clock.startedAt)
    // A warning makes no sense once the step at the due time has told; that one does until it is answered.
    let validUntil = planned.at < due && now < due ? due : nil
    var notice = notice(key, matter, validUntil: validUntil, hasFailOver: step.unless != nil)
    if step.then.contains(.priority(.urgent)) { notice.isUrgent = true }
    if let unless = step.unless {
      hops.append(
        Hop(
          key: key, proof: unless.proof, deadline: now.adding(seconds: unless.withinSeconds), step: planned.index))
    }
    decisions.append(.alert(notice, to: step.tell))
  }

  /// Tells the next audience of each hop whose time is up, or of whom nobody was left to wait for.
  mutating func failOver(at now: Timestamp, under book: PolicyBook, into decisions: inout [Decision]) {
    hops.removeAll { hop in !clocks.contains { $0.subject == hop.key.subject } }
    for hop in hops where hop.deadline <= now || hop.waitingFor?.isEmpty == true {
      guard isAwake(hop), let clock = clocks.first(where: { $0.subject == hop.key.subject }) else { continue }
      hops.removeAll { $0.key == hop.key }
      let steps = book.policy(named: hop.policy ?? clock.policy)?.clocks[clock.clock]?.ladder.steps ?? []
      guard let due = clock.dueAt, let unless = steps.at(hop.step)?.unless else { continue }
      let why =
        hop.waitingFor?.isEmpty == true
        ? "nobody could be reached" : "not \(hop.proof.rawValue) within \(unless.withinSeconds) s"
      let audiences = unless.tell.map(\.name).joined(separator: ", ")
      decisions.note(min(hop.deadline, now), "fail_over", "step \(hop.key.step): \(why); telling \(audiences)")
      let key = NoticeKey(subject: hop.key.subject, step: hop.key.step, hop: hop.key.hop + 1)
      let matter = Notice.Matter.step(clock: clock.clock, dueAt: due, waitingSince: clock.startedAt)
      decisions.append(.alert(notice(key, matter), to: unless.tell))
    }
  }

  mutating func expectProof(of key: NoticeKey, from people: Set<PersonID>) {
    guard let index = hops.firstIndex(where: { $0.key == key }) else { return }
    hops[index].waitingFor = people
  }

  mutating func settleNotice(_ key: NoticeKey, _ person: PersonID, reached: Bool) {
    guard let index = hops.firstIndex(where: { $0.key == key }) else { return }
    if reached, hops[index].proof == .delivered {
      hops.remove(at: index)
    } else if !reached {
      hops[index].waitingFor?.remove(person)
    }
  }

  private mutating func act(_ action: EscalationAction, at time: Timestamp, into decisions: inout [Decision]) {
    switch action {
    case .tag(let tag):
      if !tags.contains(tag) { tags.append(tag) }
      decisions.note(time, "tagged", tag)
    case .stage(let name):
      stage = name
      decisions.note(time, "stage", name)
    case .queue(let name):
      queue = name
      decisions.note(time, "queue", name)
    case .priority(let level):
      priority = level
      decisions.note(time, "priority", level.rawValue)
    case .reassign(let strategy):
      decisions.append(.assign(strategy))
    case .tellCustomer(let template):
      decisions.note(time, "not_told", "telling the customer (\(template)) is not acted on by this version")
    }
  }

  private func stepWords(_ clock: ClockInstance, _ planned: PlannedStep, _ step: LadderStep, tells: Bool) -> String {
    let audience = step.tell.map(\.name).joined(separator: ", ")
    let told = audience.isEmpty ? "tells nobody" : tells ? "tells \(audience)" : "passed over: a later step tells"
    return "\(clock.clock.rawValue) \(planned.name): \(told)"
  }
}

extension Array {
  /// The element at a place that may not be there.
  fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
