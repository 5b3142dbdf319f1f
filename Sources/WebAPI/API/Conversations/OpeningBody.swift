import Foundation
import Helpdesk

/// `{"number": "106540352242922", "contact": {"phone": "+52 55 …"}, "text": "…"}`: a matter that came by another way.
struct OpeningBody: Decodable {
  private var number: String
  private var contact: ContactBody
  private var text: String?
  private var priority: String?
  private var category: String?
  private var tags: [String]?
  private var stage: String?
  private var queue: String?
  private var team: String?

  private struct ContactBody: Decodable {
    var phone: String?
    var userID: String?
    var name: String?

    enum CodingKeys: String, CodingKey {
      case phone, name
      case userID = "user_id"
    }
  }

  /// Digits of a phone in international form (E.164: at most 15), and what our customers' phones have at least.
  private static let phoneDigits = 8...15
  private static let mostUserID = 128

  /// What a body asks for. Throws `Problem`.
  static func opening(in bytes: [UInt8]) throws -> Opening {
    let body: OpeningBody
    do {
      body = try JSONDecoder().decode(OpeningBody.self, from: Data(bytes))
    } catch is DecodingError {
      throw Problem.badRequest(
        "The body must be a JSON object with a string \"number\", an object \"contact\" with a \"phone\" or a "
          + "\"user_id\", and, if you like, a \"text\", a \"priority\", a \"category\", a list of \"tags\", a \"stage\", "
          + "a \"queue\" and a \"team\".")
    }
    return try body.meaning()
  }

  private func meaning() throws -> Opening {
    guard !number.isEmpty else { throw Problem.badRequest("\"number\" is the id of one of our business numbers.") }
    if let text { try ReplyBody.check(text) }
    let labels = try (tags ?? []).map { try Self.label($0, of: "tags") }
    guard labels.count <= Conversation.mostTags else { throw Problem(Refusal.tooManyTags) }
    return Opening(
      number: NumberID(number), customer: try customer(), text: text, priority: try level(),
      category: try category.map { try Self.label($0, of: "category") }, tags: labels,
      stage: try stage.map { try Self.label($0, of: "stage") },
      queue: try queue.map { try Self.label($0, of: "queue") },
      team: try team.map { TeamID(try Self.label($0, of: "team")) })
  }

  private func customer() throws -> Identity {
    let phone = try contact.phone.map { try Self.digits(of: $0) }
    let userID = contact.userID
    if let userID {
      guard (1...Self.mostUserID).contains(userID.utf8.count), !userID.contains(where: \.isWhitespace) else {
        throw Problem.badRequest("\"contact.user_id\" is a user id as Meta writes it: \"MX.1234567890\".")
      }
    }
    guard phone != nil || userID != nil else {
      throw Problem.badRequest("\"contact\" needs a \"phone\" or a \"user_id\": nobody could be answered.")
    }
    let name = try contact.name.map { try Self.label($0, of: "contact.name") }
    return Identity(phone: phone, userID: userID.map { UserID($0) }, profileName: name)
  }

  private static func digits(of phone: String) throws -> String {
    let digits = phone.filter { ("0"..."9").contains($0) }
    let isPhone = phone.allSatisfy { ("0"..."9").contains($0) || "+-() ".contains($0) } && phone.hasPrefix("+")
    guard isPhone, phoneDigits.contains(digits.count) else {
      throw Problem.badRequest("\"contact.phone\" is a phone in international form: \"+52 55 1234 5678\".")
    }
    return digits
  }

  private func level() throws -> Priority? {
    guard let priority else { return nil }
    guard let level = Priority(rawValue: priority) else {
      throw Problem.badRequest(
        "\"priority\" is one of \(Priority.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return level
  }

  private static func label(_ text: String, of key: String) throws -> String {
    let label = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !label.isEmpty, label.count <= ActionBody.mostCharacters, !label.contains(where: \.isNewline) else {
      throw Problem.badRequest(
        "\"\(key)\" takes one line and at most \(ActionBody.mostCharacters) characters.")
    }
    return label
  }
}
