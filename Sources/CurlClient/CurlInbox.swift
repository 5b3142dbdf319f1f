import Gateway
import Synchronization

/// What other threads hand to the driver: calls, cancellations, the order to stop. Bounded.
final class CurlInbox: Sendable {
  /// What the driver has to do now.
  struct Orders {
    var start: [CurlWaiting] = []
    /// Waited until their time was over.
    var late: [CurlWaiting] = []
    var cancelled: [CurlTicket] = []
    /// When set: start nothing, and cut off at that moment what is still in flight.
    var stopBy: ContinuousClock.Instant?
    /// More calls wait than there were free slots.
    var moreWait = false
  }

  private struct State {
    var waiting: [CurlWaiting] = []
    var cancelled: [CurlTicket] = []
    var stopBy: ContinuousClock.Instant?
    var stopWaiters: [CheckedContinuation<Void, Never>] = []
    /// The driver has been woken and has not looked yet: one wake-up is enough.
    var signalled = false
    var ended = false
  }

  private let state = Mutex(State())
  private let multi: CurlMulti
  private let maxWaitingCalls: Int

  init(multi: CurlMulti, maxWaitingCalls: Int) {
    self.multi = multi
    self.maxWaitingCalls = maxWaitingCalls
  }

  /// Queues a call, or resolves it at once when it cannot be taken.
  func add(_ arrival: CurlWaiting) {
    let refusal: TransportFault? = state.withLock { state in
      if state.stopBy != nil || state.ended { return .shutDown }
      if state.waiting.count >= maxWaitingCalls { return .queueFull }
      state.waiting.append(arrival)
      signal(&state)
      return nil
    }
    if let refusal { arrival.answer.resume(returning: .notSent(refusal)) }
  }

  /// Works in either order with `add`: the ticket remembers, the order reaches what already runs.
  func cancel(_ ticket: CurlTicket) {
    ticket.cancel()
    state.withLock { state in
      guard !state.ended else { return }
      state.cancelled.append(ticket)
      signal(&state)
    }
  }

  /// The earliest limit holds. `ended` is resumed when the thread is done.
  func stop(by limit: ContinuousClock.Instant, ended waiter: CheckedContinuation<Void, Never>?) {
    let alreadyEnded = state.withLock { state in
      guard !state.ended else { return true }
      state.stopBy = min(state.stopBy ?? limit, limit)
      if let waiter { state.stopWaiters.append(waiter) }
      signal(&state)
      return false
    }
    if alreadyEnded { waiter?.resume() }
  }

  /// The driver's look. Takes at most `freeSlots` calls, oldest first.
  func take(freeSlots: Int, now: ContinuousClock.Instant) -> Orders {
    state.withLock { state in
      state.signalled = false
      var orders = Orders(cancelled: state.cancelled, stopBy: state.stopBy)
      state.cancelled.removeAll(keepingCapacity: true)
      let taken = state.stopBy == nil ? min(freeSlots, state.waiting.count) : state.waiting.count
      orders.start = Array(state.waiting.prefix(taken))
      state.waiting.removeFirst(taken)
      // What is left finds no slot: this is the moment to part with the late and the cancelled.
      if !state.waiting.isEmpty {
        orders.late = state.waiting.filter { $0.ticket.isOver(at: now) }
        if !orders.late.isEmpty { state.waiting.removeAll { $0.ticket.isOver(at: now) } }
      }
      orders.moreWait = !state.waiting.isEmpty
      return orders
    }
  }

  /// The driver's last word: from here on nobody wakes it, and every call is refused at `add`.
  func end() {
    let (left, waiters) = state.withLock { state in
      state.ended = true
      defer { (state.waiting, state.cancelled, state.stopWaiters) = ([], [], []) }
      return (state.waiting, state.stopWaiters)
    }
    multi.close()
    for waiting in left { waiting.answer.resume(returning: .notSent(.shutDown)) }
    for waiter in waiters { waiter.resume() }
  }

  private func signal(_ state: inout State) {
    guard !state.signalled else { return }
    state.signalled = true
    multi.wakeUp()
  }
}
