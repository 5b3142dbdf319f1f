import BusinessTime
import Helpdesk
import Sandbox

/// What the world knows by itself, and what the gateway is held against.
struct Ledger: Sendable {
  /// What a message is, by whoever wrote it: never read from the gateway.
  enum Truth: Sendable, Equatable {
    /// Asks for something, in any order of arrival.
    case request
    /// Asks for nothing, whatever comes before or after.
    case note
    /// A person's answer in the phone app.
    case person
    /// Automatic: Meta's agent, or a greeting right after this message of the customer's, if that is known.
    case automatic(after: String?)
    /// Depends on what was known on arrival (thanks, own people).
    case either
  }

  /// A resolution, or a dismissal.
  struct WordlessEnd: Sendable {
    var at: Timestamp
    var isDismissal: Bool
    /// The messages and hand-overs that were known then: these and no others it ends the waiting of.
    var known: Set<String>
  }

  /// The customer's side of a message, and when it was written.
  struct Written: Sendable {
    var person: String?
    var at: Timestamp?
  }

  var truths: [String: Truth] = [:]
  /// Messages in requests that carried a valid signature, by id.
  var signed: [String: Written] = [:]
  /// Messages that ask for no more automatic ones, and who has sent one.
  var stops: Set<String> = []
  var silenced: Set<String> = []
  /// Whose conversation each is, by its first message.
  var speakers: [ConversationRef: String] = [:]
  /// Who is who, as far as the gateway has been told.
  var people = People()
  /// Conversations of which two became one.
  var merged: Set<ConversationRef> = []
  /// Bytes of each item of each request that was answered 200.
  var accepted: [[UInt8]] = []
  /// Statuses in requests with a valid signature, answered or not, by message.
  var offered: [String: [(rank: Int, bytes: [UInt8])]] = [:]
  /// Statuses in requests that were answered 200, by message: what they say, and their bytes.
  var statuses: [String: [(rank: Int, bytes: [UInt8])]] = [:]
  /// What was said to the question how it was, by message.
  var ratings: [String: Int] = [:]
  /// When each customer was asked last, by contact and number.
  var asked: [String: Timestamp] = [:]
  /// Hand-overs, by time in seconds.
  var handOvers: Set<Int64> = []
  /// Raw bytes that the store keeps, as of the commits seen so far.
  var kept: Set<[UInt8]> = []
  /// Places of inbound and echoed messages in the order in which they were stored.
  var stored: [String: Int] = [:]
  /// Messages and people's replies of each conversation, and what was told to whom.
  var messages: [ConversationRef: [Wamid]] = [:]
  var replies: [ConversationRef: [OutboxID]] = [:]
  var told: Set<String> = []
  /// The version of the rules in force at each place in the journal, where it changed.
  var rules: [(after: Int64, version: Int)] = []
  /// By outbox entry: how often it began to be sent, and how often Meta took it without taking it back.
  var sends: [String: Int] = [:]
  var taken: [String: Int] = [:]
  /// Calls under way, by outbox entry.
  var underWay: [String: Int] = [:]
  /// When a contact last turned out to be another one as well, and when an entry was last to be sent again.
  var joinedAt: [ContactID: Timestamp] = [:]
  var repeatedAt: [OutboxID: Timestamp] = [:]
  /// Steps told in the record and fired in states, by conversation.
  var recordedSteps: [ConversationRef: Int] = [:]
  var firedSteps: [ConversationRef: Int] = [:]
  /// Acknowledgements decided, by conversation.
  var acknowledgements: [ConversationRef: [OutboxID]] = [:]
  /// What was said of an acknowledgement's promise later: `delay` or `news` and the acknowledgement's id.
  var updates: [String: OutboxID] = [:]
  /// When Meta first took each acknowledgement.
  var promisedAt: [OutboxID: Timestamp] = [:]
  /// When it was last decided that a delay is not to be told, by conversation.
  var untold: [ConversationRef: Timestamp] = [:]
  /// A reminder of a customer who is waited for, and what was heard since.
  struct Reminder: Sendable {
    var entry: OutboxID
    /// Somebody wrote, or moved the case: there may be another one.
    var mayFollow = false
    /// The customer themselves wrote: it counts no more.
    var isAnswered = false
  }

  /// The last reminder of each wait, and since when the customer is waited for, by conversation.
  var reminders: [ConversationRef: Reminder] = [:]
  var waitsSince: [ConversationRef: Timestamp] = [:]
  /// Messages that ask what is new.
  var news: Set<String> = []
  /// Requests of which nothing was said yet, with the time at which they were taken in, by conversation.
  var unsaid: [ConversationRef: [Timestamp]] = [:]
  /// What ended a waiting without an answer, and when, by conversation.
  var endings: [ConversationRef: [WordlessEnd]] = [:]
  /// Conversations of whose endings some were refused, and nobody can say which.
  var unclearEnds: Set<ConversationRef> = []
  /// Entries of the outbox that could not be sent at their time.
  var putOff: Set<OutboxID> = []
  /// Conversations that somebody of ours called urgent.
  var urgentByHand: Set<ConversationRef> = []
  /// When people of ours wrote to each customer, on each number.
  var voices: [Refusals.Voice: Set<Timestamp>] = [:]
  /// Inbound messages that each conversation took in.
  var arrivals: [ConversationRef: Int] = [:]
  /// Steps at the due time that were told and may have to be told to the next, by conversation and clock.
  var hops: [ConversationRef: [String: Timestamp]] = [:]
  /// When alerts that count for the hourly cap began to be sent, by person.
  var alerts: [PersonID: [Timestamp]] = [:]
  /// What Meta said last of each template, answered 200 or only on its way.
  var templates: [TemplateTopic: TemplateWord] = [:]
  var templatesOffered: [TemplateTopic: Int64] = [:]
  /// When the last one went out while the number's circuit was open.
  var probes: [NumberID: Timestamp] = [:]
  /// The next transaction holds nothing but a request that was answered 200 before.
  var expectsNothing = false
  /// The journal is run again once the world is at rest.
  var isReplayed = false
  /// The machine's clock is not to be trusted in this world.
  var clockJumps = false
}

extension Ledger {
  /// The version of the rules that a transaction was decided by.
  func version(of commit: Evidence) -> Int {
    let place = commit.before.journalLog.last
    return rules.last { $0.after <= place }?.version ?? 1
  }
}

/// What must never happen, and did.
package struct Violation: Sendable, Equatable {
  /// `I01` … `I22`, `L1`.
  package var invariant: String
  package var what: String
}
