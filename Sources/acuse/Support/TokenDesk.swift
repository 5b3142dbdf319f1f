import Foundation
import Gateway
import Helpdesk
import WebAPI
import WhatsApp

/// Tokens through the gateway that runs, or in the database itself when none does.
struct TokenDesk {
  let database: String

  func create(_ order: TokenOrder) async throws -> String {
    try await throughGateway("POST", "/tokens", body: JSONEncoder().encode(order)) { data in
      try JSONDecoder().decode(String.self, from: data)
    } otherwise: { tokens in
      try await tokens.create(for: order.author, role: order.role).token
    }
  }

  func list() async throws -> [TokenLine] {
    try await throughGateway("GET", "/tokens") { data in
      try JSONDecoder().decode([TokenLine].self, from: data)
    } otherwise: { tokens in
      try await tokens.list().map(TokenLine.init)
    }
  }

  func revoke(_ id: String) async throws -> Bool {
    let safe = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return try await throughGateway("POST", "/tokens/\(safe)/revoke") { _ in
      true
    } otherwise: { tokens in
      try await tokens.revoke(id: id)
    }
  }

  private func throughGateway<R: Sendable>(
    _ method: String, _ path: String, body: Data = Data(), _ decode: (Data) throws -> R,
    otherwise: (Gateway.Tokens) async throws -> R
  ) async throws -> R {
    try await GatewayDoor(database: database).pass { socket in
      try decode(try await socket.ask(method, path, body: body, missing: "there is no such token."))
    } otherwise: { store, committer in
      try await otherwise(Gateway.Tokens(committer: committer, store: store, digest: { Digest.sha256($0) }))
    }
  }
}
