import Foundation
import HTTPTypes

/// `{"text": "…"}`.
struct ReplyBody: Decodable {
  var text: String

  /// Meta's bound on a text message, counted in UTF-16 units, the strictest reading of "characters".
  static let mostUnits = 4096

  /// The text of a body. Throws `Problem`.
  static func text(in bytes: [UInt8]) throws -> String {
    let body: ReplyBody
    do {
      body = try JSONDecoder().decode(ReplyBody.self, from: Data(bytes))
    } catch is DecodingError {
      throw Problem.badRequest("The body must be a JSON object with a string \"text\".")
    }
    try check(body.text)
    return body.text
  }

  /// That a text is one that a message can hold. Throws `Problem`.
  static func check(_ text: String) throws {
    guard !text.allSatisfy(\.isWhitespace) else { throw Problem.badRequest("The text is empty.") }
    guard text.utf16.count <= mostUnits else {
      throw Problem(
        .unprocessableContent, type: "text-too-long",
        title: "WhatsApp takes at most \(mostUnits) characters in one message; this text has \(text.utf16.count).")
    }
  }
}
