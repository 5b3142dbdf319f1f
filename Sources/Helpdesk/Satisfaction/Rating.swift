/// From 1, very bad, to 5, excellent.
package struct Rating: Sendable, Equatable, Codable, RawRepresentable {
  package static let best = 5
  package let rawValue: Int

  package init?(rawValue: Int) {
    guard (1...Self.best).contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// A choice from our list, or a bare digit and nothing beside it: «5», «５», 5️⃣. Whatever else stands there is
  /// something that the customer has to say.
  package init?(_ content: MessageContent) {
    switch content {
    case .listReply(let id, _, _):
      guard id.hasPrefix(Self.rowPrefix), let number = Int(id.dropFirst(Self.rowPrefix.count)) else { return nil }
      self.init(rawValue: number)
    case .text(let body):
      let signs = body.unicodeScalars.filter { !$0.properties.isWhitespace && !Self.keycap.contains($0) }
      guard signs.count == 1, case .decimal? = signs.first?.properties.numericType,
        let value = signs.first?.properties.numericValue
      else { return nil }
      self.init(rawValue: Int(value))
    case .media, .location, .contacts, .order, .button, .buttonReply, .formReply, .callPermission, .reaction, .edit,
      .revoke, .welcome, .system, .unsupported, .other:
      return nil
    }
  }

  /// What the ids of our list's rows begin with: `rating_5`.
  private static let rowPrefix = "rating_"
  /// What makes a digit a key: a variation selector and the frame around it.
  private static let keycap: Set<Unicode.Scalar> = ["\u{FE0F}", "\u{20E3}"]

  package init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer().decode(Int.self)
    guard let rating = Rating(rawValue: value) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no rating"))
    }
    self = rating
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
