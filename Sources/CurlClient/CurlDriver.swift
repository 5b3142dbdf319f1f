import CCurl
import Foundation
import Gateway

/// The thread's loop: takes orders, lets libcurl work, resolves what ended, waits. Confined to its thread.
final class CurlDriver {
  private let inbox: CurlInbox
  private let multi: CurlMulti
  private let configuration: CurlConfiguration
  private var spares: [CurlEasy] = []
  private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]

  init(inbox: CurlInbox, multi: CurlMulti, configuration: CurlConfiguration) {
    self.inbox = inbox
    self.multi = multi
    self.configuration = configuration
  }

  func run() {
    CurlLibrary.blockBrokenPipeSignal()
    while step() {}
    for easy in spares { easy.close() }
    inbox.end()
  }

  /// One turn. False when the transport was stopped and nothing is in flight any more.
  private func step() -> Bool {
    let now = ContinuousClock.now
    let orders = inbox.take(freeSlots: configuration.maxConcurrentCalls - active.count, now: now)
    for waiting in orders.start { start(waiting, stopping: orders.stopBy != nil, now: now) }
    for waiting in orders.late { resolveUnstarted(waiting) }
    for ticket in orders.cancelled { cutOff(.cancelled) { $0.waiting.ticket === ticket } }
    if let limit = orders.stopBy, limit <= now { cutOff(.shutDown) { _ in true } }

    let endedBefore = active.count
    perform()
    if orders.stopBy != nil, active.isEmpty { return false }
    let slotsFreed = active.count < endedBefore
    wait(milliseconds: orders.moreWait && slotsFreed ? 0 : patience(orders, now: now))
    return true
  }

  private func start(_ waiting: CurlWaiting, stopping: Bool, now: ContinuousClock.Instant) {
    guard !stopping else { return waiting.answer.resume(returning: .notSent(.shutDown)) }
    guard !waiting.ticket.isOver(at: now) else { return resolveUnstarted(waiting) }
    guard let easy = spares.popLast() ?? CurlEasy() else {
      return waiting.answer.resume(returning: .notSent(.other(code: Int(CURLE_OUT_OF_MEMORY.rawValue))))
    }
    let transfer = CurlTransfer(waiting, on: easy, maxHeaderBytes: configuration.maxHeaderBytes)
    let remaining = now.duration(to: waiting.ticket.deadline)
    let problem = easy.prepare(transfer, configuration, remaining: remaining)
    guard problem == CURLE_OK else {
      easy.close()
      return waiting.answer.resume(returning: .notSent(.other(code: Int(problem.rawValue))))
    }
    active[easy.handle] = transfer
    let added = curl_multi_add_handle(multi.handle, easy.handle)
    if added != CURLM_OK { finish(transfer, with: .failed(multiFault(added))) }
  }

  private func resolveUnstarted(_ waiting: CurlWaiting) {
    waiting.answer.resume(returning: .notSent(waiting.ticket.isCancelled ? .cancelled : .timedOut))
  }

  private func perform() {
    var running: Int32 = 0
    let code = curl_multi_perform(multi.handle, &running)
    if code != CURLM_OK { cutOff(multiFault(code)) { _ in true } }
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi.handle, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let transfer = active[message.pointee.easy_handle] else { continue }
      finish(transfer, with: .done(message.pointee.data.result))
    }
  }

  private func cutOff(_ fault: TransportFault, where matches: (CurlTransfer) -> Bool) {
    for transfer in active.values where matches(transfer) { finish(transfer, with: .failed(fault)) }
  }

  private func finish(_ transfer: CurlTransfer, with end: CurlTransfer.End) {
    let easy = transfer.easy
    let exchange = transfer.exchange(at: end)
    active[easy.handle] = nil
    _ = curl_multi_remove_handle(multi.handle, easy.handle)
    transfer.releaseHeaders()
    easy.reset()
    spares.append(easy)
    transfer.waiting.answer.resume(returning: exchange)
  }

  /// libcurl itself wakes for its own timers and sockets; these are only our reasons to look sooner.
  private func patience(_ orders: CurlInbox.Orders, now: ContinuousClock.Instant) -> Int32 {
    if let limit = orders.stopBy { return Int32(max(1, min(100, now.duration(to: limit).wholeMilliseconds))) }
    return orders.moreWait ? Self.lateCheckMilliseconds : Self.idleMilliseconds
  }

  private func wait(milliseconds: Int32) {
    guard curl_multi_poll(multi.handle, nil, 0, milliseconds, nil) != CURLM_OK else { return }
    Thread.sleep(forTimeInterval: Self.pauseAfterFailedPollSeconds)
  }

  private func multiFault(_ code: CURLMcode) -> TransportFault {
    .other(code: Self.multiCodeBase + Int(code.rawValue))
  }

  /// libcurl numbers its two error tables from 0 each; the multi interface's begin here in our codes.
  private static let multiCodeBase = 1000
  /// How exactly the deadline of a call without a slot is kept.
  private static let lateCheckMilliseconds: Int32 = 100
  /// Nothing depends on it: every order comes with a wake-up.
  private static let idleMilliseconds: Int32 = 60_000
  /// Keeps a poll that fails at once (no memory, no descriptors) from spinning.
  private static let pauseAfterFailedPollSeconds = 0.01
}
