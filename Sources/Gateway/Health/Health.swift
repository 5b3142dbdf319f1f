import BusinessTime
import Helpdesk

/// Gathers what the parts know of themselves.
package struct Health: Sendable {
  /// A commit that young proves that a webhook can be committed; older, and a probe is made.
  static let freshSeconds: Int64 = 10

  private let store: any Store
  private let committer: Committer
  private let clock: any WallClock
  private let alarms: AlarmService
  private let sender: Sender
  private let crashes: CrashGuard
  private let disk: DiskWatch?
  private let reloads: ReloadWatch?

  package init(
    store: any Store, committer: Committer, clock: any WallClock, alarms: AlarmService, sender: Sender,
    crashes: CrashGuard, disk: DiskWatch? = nil, reloads: ReloadWatch? = nil
  ) {
    self.store = store
    self.committer = committer
    self.clock = clock
    self.alarms = alarms
    self.sender = sender
    self.crashes = crashes
    self.disk = disk
    self.reloads = reloads
  }

  package func report() async -> HealthReport {
    let isReady = await canCommit()
    return HealthReport(isReady: isReady, degraded: await degraded())
  }

  /// True if something was committed just now, or a commit as large as a webhook's goes through the queue.
  private func canCommit() async -> Bool {
    let last = committer.lastCommit
    if last.failedAt == nil, let at = last.succeededAt, abs(clock.now() - at) < Self.freshSeconds * 1000 { return true }
    do {
      try await committer.perform(Probe())
      return true
    } catch {
      return false
    }
  }

  private func degraded() async -> [Degradation] {
    var found: [Degradation] = []
    if let (lines, kept) = try? await store.read({ (try $0.brokenLines(), try $0.quarantine(most: 1).count) }) {
      found += lines.map { .breakerOpen($0.number) }
      if kept > 0 { found.append(.quarantine) }
    } else {
      found.append(.storeUnreadable)
    }
    found += sender.numbersWithoutToken.map { .noToken($0) }
    found += sender.slowedNumbers.map { .slowed($0) }
    if alarms.putOffCount > 0 { found.append(.wakesPutOff(alarms.putOffCount)) }
    if sender.putOffCount > 0 { found.append(.sendsPutOff(sender.putOffCount)) }
    if crashes.refusedCount > 0 { found.append(.inputsRefused(crashes.refusedCount)) }
    if sender.isHoldingNotices { found.append(.clockJumped) }
    if disk?.look() == true { found.append(.diskSpace) }
    if reloads?.last.isInForce == false { found.append(.reloadRefused) }
    return found
  }
}

/// As much as a webhook writes: an empty transaction would go through on a full disk as well.
private struct Probe: TableWork {
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws { try tables.proveSpace() }
}
