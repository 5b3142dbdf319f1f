import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var concurrency: [StoreCheck<S>] {
    [
      StoreCheck("fifty callers at once are served one after another: no reference is given twice") { store in
        let given = try await withThrowingTaskGroup(of: Int64.self) { group in
          for _ in 0..<50 {
            group.addTask {
              try await store.transaction { tables in
                let ref = try tables.nextRef()
                try tables.save(Sample.conversation(ref.number))
                return ref.number
              }
            }
          }
          return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(given == Set(1001...1050))
      },
      StoreCheck("readers beside a writer see all of a transaction or nothing of it") { store in
        try await store.transaction { try $0.save(Sample.contact("c1")) }
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for index in 0..<40 {
              try await store.transaction { tables in
                _ = try tables.insertIfNew(Sample.message(Wamid("a\(index)")))
                _ = try tables.insertIfNew(Sample.message(Wamid("b\(index)")))
              }
            }
          }
          for _ in 0..<3 {
            group.addTask {
              for _ in 0..<40 {
                let seen = try await store.read { try $0.counts().messages }
                #expect(seen % 2 == 0)
              }
            }
          }
          try await group.waitForAll()
        }
        #expect(try await store.read { try $0.counts().messages } == 80)
      },
      StoreCheck("one read sees one state, however often it looks while others write") { store in
        try await store.transaction { _ = try $0.insertIfNew(Sample.message("w0")) }
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            for index in 1...60 {
              try await store.transaction { _ = try $0.insertIfNew(Sample.message(Wamid("w\(index)"))) }
            }
          }
          group.addTask {
            let seen = try await store.read { tables in
              try (0..<200).map { _ in try tables.counts().messages }
            }
            #expect(Set(seen).count == 1)
          }
          try await group.waitForAll()
        }
      },
      StoreCheck("closing waits for the transactions that run; each is whole or refused") { store in
        let committed = await withTaskGroup(of: Bool.self) { group in
          for index in 0..<20 {
            group.addTask {
              do {
                try await store.transaction { _ = try $0.insertIfNew(Sample.message(Wamid("w\(index)"))) }
                return true
              } catch {
                #expect(error as? StoreError == .closed)
                return false
              }
            }
          }
          group.addTask {
            await store.close()
            return false
          }
          return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(committed <= 20)
        await #expect(throws: StoreError.closed) { try await store.read { _ in } }
      },
    ]
  }
}
