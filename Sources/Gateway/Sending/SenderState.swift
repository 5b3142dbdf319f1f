import BusinessTime
import Helpdesk

/// The sender's memory: who is in flight, what each number and recipient may still send, what failed. None of it
/// is needed to be right after a restart; the truth is the outbox.
struct SenderState: Sendable {
  /// Outcomes that could not be committed yet; beyond it the lease's end tells instead.
  static let mostUnsettled = 1024
  /// After so many failures to commit an outcome (ten minutes) the lease's end is told in its place.
  static let mostSettleFailures = 10
  /// A missing token may be set without a restart.
  static let tokenPauseSeconds: Int64 = 30
  /// How soon it looks again at what a jump of the clock holds.
  static let holdPauseSeconds: Int64 = 1

  var budgets: SendBudgets
  var order = SendOrder()
  var watch = ClockWatch()
  var readMarks = ReadMarks()
  /// Attempts from the decision to make them until their outcomes are committed. Never two for one recipient, unless
  /// they flew when two recipients turned out to be one.
  var flights: [OutboxID: SendBudgets.Booking] = [:]
  private var joined = JoinedRecipients()
  var settling: Set<OutboxID> = []
  var unsettled: [OutboxID: Outcome] = [:]
  var putOffs = PutOffs<OutboxID>()
  var numbersWithoutToken: Set<NumberID> = []
  var isPrepared = false
  var isStopping = false

  init(budgets: SendBudgets) { self.budgets = budgets }

  /// Contacts turned out to be others: what is remembered of either is remembered of both.
  mutating func heed(_ moves: [ContactMove], at now: Timestamp) {
    for move in moves {
      joined.join(move)
      let former = OutboxEntry.Recipient.contact(move.from).key
      let recipient = OutboxEntry.Recipient.contact(move.to).key
      order.join(former, with: recipient)
      budgets.join(former, with: recipient, at: now)
      for id in flights.keys { flights[id]?.join(former, with: recipient) }
    }
  }

  /// Takes note of an entry as it stands in the outbox, for the order.
  mutating func note(_ entry: OutboxEntry) { order.note(joined.current(entry)) }

  /// Counts a message that went out before this process lived.
  mutating func remember(_ send: RecentSend, latest: Timestamp) {
    let pair = SendBudgets.Pair(number: send.number, recipient: joined.current(send.recipient))
    budgets.remember(pair, at: send.at, latest: latest)
  }

  /// Decides what to start of what is due. `free` flights may begin; `hasToken` says whether a number can send.
  mutating func plan(
    _ due: [OutboxEntry], free: Int, at now: Timestamp, latest: Timestamp, hasToken: (NumberID) -> Bool
  ) -> SendPlan {
    var plan = SendPlan(next: latest)
    settleWhatEnded(due, at: now, &plan)
    let sendable = due.filter { entry in
      entry.isWaiting && !isPast(entry, now) && !putOffs.isPutOff(entry.id, at: now)
    }
    .map(joined.current)
    let busy = Set(flights.values.map(\.pair.recipient))
    numbersWithoutToken = []
    var free = free
    let (ready, heldBack) = order.candidates(sendable, at: now)
    plan.blocked = heldBack
    for entry in ready {
      if watch.isHolding, Self.isNotice(entry.kind) {
        plan.blocked.insert(entry.recipient.key)
        plan.look(at: now.adding(seconds: Self.holdPauseSeconds))
        continue
      }
      guard hasToken(entry.number) else {
        numbersWithoutToken.insert(entry.number)
        plan.blocked.insert(entry.recipient.key)
        plan.look(at: now.adding(seconds: Self.tokenPauseSeconds))
        continue
      }
      guard !busy.contains(entry.recipient.key) else {
        plan.blocked.insert(entry.recipient.key)
        continue
      }
      guard free > 0 else { break }
      switch budgets.take(SendBudgets.Pair(number: entry.number, recipient: entry.recipient.key), at: now) {
      case .booked(let booking):
        flights[entry.id] = booking
        free -= 1
        plan.jobs.append(.attempt(entry))
      case .numberWaits(let until):
        plan.paced.insert(entry.recipient.key)
        plan.look(at: until)
      case .recipientWaits(let until):
        plan.blocked.insert(entry.recipient.key)
        plan.look(at: until)
      }
    }
    if let next = order.nextDue(after: now) { plan.look(at: next) }
    if let next = putOffs.nextEnd(after: now) { plan.look(at: next) }
    return plan
  }

  /// Ends of leases and of doubt, expired entries, and outcomes that could not be committed before.
  private mutating func settleWhatEnded(_ due: [OutboxEntry], at now: Timestamp, _ plan: inout SendPlan) {
    for entry in due where unsettled[entry.id] == nil {
      switch entry.state {
      case .inFlight: settle(entry.id, .leaseEnded, at: now, &plan)
      case .inDoubt: settle(entry.id, .doubtEnded, at: now, &plan)
      case .queued, .parked: if isPast(entry, now) { settle(entry.id, .expired, at: now, &plan) }
      case .accepted, .failed, .expired, .cancelled, .unconfirmed: break
      }
    }
    for (id, outcome) in unsettled.sorted(by: { $0.key < $1.key }) { settle(id, outcome, at: now, &plan) }
  }

  private mutating func settle(_ id: OutboxID, _ outcome: Outcome, at now: Timestamp, _ plan: inout SendPlan) {
    guard !putOffs.isPutOff(id, at: now), settling.insert(id).inserted else { return }
    plan.jobs.append(.settle(id, outcome))
  }

  /// It goes out now.
  mutating func begin(_ id: OutboxID, at now: Timestamp) {
    if let booking = flights[id] { budgets.begin(booking, at: now) }
  }

  /// Meta's answer came, or will never come.
  mutating func end(_ id: OutboxID, at now: Timestamp) {
    if let booking = flights[id] { budgets.end(booking, at: now) }
  }

  /// Nothing was sent after all.
  mutating func giveBack(_ id: OutboxID) {
    if let booking = flights.removeValue(forKey: id) { budgets.undo(booking) }
  }

  /// The recipient is free again, if this entry held it.
  mutating func release(_ id: OutboxID) { flights[id] = nil }

  private func isPast(_ entry: OutboxEntry, _ now: Timestamp) -> Bool {
    entry.validUntil.map { $0 <= now } ?? false
  }

  /// What the clock decided by itself; people's own answers do not depend on it.
  private static func isNotice(_ kind: OutboxEntry.Kind) -> Bool {
    switch kind {
    case .alert, .acknowledgement, .update, .survey, .reminder: true
    case .reply, .optOutConfirmation: false
    }
  }
}
