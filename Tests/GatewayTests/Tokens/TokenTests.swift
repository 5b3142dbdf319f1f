import COpenSSL
import Gateway
import Helpdesk
import Testing

@Suite("tokens")
struct TokenTests {
  private func tokens(of house: House) -> Tokens {
    Tokens(committer: house.committer, store: house.store) { bytes in
      var digest = [UInt8](repeating: 0, count: 32)
      var length = 0
      _ = EVP_Q_digest(nil, "SHA256", nil, bytes, bytes.count, &digest, &length)
      return digest
    }
  }

  @Test("a token is shown once, verifies, and is stored only as its digest")
  func create() async throws {
    let house = House()
    let tokens = tokens(of: house)
    try await house.open { () async throws in
      let (token, row) = try await tokens.create(for: .person("ana"), role: .supervisor)
      #expect(token.hasPrefix("acuse_"))
      #expect(token.utf8.count == 49)
      #expect(token.dropFirst(6).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
      #expect(row.digest.utf8.count == 64)
      #expect(try await tokens.verify(token) == row)
      #expect(try await tokens.list() == [row])
      #expect(row.owner == .person("ana"))
      #expect(row.role == .supervisor)
      let (other, _) = try await tokens.create(for: .automation(name: "crm"), role: .agent)
      #expect(other != token)
    }
  }

  @Test("a revoked, unknown or malformed token is nobody's")
  func refused() async throws {
    let house = House()
    let tokens = tokens(of: house)
    try await house.open { () async throws in
      let (token, row) = try await tokens.create(for: .person("ana"), role: .agent)
      #expect(try await tokens.revoke(id: row.id))
      #expect(try await tokens.revoke(id: row.id) == false)
      #expect(try await tokens.verify(token) == nil)
      for malformed in [
        "", "acuse_", token + "x", String(repeating: "a", count: 49), "acuse_" + token.dropFirst(7) + "!",
      ] {
        #expect(try await tokens.verify(malformed) == nil)
      }
    }
  }

  @Test("what is stored is SHA-256 of the token as printed")
  func digest() async throws {
    let house = House()
    let stored = try await house.open { () async throws -> String in
      let fixed = Tokens(committer: house.committer, store: house.store) { _ in [0x00, 0x9f, 0xff] }
      return try await fixed.create(for: .person("ana"), role: .agent).row.digest
    }
    #expect(stored == "009fff")
  }
}
