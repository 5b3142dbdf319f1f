import BusinessTime
import Foundation
import Gateway
import Helpdesk
import WhatsApp

/// `cursor=` of the list of conversations: the place behind which the next page begins, and a mark of the sort and the
/// filters that it was given for.
///
/// Opaque to callers. Neither secret nor signed: whoever makes one up gets another page of what they may read anyway.
struct ConversationCursor: Equatable {
  let place: ConversationPlace
  private let mark: String

  /// Of how a cursor is made; another one is told, not guessed at.
  private static let version = "1"

  /// For the page behind this conversation.
  init(after conversation: Conversation, of query: ConversationQuery) {
    place = ConversationPlace(of: conversation, in: query.sort)
    mark = Self.mark(of: query)
  }

  /// What a caller brought. Throws `Problem`, which says whether it is none at all, or one of another list.
  init(_ text: String, for query: ConversationQuery) throws {
    let parts = Data(base64URL: text).flatMap { String(bytes: $0, encoding: .utf8) }?
      .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let parts, parts.count > 1 else { throw Self.wrong(Self.none) }
    guard parts[0] == Self.version else { throw Self.wrong(Self.otherVersion) }
    guard parts.count == 5, parts[4] == Self.check(parts[..<4]), let ref = Int64(parts[3]),
      parts[2].isEmpty || Int64(parts[2]) != nil
    else { throw Self.wrong(Self.none) }
    place = ConversationPlace(time: Int64(parts[2]).map { Timestamp(milliseconds: $0) }, ref: ConversationRef(ref))
    mark = parts[1]
    guard mark == Self.mark(of: query) else { throw Self.wrong(Self.otherList) }
  }

  var text: String {
    let time = place.time.map { String($0.milliseconds) } ?? ""
    let parts = [Self.version, mark, time, String(place.ref.number)]
    return Data((parts + [Self.check(parts[...])]).joined(separator: ".").utf8).base64URL
  }

  /// So that one that was cut off is not taken for another place.
  private static func check(_ parts: ArraySlice<String>) -> String { short(parts.joined(separator: ".")) }

  /// The size of a page is no part of it, nor is the time at which the list is judged.
  private static func mark(of query: ConversationQuery) -> String {
    let states = query.states.map(\.rawValue).sorted().joined(separator: ",")
    let asked = [
      query.sort.rawValue, states, query.sla?.rawValue, query.assignee?.rawValue, query.team?.rawValue, query.text,
    ]
    // Each with its length, so that no text can look like the next field.
    let whole = asked.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ";")
    return short(whole)
  }

  /// Enough to tell slips from what was given; it guards nothing.
  private static func short(_ text: String) -> String {
    Data(Digest.sha256(Array(text.utf8)).prefix(9)).base64URL
  }

  private static let none = "It is none that this list gave; leave it out to begin again."
  private static let otherVersion = "It is none that this version gave; leave it out to begin again."
  private static let otherList =
    "It was given for another sort or for other filters; ask with those again, or leave it out to begin anew."

  private static func wrong(_ detail: String) -> Problem {
    var problem = APICall.wrongCursor
    problem.detail = detail
    return problem
  }
}

extension Data {
  /// RFC 4648 §5 without padding: goes into an address as it is.
  fileprivate var base64URL: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  fileprivate init?(base64URL text: String) {
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    self.init(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
  }
}
