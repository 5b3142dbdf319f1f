import Sandbox

/// Never above the rates per number and per pair; free form only inside the window. Meta's own rules judge: what they
/// refuse without a fault having been planted, the gateway should not have sent.
enum I11Budget: Invariant {
  static let name = "I11"

  static func judge(_ reply: GraphReply) -> String? {
    guard case .answer(let status, _, let body) = reply.ending, status >= 400,
      let code = (try? JSON(bytes: body))?["error"]?["code"]?.integer
    else { return nil }
    switch code {
    case 131_047: return "free form was sent outside the window"
    case 131_056: return "one recipient was sent more than the pair's rate allows"
    case 130_429: return "more was sent than the number's rate allows"
    case _: return nil
    }
  }
}
