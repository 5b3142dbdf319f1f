import Foundation
import Hummingbird

/// `{"text": "…"}`.
struct ReplyBody: Decodable {
  var text: String

  /// Meta's bound on a text message, counted in UTF-16 units, the strictest reading of "characters".
  static let mostUnits = 4096

  static func read(_ request: Request, within time: Duration) async throws -> String {
    let body: ReplyBody
    do {
      let buffer = try await BodyLimits.collect(request, upTo: BodyLimits.apiBytes, within: time)
      body = try JSONDecoder().decode(ReplyBody.self, from: Data(buffer.readableBytesView))
    } catch is DecodingError {
      throw Problem.badRequest("The body must be a JSON object with a string \"text\".")
    }
    guard !body.text.allSatisfy(\.isWhitespace) else { throw Problem.badRequest("The text is empty.") }
    guard body.text.utf16.count <= mostUnits else {
      throw Problem(
        .unprocessableContent, type: "text-too-long",
        title: "WhatsApp takes at most \(mostUnits) characters in one message; this text has \(body.text.utf16.count).")
    }
    return body.text
  }
}
