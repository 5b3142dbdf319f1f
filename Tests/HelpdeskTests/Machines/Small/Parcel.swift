import BusinessTime

@testable import Helpdesk

/// An entry of the outbox with the time, with whoever claims it, and with what Meta has ever said of it.
struct Parcel: Hashable {
  var entry: OutboxEntry
  var now: Timestamp
  /// The highest status that Meta has told of the attempt that counts.
  var highest: DeliveryStatus?
  var wasAccepted = false

  init(hasTemplate: Bool, others: [Language] = [], at now: Timestamp) {
    let template = TemplateCall(name: "alert", language: "es", parameters: [])
    let spares = others.map { TemplateCall(name: "alert", language: $0, parameters: []) }
    entry = OutboxEntry(
      id: "o1", kind: .alert, number: "106540352242922", recipient: .person("ana"), conversation: nil, createdAt: now,
      rendering: Rendering(freeForm: .text("…"), template: hasTemplate ? template : nil, spares: spares))
    self.now = now
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(now)
    hasher.combine(entry.state)
    hasher.combine(entry.dueAt)
    hasher.combine(entry.attempt)
    hasher.combine(entry.wamid)
    hasher.combine(entry.delivery)
    hasher.combine(entry.failure)
    hasher.combine(entry.rendering.template?.language)
  }
}

/// Everything that can happen to an entry: every outcome with every remedy, every status, time.
enum ParcelLetter: Sendable, CustomStringConvertible {
  /// A sender takes it, if it may.
  case claim
  case outcome(Outcome)
  case status(DeliveryStatus)
  case dueTime, minute

  static let lease: Int64 = 90

  static let all: [ParcelLetter] =
    [.claim, .dueTime, .minute]
    + DeliveryStatus.allCases.map(ParcelLetter.status)
    + ([
      .accepted(wamid: "w1", returnedPhone: nil, userID: nil), .accepted(wamid: "w2", returnedPhone: nil, userID: nil),
      .inDoubt(reason: "time_out"), .leaseEnded, .doubtEnded, .expired, .irrelevant,
    ] + remedies.map { Outcome.refused(code: "4711", remedy: $0) }).map(ParcelLetter.outcome)

  private static let remedies: [Remedy] = [
    .retry(most: 2, atLeastSeconds: 0), .retry(most: 5, atLeastSeconds: 60), .waitForRecipient, .slowNumber,
    .useTemplate, .dropTemplate, .openBreaker(.account), .openBreaker(.number), .giveUp,
  ]

  var description: String {
    switch self {
    case .claim: "claim"
    case .outcome(let outcome): "\(outcome)"
    case .status(let status): "status \(status.rawValue)"
    case .dueTime: "its time comes"
    case .minute: "a minute"
    }
  }

  func edge(from parcel: Parcel) -> Explorer<Parcel, ParcelLetter>.Edge? {
    var after = parcel
    var result: EntryResult?
    switch self {
    case .claim:
      guard parcel.entry.isWaiting, let due = parcel.entry.dueAt, due <= parcel.now else { return nil }
      after.entry.state = .inFlight
      after.entry.attempt += 1
      after.entry.sentAsTemplate = parcel.entry.switchedPath
      after.entry.dueAt = parcel.now.adding(seconds: Self.lease)
    case .outcome(let outcome):
      result = after.entry.settle(outcome, at: parcel.now, jitter: 0.5)
    case .status(let status):
      after.highest = max(after.highest ?? status, status)
      let update = StatusUpdate(
        wamid: parcel.entry.wamid ?? "w1", status: status, timestamp: parcel.now, recipient: Identity(),
        callbackData: "o1")
      result = after.entry.settle(update, receivedAt: parcel.now)
    case .dueTime:
      guard let due = parcel.entry.dueAt else { return nil }
      after.now = max(parcel.now, due)
    case .minute:
      after.now = parcel.now.adding(seconds: 60)
    }
    if after.entry.state == .accepted { after.wasAccepted = true }
    return .init(state: after, faults: ParcelLaws.broken(by: self, parcel, after, result))
  }
}
