package import BusinessTime

/// Which promise applies to whom, on which calendar, and what happens when it is at risk.
package struct Policy: Sendable, Equatable {
  package var name: String
  package var when: Condition
  /// The calendar of every clock that names none of its own, and of "open or closed".
  package var calendar: String
  /// Nil: conversations under this policy are not acknowledged.
  package var acknowledge: AcknowledgementTexts?
  package var clocks: [ClockKind: ClockRule]

  package init(
    name: String, when: Condition = Condition(), calendar: String, acknowledge: AcknowledgementTexts? = nil,
    clocks: [ClockKind: ClockRule]
  ) {
    self.name = name
    self.when = when
    self.calendar = calendar
    self.acknowledge = acknowledge
    self.clocks = clocks
  }
}

/// Names of the message templates of an acknowledgement.
package struct AcknowledgementTexts: Sendable, Equatable {
  package var open: String
  package var closed: String
  package var late: String?
  /// Said once before what was promised breaks; nil: nothing is.
  package var delay: String?
  /// Answers whoever asks how their matter stands; nil: nothing does.
  package var news: String?

  package init(open: String, closed: String, late: String? = nil, delay: String? = nil, news: String? = nil) {
    self.open = open
    self.closed = closed
    self.late = late
    self.delay = delay
    self.news = news
  }
}

/// The SLA clocks (semantics §4).
package enum ClockKind: String, Sendable, Codable, CaseIterable, Hashable {
  case acknowledgement
  case firstResponse = "first_response"
  case nextResponse = "next_response"
  case resolution, promise, assignment
}

/// What a policy says of one clock.
package struct ClockRule: Sendable, Equatable {
  /// Working time in the clock's calendar.
  package var target: WorkingTime
  package var calendar: String
  package var ladder: Ladder
  package var pauseWhile: Set<ConversationState>

  package init(
    target: WorkingTime, calendar: String, ladder: Ladder = Ladder(name: "", steps: []),
    pauseWhile: Set<ConversationState> = []
  ) {
    self.target = target
    self.calendar = calendar
    self.ladder = ladder
    self.pauseWhile = pauseWhile
  }
}

/// `when` of a policy: every field that is given must match; an empty condition matches everything.
package struct Condition: Sendable, Equatable {
  package var numbers: Set<NumberID> = []
  package var categories: Set<String> = []
  package var priorities: Set<Priority> = []
  package var tags: Set<String> = []
  package var stages: Set<String> = []
  package var queues: Set<String> = []
  package var segments: Set<String> = []
  package var sources: Set<String> = []
  package var languages: Set<Language> = []
  /// true: only contacts seen for the first time; false: only returning ones.
  package var newContact: Bool?

  package init() {}
  package var isUnconditional: Bool { self == Condition() }
}

package enum ConversationState: String, Sendable, Codable, CaseIterable, Hashable {
  case open
  case waitingCustomer = "waiting_customer"
  case waitingThirdParty = "waiting_third_party"
  case resolved, closed
}
