/// The body of a send, read and checked as Meta checks it before it looks at anybody's window.
struct SendBody {
  var address: Address
  var content: Content
  var callbackData: String?

  enum Address: Equatable {
    /// Digits as given, with or without `+`; `input` is echoed as it came.
    case phone(digits: String, input: String)
    case userID(String)
    /// A business-scoped id put into `to`: accepted, and never delivered (whatsapp §3).
    case misplaced(input: String)

    /// What the answer repeats as `input`.
    var input: String {
      switch self {
      case .phone(_, let input), .misplaced(let input): input
      case .userID(let id): id
      }
    }
  }

  enum Content {
    /// Anything that is not a template: `kind` as in `type`, and what the phone shows.
    case freeForm(kind: String, shown: String)
    case template(name: String, language: String, components: [JSON])
  }

  init(_ body: JSON) throws(GraphError) {
    let fields = Fields(body, path: "")
    guard try fields.string("messaging_product") == "whatsapp" else {
      throw .code(131_009, "messaging_product must be whatsapp")
    }
    if let recipientType = body["recipient_type"], recipientType != "individual" {
      throw .code(131_009, "recipient_type must be individual")
    }
    address = try Self.address(fields)
    callbackData = try fields.optionalString("biz_opaque_callback_data", atMost: Self.callbackDataLimit)
    if body["context"] != nil { _ = try fields.object("context").string("message_id") }
    content = try Self.content(fields)
  }

  /// Meta's bound on `biz_opaque_callback_data` (whatsapp §4).
  private static let callbackDataLimit = 512
  /// E.164: at most 15 digits; the least is ours, so that short codes and typing errors are refused.
  private static let digitCount = 7...15

  private static func address(_ fields: Fields) throws(GraphError) -> Address {
    guard fields.value["to"] != nil else {
      guard fields.value["recipient"] != nil else { throw .code(131_008, "The parameter to is required.") }
      let id = try fields.string("recipient")
      guard isUserID(id) else { throw .code(131_009, "recipient is not a business-scoped user id") }
      return .userID(id)
    }
    let input = try fields.string("to")
    if isUserID(input) { return .misplaced(input: input) }
    let digits = input.hasPrefix("+") ? String(input.dropFirst()) : input
    guard digitCount.contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .code(131_009, "to is not a phone number")
    }
    return .phone(digits: digits, input: input)
  }

  /// Two capital letters, a point, and 1 to 128 letters, digits or points (whatsapp §3).
  private static func isUserID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count > 3, bytes.count <= 131, bytes[2] == UInt8(ascii: ".") else { return false }
    let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
    return isCapital(bytes[0]) && isCapital(bytes[1])
      && bytes[3...].allSatisfy { byte in
        isCapital(byte) || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".")
      }
  }
}
