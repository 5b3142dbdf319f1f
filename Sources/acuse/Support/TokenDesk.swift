import BusinessTime
import CurlClient
import Foundation
import Gateway
import Helpdesk
import Rulebook
import SQLiteStore
import WebAPI
import WhatsApp

/// Tokens through the gateway that runs, or in the database itself when none does.
///
/// One process alone writes: the lock says which way to go, never the presence of a socket file.
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

  private func throughGateway<R>(
    _ method: String, _ path: String, body: Data = Data(), _ decode: (Data) throws -> R,
    otherwise: (Gateway.Tokens) async throws -> R
  ) async throws -> R where R: Sendable {
    let store: SQLiteStore
    do {
      store = try SQLiteStore.open(at: database)
    } catch OpenError.locked {
      return try decode(try await ask(method, path, body))
    } catch let error as OpenError {
      throw Complaint("\(database): \(error.description)")
    }
    let result = try await withOwnCommitter(store, otherwise)
    await store.close()
    return result
  }

  private func ask(_ method: String, _ path: String, _ body: Data) async throws -> Data {
    let transport = try CurlTransport()
    var call = HTTPCall(
      method: method, url: "http://localhost\(path)", headers: [HTTPHeader("Content-Type", "application/json")],
      body: [UInt8](body))
    call.unixSocketPath = AdminServer.socketPath(database: SQLiteStore.ownPath(of: database))
    let exchange = await transport.send(call)
    await transport.shutDown(graceSeconds: 1)
    guard case .response(let answer) = exchange else {
      throw Complaint("the database is in use, and the gateway that uses it does not answer on its socket.")
    }
    guard answer.status < 300 else {
      throw Complaint(
        answer.status == 404 ? "there is no such token." : "the gateway refused with status \(answer.status).")
    }
    return Data(answer.body)
  }

  /// The same committer as the gateway's, for as long as one command takes.
  private func withOwnCommitter<R: Sendable>(
    _ store: SQLiteStore, _ body: (Gateway.Tokens) async throws -> R
  ) async throws -> R {
    let committer = Committer(store: store, clock: SystemClock(), context: { Self.noContext })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await committer.run() }
      defer { group.cancelAll() }
      return try await body(Gateway.Tokens(committer: committer, store: store, digest: { Digest.sha256($0) }))
    }
  }

  /// Tokens are decided by no rules.
  private static let noContext = DeskContext(
    rules: RuleSet(
      book: PolicyBook(version: "", policies: [], calendars: [:]), numbers: [:], people: [:], teams: [:], rotas: [:],
      acknowledgements: AcknowledgementSettings()),
    books: [:], texts: NoTexts(), remedy: { _ in .giveUp })

  private struct NoTexts: TextBook {
    func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering? {
      nil
    }
  }
}
