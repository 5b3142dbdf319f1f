/// What a reply is besides its text, as whoever writes it chooses it.
package enum ReplyForm: Sendable, Equatable, Codable {
  case buttons([ReplyButton])
  /// A list that opens when the customer taps `opener`.
  case list(opener: String, rows: [ReplyButton])
  /// Asks for the customer's phone.
  case contactRequest
  /// The reply's text is the emoji.
  case reaction(to: MessageID)
}
