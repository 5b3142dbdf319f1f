import Foundation
import Helpdesk

/// `{"rule": "pago", "words": "cobro doble", "should_be": "sales"}`; the rule alone is enough.
struct MisfireBody: Decodable {
  private var rule: String
  private var words: String?
  private var shouldBe: String?

  enum CodingKeys: String, CodingKey {
    case rule, words
    case shouldBe = "should_be"
  }

  /// What a body asks for. Throws `Problem`.
  static func order(in bytes: [UInt8], of message: MessageID, in ref: ConversationRef) throws -> MisfireOrder {
    guard let body = try? JSONDecoder().decode(MisfireBody.self, from: Data(bytes)) else {
      throw Problem.badRequest(
        "The body must be a JSON object with a string \"rule\", and \"words\" and \"should_be\" if you like.")
    }
    let category = body.shouldBe?.trimmingCharacters(in: .whitespacesAndNewlines)
    if let category {
      guard !category.isEmpty, category.count <= ActionBody.mostCharacters, !category.contains(where: \.isNewline)
      else {
        throw Problem.badRequest(
          "should_be takes a category of one line and at most \(ActionBody.mostCharacters) characters.")
      }
    }
    return MisfireOrder(
      conversation: ref, message: message, rule: body.rule, words: body.words, shouldBe: category)
  }
}
