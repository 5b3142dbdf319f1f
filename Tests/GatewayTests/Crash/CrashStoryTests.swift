import Foundation
import Gateway
import Helpdesk
import Simulation
import Testing

@Suite("no crash loops")
struct CrashStoryTests {
  /// A life that ends while `body` is being handled: the transaction never returns.
  private func die(_ body: [UInt8], path: String, beside others: [[UInt8]] = []) async throws {
    let notes = try #require(CrashNoteFile(path: path))
    let house = House(store: HookedStore(holding: true), notes: LeakyNotes(notes))
    let posts = ([body] + others).map { body in Task { await house.post(body) } }
    while house.committer.waiting < posts.count { await Task.yield() }
    // Everything that was noted stays noted: this life strikes nothing out.
    house.store.base.inject(Array(repeating: .refused(reason: "died"), count: posts.count))
    house.store.committed.open()
    while await house.committer.step() > 0 {}
    for post in posts { _ = await post.value }
  }

  @Test("a body that kills four times while handled alone goes to quarantine unread, and its neighbours survive")
  func fourDeaths() async throws {
    let path = try Scratch.file()
    let killer = Posts.body([Posts.message("wamid.killer")])
    let innocent = Posts.body([Posts.message("wamid.innocent")])
    try await die(killer, path: path, beside: [innocent])
    for _ in 0..<4 { try await die(killer, path: path) }

    let house = House(notes: try #require(CrashNoteFile(path: path)))
    try await house.open { () async throws in
      #expect(await house.health.report() == HealthReport(isReady: true, degraded: [.inputsRefused(1)]))
      #expect(await house.post(killer) == .accepted)
      #expect(await house.post(innocent) == .accepted)
    }
    let rows = try await house.store.read { try $0.quarantine(most: 10) }
    #expect(rows.map(\.reason) == ["crashes_alone"])
    #expect(rows.map(\.bytes) == [killer])
    #expect(try await house.counts().messages == 1)
    // It lies in quarantine now: the note is struck out.
    #expect(house.crashes.refusedCount == 0)
  }

  @Test("suspects are in hand one at a time, beside what is ordinary")
  func oneAtATime() async throws {
    let path = try Scratch.file()
    let keys = (0..<3).map { CrashKey(entity: "line/\($0)") }
    do {
      let notes = try #require(CrashNoteFile(path: path))
      for key in keys { _ = notes.begin(key) }
    }
    let crashes = CrashGuard(notes: try #require(CrashNoteFile(path: path)))
    let latch = Latch()
    let inHand = Tally()
    let suspects = keys.map { key in
      Task {
        try await crashes.handle(key) { alone in
          inHand.add()
          await latch.pass()
          return alone
        } refused: {
          (false, true)
        }
      }
    }
    await latch.arrived(1)
    let ordinary = try await crashes.handle(CrashKey(entity: "line/9")) { alone in
      // Whoever else might slip through has had ample opportunity by now.
      for _ in 0..<1000 { await Task.yield() }
      return !alone
    } refused: {
      (false, true)
    }
    #expect(ordinary)
    #expect(inHand.count == 1)
    latch.open()
    for suspect in suspects { #expect(try await suspect.value) }
    #expect(inHand.count == 3)
  }

  @Test("after a death each suspect has a transaction to itself")
  func alone() async throws {
    let path = try Scratch.file()
    let suspects = (0..<3).map { Posts.body([Posts.message("wamid.\($0)")]) }
    try await die(suspects[0], path: path, beside: Array(suspects[1...]))
    let house = House(notes: try #require(CrashNoteFile(path: path)))
    try await house.open { () async throws in
      await withTaskGroup(of: Void.self) { group in
        for body in suspects { group.addTask { #expect(await house.post(body) == .accepted) } }
      }
    }
    #expect(house.store.transactions == 3)
    #expect(try await house.counts().messages == 3)
  }
}

/// Notes of a process that dies before it strikes anything out.
struct LeakyNotes: CrashNotes {
  let base: CrashNoteFile
  init(_ base: CrashNoteFile) { self.base = base }
  func begin(_ key: CrashKey) -> CrashNote { base.begin(key) }
  func beginAlone(_ note: CrashNote) { base.beginAlone(note) }
  func strike(_ note: CrashNote) {}
  var refusedCount: Int { base.refusedCount }
}
