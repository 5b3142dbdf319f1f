import Foundation
import Gateway
import HTTPTypes
import Helpdesk
import Hummingbird

/// `/api/v1/tokens`: who may use the API, for whoever has no shell on the machine.
enum TokenRoutes {
  static let all = [
    APIRoute(
      .get, "tokens", .admin, "Who has tokens, oldest first; the tokens themselves are not kept.",
      response: .tokenList, handle: list),
    // Without an Idempotency-Key: a kept answer would be a kept token.
    APIRoute(
      .post, "tokens", .admin, "Makes a token, which is shown in this answer and never again.",
      request: .tokenOrder, response: .newToken, handle: create),
    APIRoute(
      .post, "tokens/{id}/revoke", .admin, "From now on it opens nothing.", response: .token,
      handle: revoke),
  ]

  @Sendable private static func list(_ call: APICall) async throws -> Response {
    try JSON.response(TokenListJSON(tokens: try await call.services.tokens.list().map(TokenJSON.init)))
  }

  @Sendable private static func create(_ call: APICall) async throws -> Response {
    let order = try TokenOrder(body: try await call.body())
    if let person = order.person, call.services.context().rules.people[PersonID(person)] == nil {
      throw Problem(.noSuchPerson)
    }
    let (token, row) = try await call.services.tokens.create(order)
    return try JSON.response(NewTokenJSON(token, TokenJSON(row)), status: .created)
  }

  @Sendable private static func revoke(_ call: APICall) async throws -> Response {
    let id = call.context.pathText("id")
    let known = try await call.services.tokens.list().first { $0.id == id }
    guard let known else { throw Problem.notFound }
    guard try await call.services.tokens.revoke(id: id) else {
      throw Problem(.conflict, type: "revoked", title: "This token was revoked before.")
    }
    let now = try await call.services.tokens.list().first { $0.id == id }
    return try JSON.response(TokenJSON(now ?? known))
  }
}

extension Tokens {
  /// What is ordered, or why not. Throws `Problem`.
  func create(_ order: TokenOrder) async throws -> (token: String, row: TokenRow) {
    do {
      return try await create(for: order.author, role: order.role)
    } catch TokenError.tooMany {
      throw Problem(.conflict, type: "too-many", title: "There are \(Self.most) tokens, revoked ones included.")
    }
  }
}
