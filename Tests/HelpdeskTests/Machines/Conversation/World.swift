import BusinessTime
import Helpdesk

/// A conversation with as much of the desk and of Meta around it as it needs to be led through everything: it does
/// for one conversation what the desk does, without tables.
struct World: Equatable {
  /// Quarter of an hour to the first answer, half an hour to the next, at any hour: due times can be reckoned by hand.
  static let firstTarget: Int64 = 900
  static let nextTarget: Int64 = 1800
  /// Short enough that a second acknowledgement lies within reach.
  static let intervalSeconds: Int64 = 600

  var conversation: Conversation
  var now: Timestamp
  /// The latest time that anybody looked: the clock may be set back.
  var latest: Timestamp
  var humanWroteAt: Timestamp?
  var isOptedOut = false
  /// Every notice meets closed phones.
  var isNobodyReachable = false
  /// The acknowledgements decided so far.
  var said: [Said] = []
  /// Every step that has told somebody, and every fail-over.
  var told: Set<NoticeKey> = []
  /// Notices of which it is known that a phone has them.
  var proven: Set<NoticeKey> = []

  struct Said: Equatable {
    var at: Timestamp
    /// It will not arrive; a later one may take its place at once.
    var hasFailed = false
  }

  init(at now: Timestamp) {
    conversation = Conversation(
      ref: ConversationRef(1042), contact: "contact", number: "106540352242922", team: "soporte", language: "es_MX",
      source: "number", openedAt: now, policy: "general", version: "v1")
    conversation.assignee = "ana"
    self.now = now
    latest = now
  }

  var rules: ConversationRules {
    ConversationRules(
      book: Self.book, acknowledgements: Self.settings, humanWroteAt: humanWroteAt, isOptedOut: isOptedOut)
  }

  private static let settings = AcknowledgementSettings(intervalSeconds: intervalSeconds)

  private static let book: PolicyBook = {
    let ladder = Ladder(
      name: "estandar",
      steps: [
        LadderStep(at: .offset(seconds: -300), tell: [.assignee]),
        LadderStep(
          at: .offset(seconds: 0), tell: [.lead],
          unless: FailOver(proof: .delivered, withinSeconds: 300, tell: [.role("management")]),
          then: [.tag("SLA Incumplido")]),
        LadderStep(
          at: .offset(seconds: 1800), tell: [.role("management")],
          then: [.priority(.urgent), .reassign(.leastLoaded)]),
      ])
    let policy = Policy(
      name: "general", calendar: "siempre",
      acknowledge: AcknowledgementTexts(open: "ack", closed: "ack_closed", late: "ack_late"),
      clocks: [
        .firstResponse: ClockRule(target: .seconds(firstTarget), calendar: "siempre", ladder: ladder),
        .nextResponse: ClockRule(target: .seconds(nextTarget), calendar: "siempre", ladder: ladder),
      ])
    let zone = Zone(name: "America/Mexico_City", offset: -6 * 3600)
    return PolicyBook(
      version: "v1", policies: [policy], calendars: ["siempre": .alwaysOpen(name: "siempre", zone: zone)])
  }()
}

/// Equality decides; the hash only has to be quick and to tell most states apart.
extension World: Hashable {
  func hash(into hasher: inout Hasher) {
    hasher.combine(now)
    hasher.combine(told.count)
    hasher.combine(conversation.acknowledgement.decidedAt)
    hasher.combine(conversation.acknowledgement.pending?.until)
    hasher.combine(conversation.hops.count)
    hasher.combine(conversation.heldByAgent?.at)
    hasher.combine(conversation.assignAgainAt)
    hasher.combine(conversation.assignee)
    for sent in conversation.loopGuard.ours { hasher.combine(sent) }
    for mark in conversation.marks {
      hasher.combine(mark.at)
      hasher.combine(mark.isLive)
      hasher.combine(mark.acceptBy)
    }
    for clock in conversation.clocks {
      hasher.combine(clock.startedAt)
      hasher.combine(clock.outcome)
      hasher.combine(clock.stoppedAt)
      hasher.combine(clock.plan.count { $0.firedAt != nil })
    }
  }
}
