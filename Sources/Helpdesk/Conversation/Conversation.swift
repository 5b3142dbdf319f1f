package import BusinessTime

/// One customer's open matter on one business number (semantics §2).
///
/// A struct with one verb (`apply`, in `Conversation+Apply.swift`) and one alarm (`wakeAt`). It knows no
/// clock, no I/O and no chance: the same events at the same times decide the same.
package struct Conversation: Sendable, Equatable, Codable {
  package var ref: ConversationRef
  package var contact: ContactID
  package var number: NumberID
  package var state: ConversationState = .open {
    didSet { if state != .waitingCustomer { silence = nil } }
  }
  /// What the customer's silence leads to; nil: nothing, or nobody waits for them.
  package var silence: Silence?
  package var priority: Priority = .normal
  package var category: String = "other"
  package var tags: [String] = []
  package var stage: String?
  package var queue: String?
  package var team: TeamID
  package var assignee: PersonID?
  package var assignedAt: Timestamp?
  package var language: Language
  /// Where it came from: `number`, or `referral` for an advert.
  package var source: String
  /// The opening message's own time.
  package var openedAt: Timestamp
  /// The policy that applies, of the version that this conversation is pinned to (R87).
  package var policy: String
  package var version: RulesVersion

  /// Who wrote when: all that the human clocks are derived from.
  package var marks: [Mark] = []
  /// The newest request that came while Meta's own agent held the thread; nil once the thread is ours.
  package var heldByAgent: HeldRequest?
  /// The first marks were dropped for age: what is left can no longer start `first_response`.
  package var isTrimmed: Bool = false
  /// Instances in order of their start; decided ones whose marks are gone live only in their table.
  package var clocks: [ClockInstance] = []
  package var acknowledgement = AcknowledgementState()
  package var loopGuard = LoopGuard()
  /// Fail-overs that wait for a proof or for their time.
  package var hops: [Hop] = []
  /// When an assignment that found nobody is tried again.
  package var assignAgainAt: Timestamp?
  /// The contact was seen for the first time when this opened.
  package var isNewContact: Bool = false
  /// What a person chose: triage leaves it alone (semantics §6).
  package var chosenByHand: [Choice] = []
  /// Times in which nobody of ours was to act, oldest first; the last one may be going on.
  package var pauses: [StatePause] = []
  package var resolvedAt: Timestamp?
  /// When `resolved` becomes `closed`.
  package var closesAt: Timestamp?
  /// What goes on in its place; nil: it has not been merged. It stays `closed` then.
  package var mergedInto: ConversationRef?
  /// Conversations that were merged into this one, oldest merge first; nil: none.
  package var absorbed: [ConversationRef]?

  package init(
    ref: ConversationRef, contact: ContactID, number: NumberID, team: TeamID, language: Language, source: String,
    openedAt: Timestamp, policy: String, version: RulesVersion
  ) {
    self.ref = ref
    self.contact = contact
    self.number = number
    self.team = team
    self.language = language
    self.source = source
    self.openedAt = openedAt
    self.policy = policy
    self.version = version
  }

  /// The earliest thing that the state is waiting for; nil when it waits for nothing (I08).
  package var wakeAt: Timestamp? {
    var times: [Timestamp] = []
    times += marks.compactMap(\.acceptBy)
    times += clocks.compactMap(\.wakeAt)
    times += hops.filter(isAwake).map(\.deadline)
    if let until = acknowledgement.pending?.until { times.append(until) }
    if let delayAt { times.append(delayAt) }
    if let assignAgainAt { times.append(assignAgainAt) }
    if let closing, state == .resolved { times.append(closing) }
    if let endsAt = silence?.endsAt { times.append(endsAt) }
    return times.min()
  }

  /// Nobody of ours is to act: resolved, or closed.
  package var isOver: Bool { state == .resolved || state == .closed }

  /// The one by which a person's answer is awaited; nil: nobody waits for one.
  var waitingClock: ClockInstance? { clocks.first { $0.isHuman && $0.isUnanswered } }

  /// A fail-over sleeps while its clock has an answer, or stands still: an answer that turns out to be none, or the
  /// pause's end, wakes it.
  func isAwake(_ hop: Hop) -> Bool {
    clocks.contains { $0.subject == hop.key.subject && $0.isUnanswered && !$0.isPaused }
  }

  /// The earliest due time among the clocks that still run, and overdue ones that still wait for an answer.
  package var nextDueAt: Timestamp? {
    clocks.filter(\.isUnanswered).compactMap(\.dueAt).min()
  }

  /// From when on it counts as due soon: the earliest first step before due of a clock that waits.
  package var dueSoonAt: Timestamp? {
    clocks.filter(\.isUnanswered).compactMap { clock in
      clock.plan.first { step in clock.dueAt.map { step.at < $0 } ?? false }?.at
    }.min()
  }
}

/// What a person may choose in place of triage.
package enum Choice: String, Sendable, Codable, Hashable { case category, priority, team }

/// A time in a state in which nobody of ours was to act.
package struct StatePause: Sendable, Equatable, Codable {
  package var state: ConversationState
  package var from: Timestamp
  /// Nil while it goes on.
  package var to: Timestamp?
  /// Who began it.
  package var author: String

  package init(state: ConversationState, from: Timestamp, to: Timestamp? = nil, author: String) {
    self.state = state
    self.from = from
    self.to = to
    self.author = author
  }
}

/// Somebody wrote, or ended the waiting without a word: a customer's request, a human's answer, a resolution, a
/// dismissal.
package struct Mark: Sendable, Equatable, Codable {
  package enum Side: String, Sendable, Codable { case customer, human, resolution, dismissal }

  /// The message's id, or the outbox entry's.
  package var id: String
  package var at: Timestamp
  package var side: Side
  /// Answers count only while they are live: written, and not known to have failed (semantics §4).
  package var isLive: Bool
  /// Until when Meta must have accepted an answer of ours; nil once it has, or when it came as an echo.
  package var acceptBy: Timestamp?
  /// Who wrote an answer, when it came by API: they hear of it if it fails.
  package var author: PersonID?
  /// When a request came to us, if later than it was written: nobody resolved what they had not seen.
  package var seenAt: Timestamp?

  /// The id of the mark that a hand-over leaves in the place of a request that came before it.
  static func handOver(of request: MessageID) -> String { handOverPrefix + request.rawValue }
  private static let handOverPrefix = "handover:"

  /// Somebody wrote it, at that time; a hand-over stands for what was written before.
  var isMessage: Bool { !id.hasPrefix(Self.handOverPrefix) }

  package init(
    id: String, at: Timestamp, side: Side, isLive: Bool = true, acceptBy: Timestamp? = nil, author: PersonID? = nil,
    seenAt: Timestamp? = nil
  ) {
    self.id = id
    self.at = at
    self.side = side
    self.isLive = isLive
    self.acceptBy = acceptBy
    self.author = author
    self.seenAt = seenAt
  }

  /// A request that this ends the waiting of. A person's answer counts from its own time, whenever the request came.
  func ends(_ request: Mark) -> Bool {
    switch side {
    case .customer: false
    case .human: isLive && at >= request.at
    case .resolution, .dismissal: at >= max(request.at, request.seenAt ?? request.at)
    }
  }
}

/// A request that is Meta's agent's to answer, until it hands over.
package struct HeldRequest: Sendable, Equatable, Codable {
  package var id: MessageID
  package var at: Timestamp

  package init(id: MessageID, at: Timestamp) {
    self.id = id
    self.at = at
  }
}

/// A fail-over of a step: tell the next audience unless the proof comes in time. It is over once somebody was told
/// or reached.
package struct Hop: Sendable, Equatable, Codable {
  package var key: NoticeKey
  package var proof: FailOver.Proof
  package var deadline: Timestamp
  package var step: Int
  /// People who were told and of whom nothing definite is known yet; empty means fail over at once, nil
  /// that the audience is still being resolved.
  package var waitingFor: Set<PersonID>?
  /// Whose ladder the step belongs to, if the clock has gone over to another policy since.
  package var policy: String?

  package init(
    key: NoticeKey, proof: FailOver.Proof, deadline: Timestamp, step: Int, waitingFor: Set<PersonID>? = nil
  ) {
    self.key = key
    self.proof = proof
    self.deadline = deadline
    self.step = step
    self.waitingFor = waitingFor
  }
}
