package import BusinessTime

/// Meta as a value: what it knows of numbers, people, windows, limits and templates, and how it answers.
///
/// No clock, no I/O, and a seed instead of chance: the server puts HTTP around it, a simulator drives it step by step.
/// `answer` takes a request; `advance` lets due things happen; `webhooks` holds what is to be posted.
package struct MetaRules: Sendable {
  package var settings: MetaSettings
  /// What is to be posted to the gateway.
  package var webhooks: WebhookQueue
  /// What goes wrong on purpose, in the order in which it was asked for.
  package var faults: [Fault] = []
  /// Every message ever accepted, oldest first.
  package internal(set) var accepted: [AcceptedMessage] = []
  /// When each of the customers' messages was first marked as read by the business, by its id.
  package internal(set) var readReceipts: [String: Timestamp] = [:]

  /// Every message that reached a phone, in the order of arrival.
  package internal(set) var phoneLog: [PhoneArrival] = []

  var numbers: [String: BusinessNumber] = [:]
  /// Accounts that are held, by id.
  var accountStates: [String: AccountState] = [:]
  var directory = Directory()
  var templates: [TemplateKey: MessageTemplate] = [:]
  var threads: [ThreadKey: Thread] = [:]
  var numberLimits: [String: NumberLimit] = [:]
  /// Service messages by number and month, for the free tier.
  var serviceCounts: [ServiceCountKey: Int] = [:]
  var acceptedPlaces: [String: Int] = [:]
  /// What came from customers and from the phone app, by id.
  var chatMessages: [String: ChatMessage] = [:]
  var due = DueQueue<DueEvent>()
  /// Places in `accepted` of what waits for a phone to come back, by person.
  var held: [Int: [Int]] = [:]
  var inboxes: [Int: [PhoneEntry]] = [:]
  /// How often somebody has changed their number.
  var numberChanges = 0
  var random: SeededRandom

  package init(settings: MetaSettings = MetaSettings(), seed: UInt64) {
    self.settings = settings
    webhooks = WebhookQueue()
    random = SeededRandom(seed: seed)
  }

  package mutating func add(_ number: BusinessNumber) { numbers[number.id] = number }

  /// Adds somebody, or replaces who has the same digits; windows and inbox stay.
  package mutating func add(_ person: Person) { directory.add(person) }

  /// Adds a template to an account, or replaces the one of the same name and language.
  package mutating func add(_ template: MessageTemplate, to accountID: String) {
    templates[TemplateKey(accountID: accountID, name: template.name, language: template.language)] = template
  }

  /// The number with that id.
  package func number(_ id: String) -> BusinessNumber? { numbers[id] }

  /// Changes a number in place: its throughput, tokens or health. Nothing happens when there is none.
  package mutating func change(number id: String, _ change: (inout BusinessNumber) -> Void) {
    if var number = numbers[id] {
      change(&number)
      numbers[id] = number
    }
  }

  /// Changes somebody in place. Nothing happens when there is nobody.
  package mutating func change(person address: String, _ change: (inout Person) -> Void) {
    if let place = directory.place(of: address) { directory.change(place, change) }
  }

  /// Somebody by digits, alias or business-scoped id.
  package func person(_ address: String) -> Person? {
    directory.place(of: address).map { directory.people[$0] }
  }

  /// When the window of that person with that number closes; nil when it never was open.
  package func windowCloses(numberID: String, person address: String) -> Timestamp? {
    guard let place = directory.place(of: address) else { return nil }
    return threads[ThreadKey(numberID: numberID, person: place)]?.closesAt
  }

  /// What that person's phone has received, oldest first.
  package func phoneInbox(of address: String) -> [PhoneEntry] {
    directory.place(of: address).flatMap { inboxes[$0] } ?? []
  }

  /// The message was accepted and is not going to fail.
  package func isFine(_ id: String) -> Bool {
    guard let message = acceptedMessage(id), let person = message.person else { return false }
    return message.plan.failure == nil && directory.people[person].reach != .notOnWhatsApp
  }

  /// The message that was accepted under that id.
  package func acceptedMessage(_ id: String) -> AcceptedMessage? {
    acceptedPlaces[id].map { accepted[$0] }
  }
}

/// A template is one name in one language of one account.
struct TemplateKey: Hashable, Sendable {
  var accountID: String
  var name: String
  var language: String
}

/// One number and one person.
struct ThreadKey: Hashable, Sendable {
  var numberID: String
  var person: Int
}

struct ServiceCountKey: Hashable, Sendable {
  var numberID: String
  var month: Int
}

/// What Meta keeps of one number with one person.
struct Thread: Sendable {
  var closesAt: Timestamp?
  var limit = PairLimit()
  /// What came from the person and is not marked as read, oldest arrival first.
  var unread: [Unread] = []
  /// Until when the person sees that an answer is being written; nil when they see nothing of it.
  var typingEndsAt: Timestamp?

  struct Unread: Sendable {
    var id: String
    var sentAt: Timestamp
  }

  /// Opens the window, or moves its end: 24 h from the user's own timestamp (whatsapp §6). Never back.
  mutating func userSpoke(at moment: Timestamp) {
    let end = moment.adding(milliseconds: Self.windowMilliseconds)
    closesAt = closesAt.map { max($0, end) } ?? end
  }

  private static let windowMilliseconds: Int64 = 24 * 3_600_000
}
