import Foundation
package import Helpdesk

/// Bearer tokens of people and programs (contract: HTTP). The token itself is shown once and never stored: what lies
/// in the table is its SHA-256, which is enough for 256 random bits.
package struct Tokens: Sendable {
  /// Tells a token of ours apart in a secret scanner.
  package static let prefix = "acuse_"
  private static let randomBytes = 32
  /// `acuse_` and 43 characters: anything else is refused before it is hashed.
  private static let length = prefix.utf8.count + 43
  /// A company of thousands of people and programs has fewer.
  package static let most = 10_000

  private let committer: Committer
  private let store: any Store
  private let digest: @Sendable ([UInt8]) -> [UInt8]

  /// `digest` is SHA-256.
  package init(committer: Committer, store: any Store, digest: @escaping @Sendable ([UInt8]) -> [UInt8]) {
    self.committer = committer
    self.store = store
    self.digest = digest
  }

  /// Makes a token; returns it with its row, the only time that it is seen.
  package func create(for owner: Author, role: Role) async throws -> (token: String, row: TokenRow) {
    var generator = SystemRandomNumberGenerator()
    let secret = (0..<Self.randomBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let token = Self.prefix + Self.base64URL(secret)
    let row = try await committer.perform(CreateToken(digest: hexDigest(of: token), owner: owner, role: role))
    return (token, row)
  }

  /// Whose it is and what it may do; nil for what is unknown, malformed or revoked.
  package func verify(_ token: String) async throws -> TokenRow? {
    guard token.utf8.count == Self.length, token.hasPrefix(Self.prefix) else { return nil }
    let digest = hexDigest(of: token)
    // Looked up by digest: what timing tells of an index is no help to find a preimage.
    let row = try await store.read { try $0.token(digest: digest) }
    return row?.revokedAt == nil ? row : nil
  }

  package func list() async throws -> [TokenRow] { try await store.read { try $0.tokens() } }

  /// False if there is no such token, or it is revoked already.
  package func revoke(id: String) async throws -> Bool { try await committer.perform(RevokeToken(id: id)) }

  private func hexDigest(of token: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let hex = digest(Array(token.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().filter { $0 != "=" }
      .replacing("+", with: "-").replacing("/", with: "_")
  }
}

private struct CreateToken: TableWork {
  var digest: String
  var owner: Author
  var role: Role

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> TokenRow {
    guard try tables.tokens().count < Tokens.most else { throw TokenError.tooMany }
    let row = TokenRow(
      id: turn.newID(), digest: digest, owner: owner, role: role, createdAt: turn.now, revokedAt: nil)
    try tables.insert(row)
    return row
  }
}

private struct RevokeToken: TableWork {
  var id: String

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Bool {
    try tables.revokeToken(id: id, at: turn.now)
  }
}

package enum TokenError: Error, Equatable {
  /// `Tokens.most` rows, revoked ones included.
  case tooMany
}
