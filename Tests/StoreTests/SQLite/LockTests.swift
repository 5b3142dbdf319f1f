import Foundation
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("The lock file")
struct LockTests {
  @Test("a second opener is told who has the database")
  func secondOpener() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let holder = "process \(ProcessInfo.processInfo.processIdentifier)"
    let error = #expect(throws: OpenError.self) { try place.open() }
    #expect(error == .locked(holder: holder))
    #expect(
      error?.description
        == "the database is in use by \(holder): only one process at a time may write to it")
    await store.close()
  }

  @Test("another process cannot take the lock while the store is open, and can when it is closed")
  func otherProcess() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    #expect(try Self.canLock(place.path + ".lock") == false)
    await store.close()
    #expect(try Self.canLock(place.path + ".lock") == true)
  }

  @Test("a store that was refused leaves no lock behind")
  func refusedStore() async throws {
    let place = try TemporaryStore()
    try Data("this is no database, however long it may be".utf8).write(to: URL(filePath: place.path))
    #expect(throws: OpenError.foreign) { try place.open() }
    try FileManager.default.removeItem(atPath: place.path)
    let store = try place.open()
    await store.close()
  }

  @Test("a store that nobody closed gives its lock free when it goes")
  func forgottenStore() async throws {
    let place = try TemporaryStore()
    do { _ = try LockFile(beside: place.path) }
    let store = try place.open()
    await store.close()
  }

  /// Asks `flock(1)`, which takes the lock in a process of its own and gives it back.
  private static func canLock(_ path: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/flock")
    process.arguments = ["--nonblock", path, "true"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
