package import BusinessTime

/// Everything that the rules file says, validated: the part that is pinned (`book`) and the part that
/// is always current (numbers, people, teams, rotas, texts' settings). Semantics §6.
package struct RuleSet: Sendable {
  package var book: PolicyBook
  package var numbers: [NumberID: BusinessNumber]
  package var people: [PersonID: Person]
  package var teams: [TeamID: Team]
  package var rotas: [String: Rota]
  package var acknowledgements: AcknowledgementSettings
  package var closing: ClosingSettings
  /// Our people can also be told by mail.
  package var sendsMail: Bool

  package init(
    book: PolicyBook, numbers: [NumberID: BusinessNumber], people: [PersonID: Person], teams: [TeamID: Team],
    rotas: [String: Rota], acknowledgements: AcknowledgementSettings, closing: ClosingSettings = ClosingSettings(),
    sendsMail: Bool = false
  ) {
    self.book = book
    self.numbers = numbers
    self.people = people
    self.teams = teams
    self.rotas = rotas
    self.acknowledgements = acknowledgements
    self.closing = closing
    self.sendsMail = sendsMail
  }
}

/// What a conversation is pinned to when it opens (R87): policies with their ladders, calendars, and triage rules.
package struct PolicyBook: Sendable, Equatable {
  package var version: RulesVersion
  /// In order; the first whose `when` matches applies. The last one is unconditional (checked on load).
  package var policies: [Policy]
  package var calendars: [String: WorkCalendar]
  package var triage: TriageRules

  package init(
    version: RulesVersion, policies: [Policy], calendars: [String: WorkCalendar], triage: TriageRules = TriageRules()
  ) {
    self.version = version
    self.policies = policies
    self.calendars = calendars
    self.triage = triage
  }

  package func policy(named name: String) -> Policy? { policies.first { $0.name == name } }
}

/// One business number of ours.
package struct BusinessNumber: Sendable, Equatable {
  package var id: NumberID
  package var account: AccountID
  /// As people read it: `+52 55 5555 1234`.
  package var display: String
  package var name: String
  package var language: Language
  package var team: TeamID
  /// Messages a second that Meta grants: 80, 20 with coexistence, 1000 upgraded.
  package var throughput: Int
  /// The environment variable that holds this number's token.
  package var accessTokenVariable: String

  package init(
    id: NumberID, account: AccountID, display: String, name: String, language: Language, team: TeamID,
    throughput: Int = 80, accessTokenVariable: String = "ACUSE_ACCESS_TOKEN"
  ) {
    self.id = id
    self.account = account
    self.display = display
    self.name = name
    self.language = language
    self.team = team
    self.throughput = throughput
    self.accessTokenVariable = accessTokenVariable
  }

  /// Digits of `display`, to recognise ourselves as a sender.
  package var phone: String { display.filter(\.isNumber) }
}

/// `closing:` of the rules file.
package struct ClosingSettings: Sendable, Equatable {
  /// How long a resolved conversation can be reopened by whatever the customer asks.
  package var reopenWithinSeconds: Int64
  /// Customers are asked how it was once their matter is resolved.
  package var asksForRating: Bool
  /// What becomes of a case that waits for a customer who says nothing; nil: it waits.
  package var patience: Patience?

  package init(reopenWithinSeconds: Int64 = 24 * 3600, asksForRating: Bool = false, patience: Patience? = nil) {
    self.reopenWithinSeconds = reopenWithinSeconds
    self.asksForRating = asksForRating
    self.patience = patience
  }

  /// `waiting_customer` of `closing`, both in the hours of the conversation's policy.
  package struct Patience: Sendable, Equatable {
    /// So long after we last wrote, or began to wait, the customer is reminded.
    package var remindAfter: WorkingTime
    /// So long after that it is resolved.
    package var resolveAfter: WorkingTime

    package init(remindAfter: WorkingTime, resolveAfter: WorkingTime) {
      self.remindAfter = remindAfter
      self.resolveAfter = resolveAfter
    }
  }
}

/// `acknowledgements:` of the rules file.
package struct AcknowledgementSettings: Sendable, Equatable {
  /// How long a burst may go on writing before it is answered once; 10 s at most from its first message.
  package var quietWindowSeconds: Int64
  /// At most one acknowledgement per conversation in this time.
  package var intervalSeconds: Int64
  /// A message older than this on arrival gets the late text.
  package var staleAfterSeconds: Int64
  /// Service messages a month of one number after which only what is high or urgent is acknowledged; nil: no bound.
  package var monthlyBudget: Int?
  /// What the customer wrote is marked as read, with the sign that somebody types, just before they are answered.
  package var marksRead: Bool

  package init(
    quietWindowSeconds: Int64 = 2, intervalSeconds: Int64 = 12 * 3600, staleAfterSeconds: Int64 = 900,
    monthlyBudget: Int? = nil, marksRead: Bool = false
  ) {
    self.quietWindowSeconds = quietWindowSeconds
    self.intervalSeconds = intervalSeconds
    self.staleAfterSeconds = staleAfterSeconds
    self.monthlyBudget = monthlyBudget
    self.marksRead = marksRead
  }
}
