import BusinessTime
import Gateway
import Helpdesk
import SQLiteStore

/// What came of the day, counted from the store when it is over.
struct DemoSummary: Sendable, Equatable {
  var conversations = 0
  /// Milliseconds from each first message to the moment when Meta took its acknowledgement.
  var acknowledgedAfter: [Int64] = []
  /// By what became of the first answer that was promised in an acknowledgement.
  var promises = Tally()
  var firstAnswers = Tally()
  var nextAnswers = Tally()
  var alerts = 0

  struct Tally: Sendable, Equatable {
    var inTime = 0
    var late = 0
    var waiting = 0

    mutating func count(_ clock: ClockInstance) {
      switch clock.outcome {
      case .met: inTime += 1
      case .breached: late += 1
      case .excluded: break
      case nil: waiting += 1
      }
    }

    var text: String { "\(inTime) in time, \(late) late" + (waiting > 0 ? ", \(waiting) not due yet" : "") }
  }

  static func text(of stage: DemoStage) async throws -> String {
    var query = ConversationQuery(now: stage.clock.now())
    query.sort = .newest
    query.most = mostConversations
    let details = try await stage.store.read { [query] tables in
      try tables.list(query).compactMap { try tables.detail($0.conversation.ref, messages: 1) }
    }
    return DemoSummary(details).text
  }

  init(_ details: [ConversationDetail]) {
    conversations = details.count
    for detail in details {
      let acknowledged = detail.clocks.first { $0.clock == .acknowledgement && $0.outcome == .met }
      if let acknowledged, let stoppedAt = acknowledged.stoppedAt {
        acknowledgedAfter.append(stoppedAt - acknowledged.startedAt)
      }
      for clock in detail.clocks {
        switch clock.clock {
        case .firstResponse:
          firstAnswers.count(clock)
          if acknowledged != nil { promises.count(clock) }
        case .nextResponse: nextAnswers.count(clock)
        case .acknowledgement, .resolution, .promise, .assignment: break
        }
      }
      alerts += detail.timeline.count { $0.what == "alert" }
    }
    acknowledgedAfter.sort()
  }

  var text: String {
    let count = acknowledgedAfter.count
    let times =
      count == 0
      ? ""
      : " after \(RecordWords.duration(acknowledgedAfter[count / 2])) in the median, "
        + "\(RecordWords.duration(acknowledgedAfter[count - 1])) at most"
    return """

      What the store says of the day:
        conversations    \(conversations)
        acknowledged     \(count)\(times)
        promises kept    \(promises.inTime) of \(promises.inTime + promises.late)
        first answers    \(firstAnswers.text)
        further answers  \(nextAnswers.text)
        alerts           \(alerts) to our own people
      """
  }

  /// Far more than a demo has customers.
  private static let mostConversations = 200
}
