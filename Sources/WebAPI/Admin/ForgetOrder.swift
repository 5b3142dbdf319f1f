import Foundation
package import Gateway
import Helpdesk

/// What `acuse forget` asks for.
package struct ForgetOrder: Codable, Sendable {
  /// As `CustomerName` reads it.
  package var contact: String

  package init(contact: String) { self.contact = contact }

  /// Throws `Problem`.
  static func customer(in body: [UInt8]) throws -> CustomerName {
    guard let order = try? JSONDecoder().decode(ForgetOrder.self, from: Data(body)),
      let customer = CustomerName(order.contact)
    else { throw Problem.badRequest("\"contact\" names a phone, a user id or the reference of a conversation.") }
    return customer
  }
}

/// How far a stretch of it has come, as it goes over the socket.
package struct ForgetOutcome: Codable, Sendable {
  package enum State: String, Codable, Sendable {
    /// Ask again, and it goes on.
    case going
    case over, unknown
    case notOver = "not_over"
    case unsettled
    case ownNumber = "own_number"
    case tooMany = "too_many"
  }

  package var state: State
  /// With `notOver`: the one that somebody has to act in.
  package var conversation: Int64?
  /// With `over`: rows by kind.
  package var counts: [String: Int]?
  /// With `over`: false if what was erased still lies in the log beside the database.
  package var isLogEmpty: Bool?

  package init(_ progress: Forgetter.Progress) {
    switch progress {
    case .going, .refused(.begun): state = .going
    case .refused(.unknown): state = .unknown
    case .refused(.notOver(let ref)): (state, conversation) = (.notOver, ref.number)
    case .refused(.unsettled): state = .unsettled
    case .refused(.ownNumber): state = .ownNumber
    case .refused(.tooMany): state = .tooMany
    case .over(let report): (state, counts, isLogEmpty) = (.over, report.counts, report.isLogEmpty)
    }
  }
}
