import Foundation
import HTTPTypes
import Helpdesk
import WhatsApp

/// `{"text": "…"}`, alone or with one of `buttons`, `list` and `request_contact`; or `{"reaction": {…}}`.
struct ReplyBody: Decodable {
  private var text: String?
  private var buttons: [ButtonBody]?
  private var list: ListBody?
  private var reaction: ReactionBody?
  private var requestsContact: Bool?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case text, buttons, list, reaction
    case requestsContact = "request_contact"
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(closed: CodingKeys.self)
    text = try values.decodeIfPresent(String.self, forKey: .text)
    buttons = try values.decodeIfPresent([ButtonBody].self, forKey: .buttons)
    list = try values.decodeIfPresent(ListBody.self, forKey: .list)
    reaction = try values.decodeIfPresent(ReactionBody.self, forKey: .reaction)
    requestsContact = try values.decodeIfPresent(Bool.self, forKey: .requestsContact)
  }

  /// What a body asks for.
  struct Order {
    var text: String
    var form: ReplyForm?
  }

  /// What a body asks for. Throws `Problem`.
  static func order(in bytes: [UInt8]) throws -> Order {
    let body: ReplyBody
    do {
      body = try JSONDecoder().decode(ReplyBody.self, from: Data(bytes))
    } catch is DecodingError {
      throw notUnderstood
    }
    return try body.meaning()
  }

  private static let notUnderstood = Problem.badRequest(
    "The body must be a JSON object with a string \"text\", alone or with one of \"buttons\", \"list\" and "
      + "\"request_contact\": true, or with a \"reaction\"; nothing else may stand in it.")

  private func meaning() throws -> Order {
    switch (text, buttons, list, requestsContact ?? false, reaction) {
    case (let text?, nil, nil, false, nil):
      try Self.check(text)
      return Order(text: text)
    case (let text?, let buttons?, nil, false, nil):
      let buttons = buttons.map { ReplyButton(id: $0.id, title: $0.title) }
      try Self.check(text, .buttons(body: text, buttons: buttons))
      return Order(text: text, form: .buttons(buttons))
    case (let text?, nil, let list?, false, nil):
      let rows = list.rows.map { ReplyButton(id: $0.id, title: $0.title, description: $0.description) }
      try Self.check(text, .list(body: text, opener: list.button, rows: rows))
      return Order(text: text, form: .list(opener: list.button, rows: rows))
    case (let text?, nil, nil, true, nil):
      try Self.check(text, .contactRequest(body: text))
      return Order(text: text, form: .contactRequest)
    case (nil, nil, nil, false, let reaction?):
      // Meta's own id of the message is not known here, and has no bound of its own.
      try ReplyLimits.check(.reaction(to: Wamid(reaction.message), emoji: reaction.emoji))
      return Order(text: reaction.emoji, form: .reaction(to: MessageID(reaction.message)))
    case _:
      throw Self.notUnderstood
    }
  }

  private static func check(_ text: String, _ form: FreeForm) throws {
    try checkVisible(text)
    try ReplyLimits.check(form)
  }

  /// That a text is one that a message can hold. Throws `Problem`.
  static func check(_ text: String) throws {
    try checkVisible(text)
    guard text.utf16.count <= SendLimits.textBody else {
      throw Problem(
        .unprocessableContent, type: "text-too-long",
        title: "WhatsApp takes at most \(SendLimits.textBody) characters in one message; this text has "
          + "\(text.utf16.count).")
    }
  }

  private static func checkVisible(_ text: String) throws {
    guard !text.allSatisfy(\.isWhitespace) else { throw Problem.badRequest("The text is empty.") }
  }
}
