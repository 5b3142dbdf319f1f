import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var answers: [StoreCheck<S>] {
    [
      StoreCheck("an answer is found by its token and key, and only by both; the latest of a key stands") { store in
        let first = answer("t1", "k", at: 1, body: Array("uno".utf8))
        let other = answer("t2", "k", at: 2, body: nil)
        let later = answer("t1", "k", at: 9, body: [0, 0xFF])
        try await store.transaction { tables in
          try tables.keep(first)
          try tables.keep(other)
          #expect(try tables.keptAnswer(token: "t1", key: "k") == first)
          #expect(try tables.keptAnswer(token: "t2", key: "k") == other)
          #expect(try tables.keptAnswer(token: "t1", key: "K") == nil)
          try tables.keep(later)
          #expect(try tables.keptAnswer(token: "t1", key: "k") == later)
        }
        #expect(try await store.read { try $0.keptAnswer(token: "t1", key: "k") } == later)
      },
      StoreCheck("a token's answers are counted up to a bound") { store in
        try await store.transaction { tables in
          for key in 0..<5 { try tables.keep(answer("t1", "k\(key)", at: 0, body: nil)) }
          try tables.keep(answer("t2", "k0", at: 0, body: nil))
          #expect(try tables.keptAnswerCount(of: "t1", most: 100) == 5)
          #expect(try tables.keptAnswerCount(of: "t1", most: 3) == 3)
          #expect(try tables.keptAnswerCount(of: "t3", most: 3) == 0)
        }
      },
      StoreCheck("answers go at their time, oldest first, some in each batch") { store in
        try await store.transaction { tables in
          for second in 0..<5 { try tables.keep(answer("t1", "k\(second)", at: Int64(second), body: [1])) }
        }
        var erased: [Int] = []
        for _ in 0..<2 {
          let step = try await store.transaction {
            try $0.purge(.keptAnswers, before: Sample.at(3), after: nil, most: 2)
          }
          erased.append(step.erased)
        }
        #expect(erased == [2, 1])
        #expect(try await store.read { try $0.keptAnswerCount(of: "t1", most: 9) } == 2)
        #expect(try await store.read { try $0.keptAnswer(token: "t1", key: "k3") } != nil)
      },
    ]
  }

  private static func answer(_ token: String, _ key: String, at seconds: Int64, body: [UInt8]?) -> KeptAnswer {
    KeptAnswer(
      key: AnswerKey(token: token, key: key, request: [1, 2, 3]), at: Sample.at(seconds), status: 202,
      type: "application/json", body: body)
  }
}
