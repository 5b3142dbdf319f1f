/// A name that one table or one outside party gives to its things.
///
/// One type a table: a contact's id can never be passed where an outbox id is wanted.
package protocol Identifier: RawRepresentable<String>, Hashable, Comparable, Sendable, Codable,
  ExpressibleByStringLiteral
{
  init(rawValue: String)
}

extension Identifier {
  package init(_ value: some StringProtocol) { self.init(rawValue: String(value)) }
  package init(stringLiteral value: String) { self.init(rawValue: value) }
  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Meta's `phone_number_id`: one business number.
package struct NumberID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Meta's WhatsApp Business Account id (`entry.id`).
package struct AccountID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Meta's business-scoped user id (`CC.…`), unique for a user and a business portfolio.
package struct UserID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Meta's message id. It holds the phone number in base64: never in a log.
package struct Wamid: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// One customer, as we know them.
package struct ContactID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// One stored inbound or echoed message.
package struct MessageID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// One entry of the outbox; travels to Meta and back in `biz_opaque_callback_data`.
package struct OutboxID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A mail: what it is about and to whom, so that there is one of each.
package struct LetterID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A person's key in the rules file (`ana`).
package struct PersonID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A team's key in the rules file (`soporte`).
package struct TeamID: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The version of a set of rules: a digest of its content.
package struct RulesVersion: Identifier {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// The short number that people say aloud: `1042`, written `#1042`.
package struct ConversationRef: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  package let number: Int64
  package init(_ number: Int64) { self.number = number }
  package init(from decoder: any Decoder) throws {
    number = try decoder.singleValueContainer().decode(Int64.self)
  }
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
  package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
  package var description: String { "#\(number)" }
}
