import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var operation: [StoreCheck<S>] {
    [
      StoreCheck("a version of the rules is noted once, with the text that it had first") { store in
        let first = StoredRules(version: "v1", source: "version: 1\n# ñ", adoptedAt: Sample.at(0))
        try await store.transaction { (tables: inout S.Tables) throws in
          #expect(try tables.insertIfNew(first))
          #expect(try !tables.insertIfNew(StoredRules(version: "v1", source: "other", adoptedAt: Sample.at(9))))
          #expect(try tables.rules("v1") == first)
          #expect(try tables.rules("v2") == nil)
        }
      },
      StoreCheck("a token is found by its digest, and revoked once") { store in
        var ana = TokenRow(
          id: "t1", digest: "aa", owner: .person("ana"), role: .supervisor, createdAt: Sample.at(5), revokedAt: nil)
        let crm = TokenRow(
          id: "t2", digest: "bb", owner: .automation(name: "crm"), role: .admin, createdAt: Sample.at(1),
          revokedAt: nil)
        let found = ana
        try await store.transaction { tables in
          try tables.insert(found)
          try tables.insert(crm)
          #expect(try tables.token(digest: "aa") == found)
          #expect(try tables.token(digest: "cc") == nil)
          #expect(try tables.tokens() == [crm, found])
          #expect(try tables.revokeToken(id: "t1", at: Sample.at(9)))
          #expect(try !tables.revokeToken(id: "t1", at: Sample.at(10)))
          #expect(try !tables.revokeToken(id: "t9", at: Sample.at(10)))
        }
        ana.revokedAt = Sample.at(9)
        let revoked = ana
        #expect(try await store.read { try $0.token(digest: "aa") } == revoked)
      },
      StoreCheck("two tokens never share a digest or an id") { store in
        func token(_ id: String, _ digest: String) -> TokenRow {
          TokenRow(
            id: id, digest: digest, owner: .person("ana"), role: .agent, createdAt: Sample.at(0), revokedAt: nil)
        }
        let rows = (token("t1", "aa"), token("t2", "aa"), token("t1", "bb"))
        try await store.transaction { tables in
          try tables.insert(rows.0)
          #expect(throws: (any Error).self) { try tables.savepoint { try $0.insert(rows.1) } }
          #expect(throws: (any Error).self) { try tables.savepoint { try $0.insert(rows.2) } }
          #expect(try tables.tokens() == [rows.0])
        }
      },
    ]
  }
}
