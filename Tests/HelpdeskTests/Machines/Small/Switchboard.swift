import BusinessTime
import Helpdesk

/// Three numbers and one message waiting on each, led through the desk: what a number's circuit breaker does is
/// decided where messages are claimed and settled. Madrid and Lima share an account, Quito has its own.
struct Switchboard: Hashable {
  static let madrid = NumberID("201")
  static let lima = NumberID("202")
  static let quito = NumberID("203")
  static let numbers = [madrid, lima, quito]

  var tables: SwitchboardTables
  var now: Timestamp

  init(at now: Timestamp) {
    self.now = now
    tables = SwitchboardTables(contact: Self.contact(at: now))
    for number in Self.numbers { tables.entries[OutboxID(number.rawValue)] = Self.message(from: number, at: now) }
  }

  /// A customer's window, open for the whole walk.
  private static func contact(at now: Timestamp) -> Contact {
    var contact = Contact(id: "contact", identity: Identity(phone: "5215555550001"), firstSeenAt: now)
    for number in numbers { contact.lastInbound[number.rawValue] = now }
    return contact
  }

  static func message(from number: NumberID, at now: Timestamp) -> OutboxEntry {
    OutboxEntry(
      id: OutboxID(number.rawValue), kind: .reply, number: number, recipient: .contact("contact"), conversation: nil,
      createdAt: now, rendering: Rendering(freeForm: .text("…"), template: nil))
  }

  func entry(_ number: NumberID) -> OutboxEntry { tables.entries[OutboxID(number.rawValue)]! }

  func breaker(_ number: NumberID) -> Line.Breaker { tables.lines[number]?.breaker ?? .closed }

  func hash(into hasher: inout Hasher) {
    hasher.combine(now)
    for number in Self.numbers {
      hasher.combine(entry(number).state)
      hasher.combine(entry(number).dueAt)
      hasher.combine(entry(number).attempt)
      if case .open(_, _, let probeAt, let failures) = breaker(number) {
        hasher.combine(probeAt)
        hasher.combine(failures)
      }
    }
  }
}

enum SwitchboardLetter: CustomStringConvertible {
  case claim(NumberID), accepted(NumberID), accountTrouble(NumberID), numberTrouble(NumberID)
  /// A further message of this number: the one before is over.
  case another(NumberID)
  case nextDueTime, minute, twoSecondsBack

  static let all: [SwitchboardLetter] =
    [.nextDueTime, .minute, .twoSecondsBack]
    + Switchboard.numbers.flatMap { [.claim($0), .accepted($0), .another($0)] }
    + [.accountTrouble(Switchboard.madrid), .numberTrouble(Switchboard.madrid), .accountTrouble(Switchboard.quito)]

  var description: String {
    switch self {
    case .claim(let number): "claim \(number.rawValue)"
    case .accepted(let number): "accepted \(number.rawValue)"
    case .accountTrouble(let number): "account trouble at \(number.rawValue)"
    case .numberTrouble(let number): "number trouble at \(number.rawValue)"
    case .another(let number): "another of \(number.rawValue)"
    case .nextDueTime: "the next time comes"
    case .minute: "a minute"
    case .twoSecondsBack: "two seconds back"
    }
  }

  func edge(from board: Switchboard) -> Explorer<Switchboard, SwitchboardLetter>.Edge? {
    var after = board
    do {
      switch self {
      case .claim(let number):
        try after.desk { _ = try $0.claim(OutboxID(number.rawValue), leaseSeconds: 90) }
      case .accepted(let number):
        try after.settle(number, .accepted(wamid: Wamid("w\(number.rawValue)"), returnedPhone: nil, userID: nil))
      case .accountTrouble(let number):
        // A refusal comes of an attempt.
        guard board.entry(number).state == .inFlight else { return nil }
        try after.settle(number, .refused(code: "190", remedy: .openBreaker(.account)))
      case .numberTrouble(let number):
        guard board.entry(number).state == .inFlight else { return nil }
        try after.settle(number, .refused(code: "131031", remedy: .openBreaker(.number)))
      case .another(let number):
        guard board.entry(number).dueAt == nil else { return nil }
        after.tables.entries[OutboxID(number.rawValue)] = Switchboard.message(from: number, at: board.now)
      case .nextDueTime:
        guard let due = board.tables.entries.values.compactMap(\.dueAt).filter({ $0 > board.now }).min() else {
          return nil
        }
        after.now = due
      case .minute: after.now = board.now.adding(seconds: 60)
      case .twoSecondsBack: after.now = board.now.adding(seconds: -2)
      }
    } catch { return .init(state: after, faults: ["threw \(error)"]) }
    return .init(state: after, faults: SwitchboardLaws.broken(by: self, board, after))
  }
}

extension Switchboard {
  fileprivate mutating func settle(_ number: NumberID, _ outcome: Outcome) throws {
    try desk { _ = try $0.handle(.settled(OutboxID(number.rawValue), outcome)) }
  }

  fileprivate mutating func desk(_ body: (inout Desk<SwitchboardTables>) throws -> Void) throws {
    var desk = Desk(tables: tables, context: Self.context, now: now, seed: Seed(high: 1, low: 1))
    try body(&desk)
    tables = desk.tables
  }

  private static let context: DeskContext = {
    let accounts: [(NumberID, AccountID)] = [(madrid, "iberia"), (lima, "iberia"), (quito, "andes")]
    let list = accounts.map { id, account in
      BusinessNumber(
        id: id, account: account, display: "+52 55 5555 1234", name: "Soporte", language: "es", team: "soporte",
        accessTokenVariable: "TOKEN_\(account.rawValue)")
    }
    let rules = RuleSet(
      book: PolicyBook(version: "v1", policies: [], calendars: [:]),
      numbers: Dictionary(uniqueKeysWithValues: list.map { ($0.id, $0) }), people: [:], teams: [:], rotas: [:],
      acknowledgements: AcknowledgementSettings())
    return DeskContext(rules: rules, books: [:], texts: NoTexts(), remedy: { _ in .giveUp })
  }()
}

private struct NoTexts: TextBook {
  func render(
    _ template: String, in languages: [Language], values: (Language) -> [String: String]
  ) -> Rendering? { nil }
}
