import Helpdesk

/// One row of the quarantine, handled once more by the rules of now. It goes when that works; otherwise nothing has
/// changed.
package struct RetryQuarantined: TableWork {
  package static let keepsOwnSavepoints = true

  enum Again: Sendable {
    /// One update of a webhook whose others were handled.
    case item(WebhookItem, RawSlice)
    /// A body that was kept whole.
    case body(ReceivedWebhook)
    /// Nothing that could be handled; why.
    case unusable(String)
  }

  var id: String
  var again: Again

  package var weight: Int {
    switch again {
    case .item(_, let slice): slice.bytes.count
    case .body(let webhook): webhook.body.count
    case .unusable: 256
    }
  }

  /// Thrown to leave everything as it was.
  private struct Still: Error { var reason: String }

  package func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> QuarantineAnswer {
    // Somebody else may have been quicker.
    guard try tables.quarantined(id) != nil else { return .gone }
    let mark = turn.mark
    do {
      return try tables.savepoint { tables in
        let report = try handle(&tables, &turn)
        try tables.removeQuarantined(id)
        return .handled(report)
      }
    } catch let error as StoreError {
      throw error
    } catch {
      turn.goBack(to: mark)
      return .still(reason: (error as? Still)?.reason ?? QuarantineReason.handlingFailed)
    }
  }

  private func handle(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> ReceiveReport {
    switch again {
    case .unusable(let reason):
      throw Still(reason: reason)
    case .item(let update, let slice):
      switch try tables.decideInPlace(.item(update, slice), &turn) {
      case .duplicate: return ReceiveReport(duplicates: 1)
      case .parked(let reason): throw Still(reason: reason)
      case .done, .replied, .opened, .refused: return ReceiveReport(new: 1)
      }
    case .body(let webhook):
      // What of it still cannot be used gets a row of its own.
      let report = try ReceivePost(webhook: webhook, isRetry: true).run(&tables, &turn)
      guard report.new + report.duplicates > 0 else {
        throw Still(reason: report.quarantined.keys.sorted().first ?? QuarantineReason.unreadable)
      }
      return report
    }
  }
}

/// What became of a retry.
package enum QuarantineAnswer: Sendable, Equatable {
  /// There is no such row, or no longer.
  case gone
  case handled(ReceiveReport)
  /// It cannot be used now either; a word of `QuarantineReason`'s.
  case still(reason: String)
}
