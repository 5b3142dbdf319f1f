package import BusinessTime

/// What can happen to a conversation. Every event is legal in every state.
package enum ConversationEvent: Sendable, Equatable {
  /// The customer asks for something: opens the clocks, or joins those that run.
  case requested(Request)
  /// The customer wrote something that asks for nothing.
  case noted(NoteReason)
  /// The customer asked for something while Meta's own agent holds the thread: nobody of ours is asked yet.
  case heldByAgent(id: MessageID, at: Timestamp)
  /// Meta's agent handed the thread over to us: whoever it left without an answer waits from now on.
  case handedOver(at: Timestamp)
  /// One of our people wrote: by API (`acceptBy` set: Meta must take it by then) or in the phone app.
  case humanWrote(id: String, at: Timestamp, acceptBy: Timestamp?, author: PersonID? = nil)
  /// Something automatic went to the customer that is not our acknowledgement (an echo of an away message).
  case automaticWrote
  /// What became of a reply of one of our people.
  case replySettled(id: String, EntryResult)
  /// A person decided that a send of this conversation's that was over goes out once more.
  case sentAgain(OutboxID)
  /// What became of an acknowledgement.
  case acknowledgementSettled(OutboxID, EntryResult)
  /// The roster's answer; `again` is when to look once more if it found nobody.
  case assigned(to: PersonID?, again: Timestamp?)
  /// Whom a notice was meant for, and of whom nothing definite is known yet.
  case told(NoticeKey, waitingFor: Set<PersonID>)
  /// A notice reached a phone, or definitely did not.
  case noticeSettled(NoticeKey, PersonID, reached: Bool)
  /// What became of a reminder.
  case reminderSettled(OutboxID, EntryResult)
  /// One of our people, or a program of ours, moved it.
  case acted(Action, by: String)
  /// The customer said how it was.
  case rated(Rating)
  /// Another open one turned out to be the same contact's, and is this one now.
  indirect case absorbed(Conversation)
  /// This one turned out to be another's.
  case merged(into: ConversationRef)
  /// Nothing but time has passed.
  case woke
}

package struct Request: Sendable, Equatable {
  package var id: MessageID
  package var occurredAt: Timestamp
  /// Older than `stale_after` on arrival.
  package var isStale: Bool
  package var fingerprint: String?
  /// One of our own numbers wrote it: two machines, however it reads.
  package var isOurs: Bool
  /// It lay aside, and could be used only now: no clock counts the time in between.
  package var isLate: Bool
  /// It asks how the matter stands, and nothing else.
  package var asksForNews: Bool
  /// What its words were sorted into; nil if it has none.
  package var verdict: TriageVerdict?

  package init(
    id: MessageID, occurredAt: Timestamp, isStale: Bool, fingerprint: String?, isOurs: Bool = false,
    isLate: Bool = false, asksForNews: Bool = false, verdict: TriageVerdict? = nil
  ) {
    self.id = id
    self.occurredAt = occurredAt
    self.isStale = isStale
    self.fingerprint = fingerprint
    self.isOurs = isOurs
    self.isLate = isLate
    self.asksForNews = asksForNews
    self.verdict = verdict
  }
}

package enum NoteReason: String, Sendable, Equatable {
  case reaction, system, edit, revoke, welcome, unsupported, courtesy
  /// Words about how it was, after a rating.
  case comment

  /// The customer themselves did something: they are not silent.
  var isWritten: Bool {
    switch self {
    case .reaction, .edit, .revoke, .unsupported, .courtesy, .comment: true
    case .system, .welcome: false
    }
  }
}

/// What is known of an entry of the outbox, seen from whoever ordered it.
package enum EntryResult: Sendable, Equatable {
  /// Meta took it, at this time.
  case accepted(at: Timestamp)
  /// A phone has it.
  case delivered
  /// It will not arrive; `code` for the timeline.
  case failed(code: String)
  /// `valid_until` passed first.
  case expired
  /// The doubt ended without a word.
  case unconfirmed
}

/// What the machine wants done; carried out by the desk in the same transaction.
package enum Decision: Sendable, Equatable {
  /// An automatic message to the customer.
  case say(Reply)
  /// A notice to our own people.
  case alert(Notice, to: [Audience])
  /// Nil: by the team's own strategy.
  case assign(AssignmentStrategy?)
  case record(TimelineEntry)
  /// The customer hears that it is resolved, and is asked how it was.
  case askForRating
  /// A clock instance was decided or corrected: its row is written.
  case decided(ClockInstance)
}

/// An automatic message to the customer.
package struct Reply: Sendable, Equatable {
  package var kind: OutboxEntry.Kind
  /// The name of the message template.
  package var template: String
  /// The real time that the text promises (R62), and until when it may be sent at all.
  package var promise: Timestamp?
  package var calendar: String
  package var validUntil: Timestamp?

  package init(
    kind: OutboxEntry.Kind, template: String, promise: Timestamp?, calendar: String, validUntil: Timestamp?
  ) {
    self.kind = kind
    self.template = template
    self.promise = promise
    self.calendar = calendar
    self.validUntil = validUntil
  }
}

/// What one of our people is told.
package struct Notice: Sendable, Equatable {
  package enum Matter: Sendable, Equatable, Codable {
    /// A step of a ladder: how long the customer has waited, what is due when.
    case step(clock: ClockKind, dueAt: Timestamp, waitingSince: Timestamp)
    /// A reply of theirs did not go through.
    case replyFailed(code: String)
    /// Automatic answers were muted: two machines seem to answer each other.
    case loop
    /// A request that had lain aside was taken in, and no clock runs for it.
    case lateMessage(writtenAt: Timestamp)
    /// The number has sent what it may in a month: only what is high or urgent is acknowledged.
    case budgetSpent(count: Int, most: Int)
  }
  package var key: NoticeKey
  package var matter: Matter
  package var isUrgent: Bool
  /// Not sent after this.
  package var validUntil: Timestamp?
  /// Who held the conversation when this was decided: audiences are resolved before actions.
  package var assignee: PersonID?
  package var team: TeamID
  /// A fail-over follows if nobody can be reached.
  package var hasFailOver: Bool

  package init(
    key: NoticeKey, matter: Matter, isUrgent: Bool, validUntil: Timestamp?, assignee: PersonID?, team: TeamID,
    hasFailOver: Bool
  ) {
    self.key = key
    self.matter = matter
    self.isUrgent = isUrgent
    self.validUntil = validUntil
    self.assignee = assignee
    self.team = team
    self.hasFailOver = hasFailOver
  }
}

/// What a conversation is judged by: the pinned book, the current settings, and what the contact's row
/// says beyond this conversation.
package struct ConversationRules: Sendable {
  package var book: PolicyBook
  package var acknowledgements: AcknowledgementSettings
  package var closing: ClosingSettings
  /// The last human message to this contact on this number, whichever conversation it belonged to.
  package var humanWroteAt: Timestamp?
  /// The contact wants no automatic messages.
  package var isOptedOut: Bool
  /// Of the number that the conversation is on.
  package var budget: BudgetState

  package init(
    book: PolicyBook, acknowledgements: AcknowledgementSettings, closing: ClosingSettings = ClosingSettings(),
    humanWroteAt: Timestamp?, isOptedOut: Bool = false, budget: BudgetState = .unspent
  ) {
    self.book = book
    self.acknowledgements = acknowledgements
    self.closing = closing
    self.humanWroteAt = humanWroteAt
    self.isOptedOut = isOptedOut
    self.budget = budget
  }
}
