extension SendBody {
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

    /// The address is a telephone number.
    var isPhone: Bool {
      switch self {
      case .phone: true
      case .userID, .misplaced: false
      }
    }
  }

  /// `to` wins over `recipient` when both are given (whatsapp §4).
  static func address(_ fields: Fields) throws(GraphError) -> Address {
    switch try fields.optionalString("recipient_type") ?? "individual" {
    case "individual": break
    // The stand-in has no groups, so that none can be named rightly.
    case "group": throw fields.bad("to", "is no group of this number")
    case _: throw fields.bad("recipient_type", "must be individual or group")
    }
    guard fields.value["to"] != nil else {
      guard fields.value["recipient"] != nil else { throw fields.missing("to") }
      let id = try fields.string("recipient")
      guard isUserID(id) else { throw fields.bad("recipient", "is not a business-scoped user id") }
      return .userID(id)
    }
    let input = try fields.string("to")
    if isUserID(input) { return .misplaced(input: input) }
    let digits = input.hasPrefix("+") ? String(input.dropFirst()) : input
    guard digitCount.contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw fields.bad("to", "is not a phone number")
    }
    return .phone(digits: digits, input: input)
  }

  /// E.164: at most 15 digits; the least is ours, so that short codes and typing errors are refused.
  private static let digitCount = 7...15

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
