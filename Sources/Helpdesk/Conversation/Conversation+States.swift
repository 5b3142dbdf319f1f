import BusinessTime

extension Conversation {
  /// More pauses than this drop their oldest: nobody moves a case to and fro so often with a meaning.
  static let mostPauses = 200

  mutating func wait(
    in state: ConversationState, by author: String, at now: Timestamp, into decisions: inout [Decision]
  ) {
    endPause(at: now)
    self.state = state
    beginPause(StatePause(state: state, from: now, author: author))
    decisions.note(now, "waiting", "\(state.rawValue), by \(author)")
  }

  /// Whoever still waits for an answer waits no more: it counts neither as kept nor as missed (semantics §4).
  mutating func resolve(
    by author: String, at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]
  ) {
    rest(at: now, under: rules, why: "by \(author)", into: &decisions)
    // Nobody is asked about an answer that they never had.
    if isTrimmed || marks.contains(where: { $0.side == .human && $0.isLive }) { decisions.append(.askForRating) }
  }

  /// Resolved, by whomever: nobody waits, until somebody asks for something or it closes.
  mutating func rest(
    at now: Timestamp, under rules: ConversationRules, why: String, into decisions: inout [Decision]
  ) {
    let ended = endWordlessly(.resolution, at: now)
    endPause(at: ended)
    state = .resolved
    resolvedAt = ended
    closesAt = ended.adding(seconds: rules.closing.reopenWithinSeconds)
    assignAgainAt = nil
    decisions.note(ended, "resolved", why)
  }

  /// The resolution clock goes on; the time between was nobody's.
  ///
  /// `askedAt` is when the customer wrote, if that was what reopened it.
  mutating func reopen(at now: Timestamp, askedAt: Timestamp? = nil, why: String, into decisions: inout [Decision]) {
    guard state == .resolved, let resolvedAt else { return }
    state = .open
    let back = min(now, askedAt ?? now)
    // A resolution stands after all that was known, also what a customer's clock dates ahead of ours: no time between.
    if back > resolvedAt {
      beginPause(StatePause(state: .resolved, from: resolvedAt, to: back, author: "acuse"))
    }
    self.resolvedAt = nil
    closesAt = nil
    decisions.note(now, "reopened", why)
    if assignee == nil { decisions.append(.assign(nil)) }
  }

  /// The customer asked for something: `waiting_customer` is over, and a pause that began after they wrote never was.
  mutating func endWaiting(for request: Request, at now: Timestamp, into decisions: inout [Decision]) {
    if state == .resolved {
      reopen(at: now, askedAt: request.occurredAt, why: "the customer asked for something", into: &decisions)
    }
    if state == .waitingCustomer {
      endPause(at: min(now, request.occurredAt))
      state = .open
      decisions.note(now, "resumed", "the customer asked for something")
    }
    pauses.removeAll { $0.from > request.occurredAt && $0.state != .waitingThirdParty }
  }

  /// When `resolved` becomes `closed`: not while an answer is on its way to Meta, for what is closed waits for nothing.
  var closing: Timestamp? {
    closesAt.map { marks.compactMap(\.acceptBy).reduce($0, max) }
  }

  /// `resolved` becomes `closed` when its time is up.
  mutating func close(at now: Timestamp, into decisions: inout [Decision]) {
    guard state == .resolved, let closing, closing <= now else { return }
    state = .closed
    decisions.note(closing, "closed", "nobody asked for anything since it was resolved")
  }

  /// Whoever waits now waits no more. Clocks differ and are set: what is known was there before, whatever it says.
  @discardableResult
  mutating func endWordlessly(_ side: Mark.Side, at now: Timestamp) -> Timestamp {
    let known = marks.filter { $0.side == .customer }.map { max($0.at, $0.seenAt ?? $0.at) }.max()
    let at = max(now, known ?? now)
    insert(Mark(id: "\(side.rawValue):\(at.milliseconds)", at: at, side: side))
    return at
  }

  /// When a request came to be known: after whatever ended a waiting before, however the clocks stand. Nil if it was
  /// written then.
  func seenAt(_ occurredAt: Timestamp, at now: Timestamp) -> Timestamp? {
    let ended = marks.filter { $0.side == .resolution || $0.side == .dismissal }.map(\.at).max()
    let seen = ended.map { max(now, Timestamp(milliseconds: $0.milliseconds + 1)) } ?? now
    return seen > occurredAt ? seen : nil
  }

  /// Its time to be reopened is over, whether or not anybody has looked since.
  func isClosed(at now: Timestamp) -> Bool {
    guard state == .resolved, let closing else { return state == .closed }
    return closing <= now
  }

  mutating func endPause(at now: Timestamp) {
    guard let last = pauses.indices.last, pauses[last].to == nil else { return }
    pauses[last].to = max(now, pauses[last].from)
  }

  private mutating func beginPause(_ pause: StatePause) {
    pauses.append(pause)
    if pauses.count > Self.mostPauses { pauses.removeFirst() }
  }
}
