import Foundation
import Gateway
import Helpdesk
import WebAPI

/// What `acuse forget` says of what was done, or why it was not.
enum ForgetWords {
  /// Nil: nothing was refused.
  static func refusal(_ outcome: ForgetOutcome) -> String? {
    switch outcome.state {
    case .going, .over: nil
    case .unknown: "there is no such contact."
    case .notOver: "somebody still waits for an answer: resolve or dismiss #\(outcome.conversation ?? 0) first."
    case .unsettled:
      "a message to them, or about them, is still to be sent or has not been confirmed: try again in a few minutes."
    case .ownNumber: "that is a number of your own: all that comes in names it."
    case .tooMany:
      "\(Forgetting.most) customers are half forgotten: finish one of those first, by the name that you gave then."
    }
  }

  static func sentence(_ outcome: ForgetOutcome) -> String {
    let raw = count(outcome, [.journal, .envelopes, .quarantine])
    let parts = [
      some(count(outcome, [.messages]), "message"), some(count(outcome, [.sends]), "send"),
      some(count(outcome, [.statuses]), "status", "statuses"),
      some(count(outcome, [.timeline]), "row of the record", "rows of the record"),
      some(raw, "raw row"),
      some(count(outcome, [.letters, .surveys, .misfires, .keptAnswers]), "other row"),
    ]
    let contacts = some(outcome.counts?["contacts"] ?? 0, "contact")
    let conversations = some(count(outcome, [.conversations]), "conversation")
    let log = outcome.isLogEmpty == false ? " " + logIsHeld : ""
    return "Forgot \(contacts): erased \(parts.dropLast().joined(separator: ", ")) and \(parts.last ?? ""); "
      + "\(conversations) without anything personal and backups stay.\(log)"
  }

  static func json(_ outcome: ForgetOutcome) throws -> String {
    struct Report: Encodable {
      var counts: [String: Int]
      var isLogEmpty: Bool
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let report = Report(counts: outcome.counts ?? [:], isLogEmpty: outcome.isLogEmpty ?? true)
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  private static let logIsHeld =
    "Whoever reads the database kept its log from being emptied: what was erased lies in the -wal file until the "
    + "gateway stops, or this is run again by a conversation's reference."

  private static func count(_ outcome: ForgetOutcome, _ kinds: [TraceKind]) -> Int {
    kinds.reduce(0) { $0 + (outcome.counts?[$1.rawValue] ?? 0) }
  }

  private static func some(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }
}
