import BusinessTime
import Gateway
import Helpdesk
import Simulation
import Synchronization
import Testing

@Suite("group commit")
struct GroupCommitTests {
  @Test("nobody is answered before the commit, and all that waited share it")
  func answersAfterCommit() async throws {
    let house = House(store: HookedStore(holding: true))
    let answered = Tally()
    try await house.open { () async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        // The first transaction is held; the other twenty gather behind it.
        for place in 0..<21 {
          group.addTask {
            #expect(await house.post(Posts.body([Posts.message("wamid.\(place)")])) == .accepted)
            answered.add()
          }
          if place == 0 { await house.store.committed.arrived(1) }
        }
        while house.committer.waiting < 20 { await Task.yield() }
        #expect(answered.count == 0)
        house.store.committed.open()
        try await group.waitForAll()
      }
    }
    #expect(answered.count == 21)
    #expect(house.store.transactions == 2)
    #expect(try await house.counts().messages == 21)
  }

  @Test("when the store fails, the whole group is told to come again, and nothing of it remains")
  func failedGroup() async throws {
    let house = House(store: HookedStore())
    house.store.base.inject([.refused(reason: "disk full")])
    let bodies = (0..<10).map { Posts.body([Posts.message("wamid.\($0)")]) }
    let answers = await withTaskGroup(of: WebhookAnswer.self) { group in
      for body in bodies { group.addTask { await house.post(body) } }
      while house.committer.waiting < 10 { await Task.yield() }
      #expect(await house.committer.step() == 10)
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == Array(repeating: .unavailable(retryAfterSeconds: 5), count: 10))
    #expect(answers[0].status == 503)
    #expect(try await house.counts() == StoreCounts())
    // Meta comes again.
    try await house.open { for body in bodies { #expect(await house.post(body) == .accepted) } }
    #expect(try await house.counts().messages == 10)
  }

  @Test("a queue that is full answers 503 at once and keeps its promises to those inside")
  func overflow() async throws {
    let house = House()
    let done = await withTaskGroup(of: Bool.self) { group in
      let light = Heavy(body: [])
      for _ in 0..<4096 { group.addTask { (try? await house.committer.perform(light)) != nil } }
      while house.committer.waiting < 4096 { await Task.yield() }
      #expect(await house.post(Posts.body([Posts.message("wamid.late")])) == .unavailable(retryAfterSeconds: 5))
      while house.committer.waiting > 0 { await house.committer.step() }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(done == 4096)
    // 4,096 in groups of 64.
    #expect(house.store.transactions == 64)
    #expect(try await house.counts().messages == 0)
  }

  @Test("large bodies fill the queue by their bytes")
  func bytes() async throws {
    let house = House()
    let large = Array(repeating: UInt8(ascii: "x"), count: 16 << 20)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { _ = try? await house.committer.perform(Heavy(body: large)) } }
      while house.committer.waiting < 4 { await Task.yield() }
      await #expect(throws: CommitError.queueFull) { try await house.committer.perform(Heavy(body: large)) }
      while await house.committer.step() > 0 {}
    }
  }

  @Test("a work that throws rolls back alone")
  func savepoint() async throws {
    let house = House()
    let results = await withTaskGroup(of: Bool.self) { group in
      for place in 0..<3 {
        let note = Note(version: RulesVersion("r\(place)"), fails: place == 1)
        group.addTask { (try? await house.committer.perform(note)) != nil }
      }
      while house.committer.waiting < 3 { await Task.yield() }
      #expect(await house.committer.step() == 3)
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count { $0 } == 2)
    let versions = try await house.store.read { tables in
      try ["r0", "r1", "r2"].filter { try tables.rules(RulesVersion($0)) != nil }
    }
    #expect(versions == ["r0", "r2"])
    #expect(house.store.transactions == 1)
  }

  @Test("an error outside every savepoint costs only the work that causes it")
  func separated() async throws {
    let house = House()
    let results = await withTaskGroup(of: (Int, Bool).self) { group in
      for place in 0..<3 {
        let work = Loose(version: RulesVersion("r\(place)"), fails: place == 1)
        group.addTask { (place, (try? await house.committer.perform(work)) != nil) }
      }
      while house.committer.waiting < 3 { await Task.yield() }
      await house.committer.step()
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(results == [0: true, 1: false, 2: true])
  }

  @Test("a closed committer drains what waits and takes nothing more")
  func draining() async throws {
    let house = House()
    let first = Task { try await house.committer.perform(Note(version: "r0", fails: false)) }
    while house.committer.waiting < 1 { await Task.yield() }
    house.committer.stop()
    await #expect(throws: CommitError.stopped) {
      try await house.committer.perform(Note(version: "r1", fails: false))
    }
    try await house.committer.run()
    #expect(try await first.value)
  }
}

final class Tally: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}

struct Heavy: TableWork {
  var body: [UInt8]
  var weight: Int { body.count }
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {}
}

struct Note: TableWork {
  struct Refused: Error {}
  var version: RulesVersion
  var fails: Bool
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Bool {
    let isNew = try tables.insertIfNew(StoredRules(version: version, source: "", adoptedAt: turn.now))
    if fails { throw Refused() }
    return isNew
  }
}

struct Loose: TableWork {
  static let keepsOwnSavepoints = true
  var version: RulesVersion
  var fails: Bool
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    _ = try tables.insertIfNew(StoredRules(version: version, source: "", adoptedAt: turn.now))
    if fails { throw Note.Refused() }
  }
}
