/// The body of a send, read and checked as Meta checks it before it looks at anybody's window.
struct SendBody {
  var address: Address
  var content: Content
  /// The id of the message that is answered.
  var answers: String?
  var callbackData: String?

  enum Content {
    /// Anything that is nothing of the other: `kind` as in `type`, and what the phone shows.
    case freeForm(kind: String, shown: String)
    /// No emoji takes the reaction back.
    case reaction(to: String, emoji: String)
    /// The request for somebody's contact card.
    case contactRequest(shown: String)
    case template(name: String, language: String, components: [Fields])
  }

  init(_ fields: Fields) throws(GraphError) {
    address = try Self.address(fields)
    callbackData = try fields.optionalString("biz_opaque_callback_data", atMost: Self.callbackDataLimit)
    if fields.value["context"] != nil { answers = try fields.object("context").string("message_id") }
    content = try Self.content(fields)
    if case .contactRequest = content, case .phone = address {
      throw .code(131_009, "A contact request goes to a recipient by user id.")
    }
  }

  /// Meta's bound on `biz_opaque_callback_data` (whatsapp §4).
  private static let callbackDataLimit = 512
}
