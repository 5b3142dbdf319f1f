import BusinessTime
import Gateway
import Helpdesk

/// A token without what makes it one. Times are UTC.
struct TokenJSON: Encodable {
  var id: String
  /// Whose it is: one of the two.
  @Nullable var person: String?
  @Nullable var automation: String?
  var role: String
  var createdAt: String
  @Nullable var revokedAt: String?

  enum CodingKeys: String, CodingKey {
    case id, person, automation, role
    case createdAt = "created_at"
    case revokedAt = "revoked_at"
  }

  init(_ row: TokenRow) {
    id = row.id
    switch row.owner {
    case .person(let id):
      _person = Nullable(wrappedValue: id.rawValue)
      _automation = Nullable(wrappedValue: nil)
    case .automation(let name):
      _person = Nullable(wrappedValue: nil)
      _automation = Nullable(wrappedValue: name)
    }
    role = row.role.rawValue
    createdAt = row.createdAt.rfc3339(in: .utc)
    _revokedAt = Nullable(wrappedValue: row.revokedAt?.rfc3339(in: .utc))
  }
}

struct TokenListJSON: Encodable {
  var tokens: [TokenJSON]
}

/// The only time that the token itself is shown.
struct NewTokenJSON: Encodable {
  var token: String
  var details: TokenJSON

  enum CodingKeys: String, CodingKey {
    case token, details
  }

  init(_ token: String, _ details: TokenJSON) {
    self.token = token
    self.details = details
  }
}
