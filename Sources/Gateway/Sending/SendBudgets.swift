package import BusinessTime
package import Helpdesk

/// What every number, and every number to every recipient, may still send. Memory of the sender only; rebuilt from
/// the outbox after a restart.
package struct SendBudgets: Sendable {
  /// Debts that are paid are forgotten once so many pairs are known.
  static var mostPairs: Int { 8192 }
  /// How far back it is rebuilt after a restart.
  package static var memorySeconds: Int64 { OutboxEntry.Recipient.debtSeconds }

  package struct Pair: Hashable, Sendable {
    package var number: NumberID
    /// The outbox's recipient key.
    package var recipient: String
    package init(number: NumberID, recipient: String) {
      self.number = number
      self.recipient = recipient
    }
  }

  /// When it was made and what it replaced, so that it can be undone.
  package struct Booking: Sendable {
    fileprivate(set) var pair: Pair
    fileprivate var at: Timestamp
    fileprivate var before: PairBudget?
    /// What it replaced was one recipient's of two that are one by now: what it counted stays counted.
    fileprivate var isJoined = false

    /// Two recipients are one; it may be for one of them.
    mutating func join(_ former: String, with recipient: String) {
      guard pair.recipient == former || pair.recipient == recipient else { return }
      pair.recipient = recipient
      isJoined = true
    }
  }

  package enum Answer: Sendable {
    case booked(Booking)
    /// The whole number waits.
    case numberWaits(until: Timestamp)
    case recipientWaits(until: Timestamp)
  }

  private let throughput: @Sendable (NumberID) -> Int
  private var numbers: [NumberID: TokenBucket] = [:]
  private var pairs: [Pair: PairBudget] = [:]

  package init(throughput: @escaping @Sendable (NumberID) -> Int) { self.throughput = throughput }

  /// Books one message now, or says what it waits for.
  package mutating func take(_ pair: Pair, at now: Timestamp) -> Answer {
    pairs[pair]?.heed(now)
    let before = pairs[pair]
    if let before, before.ready(after: now) > now { return .recipientWaits(until: before.ready(after: now)) }
    guard self[pair.number, now].take(at: now) else {
      return .numberWaits(until: self[pair.number, now].ready(after: now))
    }
    if pairs[pair]?.take(at: now) == nil { pairs[pair] = PairBudget(at: now) }
    prune(at: now)
    return .booked(Booking(pair: pair, at: now, before: before))
  }

  /// Nothing was sent after all. Only while no other message to this recipient was booked since.
  package mutating func undo(_ booking: Booking) {
    if !booking.isJoined { pairs[booking.pair] = booking.before }
    numbers[booking.pair.number]?.giveBack()
  }

  /// It goes out now, and Meta counts from now on, however long the claim took. Only while no other message to this
  /// recipient was booked since.
  package mutating func begin(_ booking: Booking, at now: Timestamp) {
    guard now - booking.at > PairBudget.marginMilliseconds else { return }
    undo(booking)
    if booking.isJoined { pairs[booking.pair]?.answered(at: now) } else { count(booking.pair, at: now) }
    self[booking.pair.number, now].count(at: now)
  }

  /// Counts a call that is no message to anybody.
  package mutating func countCall(_ number: NumberID, at now: Timestamp) { self[number, now].count(at: now) }

  /// Its answer came, or will never come.
  package mutating func end(_ booking: Booking, at now: Timestamp) { pairs[booking.pair]?.answered(at: now) }

  /// Counts a message that went out before this process lived, and that Meta had by `latest`.
  package mutating func remember(_ pair: Pair, at time: Timestamp, latest: Timestamp) {
    count(pair, at: time)
    pairs[pair]?.answered(at: latest)
    _ = self[pair.number, time].take(at: time)
  }

  /// Two recipients are one: on each number they owe together what each owes, unless it is paid.
  package mutating func join(_ former: String, with recipient: String, at now: Timestamp) {
    for number in Set(pairs.keys.lazy.filter { $0.recipient == former }.map(\.number)) {
      let pair = Pair(number: number, recipient: recipient)
      guard let theirs = pairs.removeValue(forKey: Pair(number: number, recipient: former)), !theirs.isFree(at: now)
      else { continue }
      let owed = pairs[pair].flatMap { $0.isFree(at: now) ? nil : $0 }
      pairs[pair] = owed.map(theirs.joined) ?? theirs
    }
  }

  private mutating func count(_ pair: Pair, at time: Timestamp) {
    if pairs[pair] == nil { pairs[pair] = PairBudget(at: time) } else { pairs[pair]?.count(at: time) }
  }

  /// The rules may give numbers another throughput now; what Meta slowed or paused stays so.
  package mutating func adjust(at now: Timestamp) {
    for number in numbers.keys { numbers[number]?.adjust(throughput: throughput(number), at: now) }
  }

  package mutating func slowDown(_ number: NumberID, at now: Timestamp) { self[number, now].slowDown(at: now) }

  package mutating func pause(_ number: NumberID, seconds: Int64, at now: Timestamp) {
    self[number, now].pause(seconds: seconds, at: now)
  }

  /// Numbers that Meta slowed.
  package var slowed: [NumberID] { numbers.filter { $0.value.isSlowed }.map(\.key).sorted() }

  private subscript(number: NumberID, now: Timestamp) -> TokenBucket {
    get { numbers[number] ?? TokenBucket(throughput: throughput(number), at: now) }
    set { numbers[number] = newValue }
  }

  private mutating func prune(at now: Timestamp) {
    guard pairs.count > Self.mostPairs, pairs.count.isMultiple(of: 1024) else { return }
    pairs = pairs.filter { !$0.value.isFree(at: now) }
  }
}
