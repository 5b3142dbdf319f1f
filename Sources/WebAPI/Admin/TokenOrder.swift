import BusinessTime
import Foundation
package import Gateway
package import Helpdesk

/// What `acuse tokens create` asks for.
package struct TokenOrder: Codable, Sendable {
  package var person: String?
  package var automation: String?
  package var role: Role

  package init(person: String?, automation: String?, role: Role) {
    self.person = person
    self.automation = automation
    self.role = role
  }

  /// Names of programs are for lists and records.
  static let mostCharacters = 80

  /// Throws `Problem`.
  init(body: [UInt8]) throws {
    let order = try? JSONDecoder().decode(TokenOrder.self, from: Data(body))
    guard let order, order.isComplete else {
      throw Problem.badRequest(
        "A token needs a \"role\" (agent, supervisor or admin), and either a \"person\" or the name of an "
          + "\"automation\", of one line and at most \(Self.mostCharacters) characters.")
    }
    self = order
  }

  /// Exactly one owner, with a name.
  var isComplete: Bool {
    let named = [person, automation].compactMap { $0 }
    return named.count == 1
      && named.allSatisfy { !$0.isEmpty && $0.count <= Self.mostCharacters && !$0.contains(where: \.isNewline) }
  }

  package var author: Author {
    person.map { .person(PersonID($0)) } ?? .automation(name: automation ?? "")
  }
}

/// One line of `acuse tokens list`.
package struct TokenLine: Codable, Sendable {
  package var id: String
  package var owner: String
  package var role: Role
  package var createdAt: Int64
  package var revokedAt: Int64?

  package init(_ row: TokenRow) {
    id = row.id
    owner = row.owner.name
    role = row.role
    createdAt = row.createdAt.seconds
    revokedAt = row.revokedAt?.seconds
  }
}
