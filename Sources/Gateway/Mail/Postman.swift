import BusinessTime
import Helpdesk
import Logging
import ServiceLifecycle
import Synchronization

/// Sends letters that are due, one after another: they are few, and none is worth a second connection.
///
/// What becomes of an attempt is committed after it. A crash in between sends that letter again, which is the lesser
/// harm.
package final class Postman: Service {
  /// Letters of one look.
  static let mostInBite = 16
  /// Looked again at least so often, whatever the store said.
  static let mostSleepSeconds: Int64 = 60
  /// After the store failed, or a letter could not be handled.
  static let pauseSeconds: Int64 = 1

  private let store: any Store
  private let committer: Committer
  private let clock: any WallClock
  private let mailer: any Mailer
  private let access: @Sendable () -> MailAccess?
  private let nudge: Signal
  private let metrics: GatewayMetrics
  private let logger = Logger(label: "acuse.mail")
  private let putOffs = Mutex(PutOffs<LetterID>())

  /// `access` is asked for each letter; nil: no mail server is configured. `nudge` is raised after each commit that may
  /// have written a letter.
  package init(
    store: any Store, committer: Committer, clock: any WallClock, mailer: any Mailer,
    access: @escaping @Sendable () -> MailAccess?, nudge: Signal = Signal(),
    metrics: GatewayMetrics = GatewayMetrics()
  ) {
    self.store = store
    self.committer = committer
    self.clock = clock
    self.mailer = mailer
    self.access = access
    self.nudge = nudge
    self.metrics = metrics
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        var next = self.clock.now().adding(seconds: Self.pauseSeconds)
        do {
          if try await self.step() > 0 { continue }
          next = try await self.nextLook()
        } catch {
          // The store's or the queue's trouble is told elsewhere; the letter waits where it is.
        }
        await self.nudge.wait(until: next, on: self.clock)
      }
    }
  }

  /// Sends what is due now, one bite of it; how many letters were handled. Throws what store and queue throw.
  package func step() async throws -> Int {
    let now = clock.now()
    let most = Self.mostInBite + putOffs.withLock { $0.count }
    let due = try await store.read { try $0.dueLetters(at: now, most: most) }
      .filter { id in putOffs.withLock { !$0.isPutOff(id, at: now) } }
    var handled = 0
    for id in due.prefix(Self.mostInBite) where !Task.isCancelled {
      do {
        try await send(id)
        putOffs.withLock { $0.clear(id) }
        handled += 1
      } catch let error where error is StoreError || error is CommitError || error is CancellationError {
        throw error
      } catch {
        putOffs.withLock { _ = $0.putOff(id, at: now) }
        metrics.putOff(.mail)
        logger.error("a mail was put off", metadata: ["reason": "\(type(of: error))"])
      }
    }
    return handled
  }

  private func send(_ id: LetterID) async throws {
    guard let letter = try await committer.claim(id) else { return }
    guard let access = access() else {
      // The rules say that mail is sent, so there is a server; a reload may just have taken it away.
      return try await conclude(letter, .putOff(code: "no_server"))
    }
    let mail = OutgoingMail(
      server: access, recipient: letter.address, message: MailMessage.bytes(of: letter, from: access.sender))
    let outcome = await mailer.deliver(mail)
    // Cut off by the gateway's own end: nothing is known, and it is sent again after the start.
    if Task.isCancelled, case .putOff = outcome { return }
    try await conclude(letter, outcome)
  }

  private func conclude(_ letter: LetterClaim, _ outcome: Letter.Outcome) async throws {
    _ = try await committer.submit(.mailed(letter.id, outcome))
    metrics.mailed(outcome)
    switch outcome {
    case .taken, .void: break
    case .putOff(let code):
      logger.warning("a mail was not taken and is tried again", metadata: ["code": "\(code)"])
    case .refused(let code):
      logger.error("a mail was refused; look at the address and at the mail server", metadata: ["code": "\(code)"])
    }
  }

  private func nextLook() async throws -> Timestamp {
    let now = clock.now()
    let latest = now.adding(seconds: Self.mostSleepSeconds)
    guard let earliest = try await store.read({ try $0.earliestLetter() }) else { return latest }
    return min(latest, max(earliest, now.adding(seconds: Self.pauseSeconds)))
  }
}
