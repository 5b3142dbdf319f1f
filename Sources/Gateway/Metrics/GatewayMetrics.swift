import BusinessTime
import Helpdesk
package import Metrics

/// The gateway's own figures, counted where things happen. No label holds a phone, a name, a text or an id of Meta's
/// for a person or a message (semantics §14).
package final class GatewayMetrics: Sendable {
  private let postsReceived: Counter
  private let postsVerified: Counter
  private let postsRefused: LabelledCounter
  private let itemsReceived: Counter
  private let itemsDuplicate: Counter
  private let itemsQuarantined: LabelledCounter
  private let itemsUnknown: LabelledCounter
  private let lag: Timer
  private let commitInputs: Recorder
  private let commitDuration: Timer
  private let commitFailedInputs: Counter
  private let acknowledgementLatency: Timer
  private let clocksDecided: [ClockKind: LabelledCounter]
  private let alarmLateness: Timer
  private let putOffs: LabelledCounter
  private let sends: LabelledCounter
  private let sendErrors: LabelledCounter
  private let sendDuration: Timer
  private let mails: LabelledCounter
  private let readMarks: LabelledCounter

  package init(factory: any MetricsFactory = MetricsSystem.factory) {
    func counter(_ family: MetricFamily) -> Counter { Counter(label: family.name, factory: factory) }
    func timer(_ family: MetricFamily) -> Timer { Timer(label: family.name, factory: factory) }
    func counters(_ family: MetricFamily, _ label: String, _ known: [String]) -> LabelledCounter {
      LabelledCounter(family, label, known: known, factory: factory)
    }
    postsReceived = counter(.postsReceived)
    postsVerified = counter(.postsVerified)
    postsRefused = counters(.postsRefused, "reason", PostRefusal.allCases.map(\.rawValue))
    itemsReceived = counter(.itemsReceived)
    itemsDuplicate = counter(.itemsDuplicate)
    itemsQuarantined = counters(.itemsQuarantined, "reason", QuarantineReason.all)
    itemsUnknown = counters(.itemsUnknown, "field", [])
    lag = timer(.lag)
    commitInputs = Recorder(label: MetricFamily.commitInputs.name, factory: factory)
    commitDuration = timer(.commitDuration)
    commitFailedInputs = counter(.commitFailedInputs)
    acknowledgementLatency = timer(.acknowledgementLatency)
    clocksDecided = Dictionary(
      uniqueKeysWithValues: ClockKind.allCases.map { kind in
        let clock = ("clock", kind.rawValue)
        let outcomes = ["met", "breached", "excluded"]
        return (
          kind,
          LabelledCounter(.clocksDecided, "outcome", known: outcomes, fixed: [clock], factory: factory)
        )
      })
    alarmLateness = timer(.alarmLateness)
    putOffs = counters(.putOffs, "what", PutOff.allCases.map(\.rawValue))
    sends = counters(.sends, "result", SendResult.words)
    sendErrors = counters(.sendErrors, "code", [])
    sendDuration = timer(.sendDuration)
    mails = counters(.mails, "result", Self.mailResults)
    readMarks = counters(.readMarks, "result", ReadMarkResult.allCases.map(\.rawValue))
  }
}

// What comes in
extension GatewayMetrics {
  func postReceived() { postsReceived.increment() }
  func postVerified() { postsVerified.increment() }
  func postRefused(_ reason: PostRefusal) { postsRefused.increment(reason.rawValue) }

  func taken(_ report: ReceiveReport) {
    let kept = report.quarantined.values.reduce(0, +)
    itemsReceived.increment(by: report.new + report.duplicates + kept)
    itemsDuplicate.increment(by: report.duplicates)
    for (reason, count) in report.quarantined { itemsQuarantined.increment(reason, by: count) }
  }

  /// How long after Meta's own timestamp a message reached us.
  func lagged(milliseconds: Int64) { lag.recordMilliseconds(max(0, milliseconds)) }

  /// By what Meta calls the field or type; `Label` has made it safe to show. Meta's names are words: what has a digit in
  /// it may be anything, and is not shown.
  func unknown(_ name: String) {
    itemsUnknown.increment(name.utf8.contains(where: Self.isDigit) ? LabelledCounter.other : name)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

// What is committed, and what was decided in it
extension GatewayMetrics {
  func committed(_ inputs: Int, took duration: Duration) {
    commitInputs.record(inputs)
    commitDuration.record(duration: duration)
  }

  func commitFailed(_ inputs: Int) { commitFailedInputs.increment(by: inputs) }

  func decided(_ verdicts: [ClockInstance]) {
    for clock in verdicts {
      guard let outcome = clock.outcome else { continue }
      clocksDecided[clock.clock]?.increment(Self.word(outcome))
      if clock.clock == .acknowledgement, outcome == .met, let stoppedAt = clock.stoppedAt {
        acknowledgementLatency.recordMilliseconds(max(0, stoppedAt - clock.startedAt))
      }
    }
  }

  /// Without the reason of an exclusion: it can hold any of Meta's codes.
  private static func word(_ outcome: ClockOutcome) -> String {
    switch outcome {
    case .met: "met"
    case .breached: "breached"
    case .excluded: "excluded"
    }
  }
}

// What waits, and what goes out
extension GatewayMetrics {
  enum PutOff: String, CaseIterable { case wake, send, mail }

  func woke(lateMilliseconds: Int64) { alarmLateness.recordMilliseconds(max(0, lateMilliseconds)) }
  func putOff(_ what: PutOff) { putOffs.increment(what.rawValue) }

  func sent(_ result: SendResult, took duration: Duration) {
    sendDuration.record(duration: duration)
    sends.increment(result.word)
    if let code = result.errorCode { sendErrors.increment(code) }
  }

  private static var mailResults: [String] { ["taken", "put_off", "refused", "void"] }

  func mailed(_ outcome: Letter.Outcome) {
    switch outcome {
    case .taken: mails.increment("taken")
    case .putOff: mails.increment("put_off")
    case .refused: mails.increment("refused")
    case .void: mails.increment("void")
    }
  }

  func marked(_ result: ReadMarkResult) { readMarks.increment(result.rawValue) }
}
