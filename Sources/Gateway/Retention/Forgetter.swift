import BusinessTime
package import Helpdesk
import Logging

/// Erases one customer (semantics §14): first the desk takes their identity out of the tables, then whatever holds a
/// trace of them is gone through from end to end, since nothing finds raw bytes by whose they are.
///
/// Reading holds nobody up. What is erased goes in transactions of its own, of `mostInBatch` rows, with the manners of
/// what is erased by its age. How far it has come stands in the database: whoever was cut off asks again, or it is
/// finished the next day.
package final class Forgetter: Sendable {
  /// Rows in hand at once: were each a body of Meta's largest size (3 MB), that would be 200 MB.
  package static let mostInBatch = 64
  /// For how long one call works, as `ContinuousClock` has it: whoever waits for it at the socket hears of it soon.
  static let stretch = Duration.seconds(3)
  /// Who else wants somebody forgotten waits until this one's stretch is over.
  static let mostWaiting = 16
  /// So often the log is tried to be emptied, a pause apart: whoever reads is mostly done in a moment.
  static let mostTries = 10

  /// Whoever was cut off has this long to ask again, in the words that they used: it finds nobody any more once it is
  /// finished without them. The largest database is gone through in a fraction of it.
  static let abandonedSeconds: Int64 = 24 * 3600

  package enum Progress: Sendable, Equatable {
    case refused(ForgetAnswer)
    /// Asked again, it goes on.
    case going
    case over(ForgetReport)
  }

  private let store: any Store
  private let committer: Committer
  private let clock: any WallClock
  private let pace: WriterPace
  private let gate = Gate(mostWaiting: mostWaiting)
  private let logger = Logger(label: "acuse.forget")

  package init(store: any Store, committer: Committer, clock: any WallClock) {
    self.store = store
    self.committer = committer
    self.clock = clock
    pace = WriterPace(committer: committer, clock: clock)
  }

  /// Begins, or goes on, for a stretch of time. Throws what the store and the committer throw.
  package func work(on customer: CustomerName) async throws -> Progress {
    try await gate.enter()
    defer { gate.leave() }
    switch try await committer.perform(BeginForgetting(customer: customer), alone: true) {
    case .begun(let forgetting): return try await goOn(with: forgetting)
    case let refusal: return .refused(refusal)
    }
  }

  /// Works for a stretch on the oldest that nobody has come back to; false: there is none. Throws as above.
  package func workOnAbandoned() async throws -> Bool {
    try await gate.enter()
    defer { gate.leave() }
    let latest = clock.now().adding(seconds: -Self.abandonedSeconds)
    let all = try await store.read { try $0.forgettings() }
    guard let oldest = all.min(by: { $0.beganAt < $1.beganAt }), oldest.beganAt <= latest else { return false }
    _ = try await goOn(with: oldest)
    return true
  }

  private func goOn(with begun: Forgetting) async throws -> Progress {
    var forgetting = begun
    let end = ContinuousClock.now + Self.stretch
    while try await step(&forgetting) {
      guard ContinuousClock.now < end else {
        try await committer.perform(SaveForgetting(forgetting: forgetting), alone: true)
        return .going
      }
    }
    return .over(try await finish(forgetting))
  }

  /// Looks at one batch, and erases what is theirs in it; false when there is nothing left to look at.
  func step(_ forgetting: inout Forgetting) async throws -> Bool {
    guard let kind = forgetting.kind else { return false }
    let reader = TraceReader(forgetting)
    let key = forgetting.place?.key
    let batch = try await store.read { tables in
      let rows = try tables.traces(kind, after: key, most: Self.mostInBatch)
      let theirs = try rows.filter { try reader.isTheirs($0, kind, isForgotten: tables.isForgotten) }
      return TraceBatch(kind: kind, theirs: theirs, last: rows.count == Self.mostInBatch ? rows.last?.key : nil)
    }
    forgetting.goOn(behind: batch)
    guard !batch.theirs.isEmpty else { return true }
    await pace.quiet()
    forgetting = try await committer.perform(EraseTraces(batch: batch, forgetting: forgetting), alone: true)
    try await pace.pause()
    return true
  }

  private func finish(_ forgetting: Forgetting) async throws -> ForgetReport {
    try await committer.perform(EndForgetting(id: forgetting.id), alone: true)
    let report = ForgetReport(forgetting, isLogEmpty: try await emptyLog())
    logger.info(
      "forgot a customer",
      metadata: Logger.Metadata(uniqueKeysWithValues: report.counts.map { ($0.key, "\($0.value)") }))
    return report
  }

  private func emptyLog() async throws -> Bool {
    for _ in 0..<Self.mostTries {
      if try await store.emptyLog() { return true }
      try await pace.pause()
    }
    return false
  }
}

/// What was done, in figures.
package struct ForgetReport: Sendable, Equatable {
  /// Rows by kind; what stays without an identity (`contacts`, `conversations`) among them.
  package var counts: [String: Int]
  /// False: somebody reads an older state, so that what was erased still lies in the log beside the database.
  package var isLogEmpty: Bool

  init(_ forgetting: Forgetting, isLogEmpty: Bool) {
    counts = Dictionary(uniqueKeysWithValues: TraceKind.allCases.map { ($0.rawValue, 0) })
    counts.merge(forgetting.erased) { $1 }
    counts["contacts"] = forgetting.contacts.count
    counts[TraceKind.conversations.rawValue] = forgetting.conversations.count
    self.isLogEmpty = isLogEmpty
  }
}
