import BusinessTime
import Helpdesk

/// What must hold whenever something has been said of an entry of the outbox (semantics §11, I04, I09).
enum ParcelLaws {
  static func broken(
    by letter: ParcelLetter, _ before: Parcel, _ after: Parcel, _ result: EntryResult?
  ) -> [String] {
    waiting(after) + delivery(before, after) + finality(letter, before, after) + reports(letter, before, after, result)
      + refusals(letter, before, after)
  }

  /// What is over waits for nothing; what is not over waits for something.
  private static func waiting(_ after: Parcel) -> [String] {
    let isOver = settled.contains(after.entry.state)
    return law(
      isOver == (after.entry.dueAt == nil),
      "\(after.entry.state.rawValue) with \(after.entry.dueAt == nil ? "no time" : "a time") to wait for")
  }

  private static let settled: Set<OutboxEntry.State> = [.accepted, .failed, .expired, .cancelled, .unconfirmed]

  /// I04: the status is the highest ever told, in whatever order they came.
  private static func delivery(_ before: Parcel, _ after: Parcel) -> [String] {
    var faults = law(
      after.entry.delivery == after.highest,
      "the status is \(after.entry.delivery?.rawValue ?? "none"), told was \(after.highest?.rawValue ?? "none")")
    guard let highest = after.highest else { return faults }
    switch highest {
    case .sent: break
    case .failed: faults += law(after.entry.state == .failed, "refused by Meta, and \(after.entry.state.rawValue)")
    case .delivered, .read, .played:
      faults += law(after.entry.state == .accepted, "on a phone, and \(after.entry.state.rawValue)")
      faults += law(after.entry.deliveredAt != nil, "on a phone at no time")
    }
    faults += law(
      after.entry.readAt != nil || highest < .read, "read at no time")
    return faults
  }

  /// I09: what Meta has taken never goes out again; an end is an end unless Meta itself says more.
  private static func finality(_ letter: ParcelLetter, _ before: Parcel, _ after: Parcel) -> [String] {
    let (was, is_) = (before.entry.state, after.entry.state)
    var faults = law(
      !before.wasAccepted || is_ == .accepted || is_ == .failed, "taken by Meta, and then \(is_.rawValue)")
    faults += law(
      !before.wasAccepted || after.entry.attempt == before.entry.attempt, "a further attempt after success")
    if was == .accepted, case .outcome = letter {
      faults += law(after.entry == before.entry, "an attempt that was over says something after all")
    }
    guard settled.contains(was), was != is_ else { return faults }
    switch letter {
    case .status: break
    case .outcome(.accepted): break
    case .claim, .outcome, .dueTime, .minute: faults.append("\(was.rawValue) turned into \(is_.rawValue)")
    }
    faults += law(is_ == .accepted || is_ == .failed, "\(was.rawValue) turned into \(is_.rawValue)")
    return faults
  }

  /// Whoever ordered it hears of each change that matters to them, and of nothing else.
  private static func reports(
    _ letter: ParcelLetter, _ before: Parcel, _ after: Parcel, _ result: EntryResult?
  ) -> [String] {
    let (was, is_) = (before.entry.state, after.entry.state)
    switch result {
    case nil:
      return law(was == is_ || !settled.contains(is_), "\(is_.rawValue), and nobody hears of it")
    case .accepted(let at):
      return law(is_ == .accepted && at == after.entry.acceptedAt, "reported as taken, and \(is_.rawValue)")
    case .delivered:
      return law(after.entry.deliveredAt != nil && is_ == .accepted, "reported as delivered, and \(is_.rawValue)")
    case .failed: return law(is_ == .failed || is_ == .cancelled, "reported as failed, and \(is_.rawValue)")
    case .expired: return law(is_ == .expired && was != is_, "reported as expired, and \(is_.rawValue)")
    case .unconfirmed:
      let hasWaited = before.entry.dueAt.map { $0 <= before.now } ?? false
      return law(is_ == .unconfirmed && was == .inDoubt && hasWaited, "the doubt ended before its time")
    }
  }

  /// The error table's classes: when it is tried again, and when never.
  private static func refusals(_ letter: ParcelLetter, _ before: Parcel, _ after: Parcel) -> [String] {
    switch letter {
    case .outcome(.inDoubt), .outcome(.leaseEnded):
      let isFirst = before.entry.state != .inDoubt && after.entry.state == .inDoubt
      return law(
        !isFirst || after.entry.dueAt == after.now.adding(seconds: 120), "the doubt does not last two minutes")
    case .outcome(.refused(_, let remedy)):
      guard [.queued, .parked, .inFlight].contains(before.entry.state) else {
        return law(after.entry == before.entry, "a refusal of what was over changed it")
      }
      return refusal(remedy, before.entry, after)
    case .claim, .outcome, .status, .dueTime, .minute: return []
    }
  }

  private static func refusal(_ remedy: Remedy, _ entry: OutboxEntry, _ after: Parcel) -> [String] {
    // 2, 4, 8 s …; half of the half as long again, by the jitter of this walk; 4ⁿ s for a recipient.
    let backOff: [Int64] = [2500, 2500, 5000, 10_000, 20_000]
    let recipient: [Int64] = [1000, 1000, 4000, 16_000, 64_000]
    let expected: Int64? =
      switch remedy {
      case .retry(let most, let least):
        entry.attempt < most ? max(backOff[entry.attempt], least * 1250) : nil
      case .slowNumber: backOff[entry.attempt]
      case .waitForRecipient: recipient[entry.attempt]
      case .useTemplate:
        entry.rendering.template != nil && !entry.switchedPath && !entry.sentAsTemplate ? 0 : nil
      case .dropTemplate: entry.sentAsTemplate && entry.rendering.spares != nil ? 0 : nil
      case .openBreaker, .giveUp: nil
      }
    if case .openBreaker = remedy {
      return law(
        after.entry.state == .parked && after.entry.dueAt == entry.dueAt, "an open circuit loses what it holds")
    }
    guard let expected else {
      return law(after.entry.state == .failed && after.entry.failure == "4711", "tried again in vain")
    }
    return law(
      after.entry.state == .queued && after.entry.dueAt == after.now.adding(milliseconds: expected),
      "tried again after \(after.entry.dueAt.map { $0 - after.now } ?? -1) ms, not after \(expected)")
  }

  private static func law(_ holds: Bool, _ otherwise: @autoclosure () -> String) -> [String] {
    holds ? [] : [otherwise()]
  }
}
