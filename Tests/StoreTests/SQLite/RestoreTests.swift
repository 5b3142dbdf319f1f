import Foundation
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("Backup and restore")
struct RestoreTests {
  /// A database with one contact in the file, and another that stands in the log alone.
  private static func withLog(at path: String) async throws {
    let store = try SQLiteStore.open(at: path)
    try await store.transaction { try $0.save(Sample.contact("early")) }
    await store.close()
    let again = try SQLiteStore.open(at: path)
    try await again.transaction { try $0.save(Sample.contact("late")) }
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: path + ".as-killed" + suffix)
    }
    await again.close()
    // As a death leaves it: the log is there, and nobody holds the lock.
    for suffix in ["", "-wal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
      try FileManager.default.moveItem(atPath: path + ".as-killed" + suffix, toPath: path + suffix)
    }
  }

  private static func contacts(at path: String) async throws -> [Bool] {
    let store = try SQLiteStore.open(at: path)
    let found = try await store.transaction { tables in
      try ["early", "late", "new"].map { try tables.contact(ContactID($0)) != nil }
    }
    await store.close()
    return found
  }

  @Test("a backup of a database that nobody runs holds what stands in its log")
  func fromLog() async throws {
    let place = try TemporaryStore()
    try await Self.withLog(at: place.path)
    let copy = place.folder.appending(path: "copy.db").path
    _ = try SQLiteStore.backUp(place.path, to: copy)
    #expect(try await Self.contacts(at: copy) == [true, true, false])
    #expect(try await Self.contacts(at: place.path) == [true, true, false])
  }

  @Test("what was there is kept with its log, and can itself be restored")
  func keeps() async throws {
    let place = try TemporaryStore()
    let other = place.folder.appending(path: "other.db").path
    let store = try SQLiteStore.open(at: other)
    try await store.transaction { try $0.save(Sample.contact("new")) }
    await store.close()
    let copy = place.folder.appending(path: "copy.db").path
    _ = try SQLiteStore.backUp(other, to: copy)
    try await Self.withLog(at: place.path)

    let kept = try #require(try SQLiteStore.restore(copy, to: place.path).kept)
    #expect(FileManager.default.fileExists(atPath: kept + "-wal"))
    #expect(try await Self.contacts(at: place.path) == [false, false, true])
    _ = try SQLiteStore.restore(kept, to: place.path)
    #expect(try await Self.contacts(at: place.path) == [true, true, false])
  }

  @Test("restored by root, the database is still its owner's", .enabled(if: geteuid() == 0))
  func owner() async throws {
    let place = try TemporaryStore()
    try await Self.withLog(at: place.path)
    let copy = place.folder.appending(path: "copy.db").path
    _ = try SQLiteStore.backUp(place.path, to: copy)
    try FileManager.default.setAttributes(
      [.ownerAccountID: 65534, .groupOwnerAccountID: 65533], ofItemAtPath: place.path)
    _ = try SQLiteStore.restore(copy, to: place.path)
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
    #expect((attributes[.ownerAccountID] as? NSNumber)?.intValue == 65534)
    #expect((attributes[.groupOwnerAccountID] as? NSNumber)?.intValue == 65533)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test("restored into a place where nothing was, nothing is kept")
  func intoNothing() async throws {
    let place = try TemporaryStore()
    try await Self.withLog(at: place.path)
    let copy = place.folder.appending(path: "copy.db").path
    _ = try SQLiteStore.backUp(place.path, to: copy)
    let new = place.folder.appending(path: "new.db").path
    #expect(try SQLiteStore.restore(copy, to: new).kept == nil)
    #expect(try await Self.contacts(at: new) == [true, true, false])
  }

  /// Where a death may cut the exchange off: nothing moved yet, the file moved, its log as well.
  @Test("a restore that was cut off is carried to its end by whoever opens the database next", arguments: 0...2)
  func cutOff(moved: Int) async throws {
    let place = try TemporaryStore()
    let other = place.folder.appending(path: "other.db").path
    let store = try SQLiteStore.open(at: other)
    try await store.transaction { try $0.save(Sample.contact("new")) }
    await store.close()
    let waiting = place.path + ".restoring"
    _ = try SQLiteStore.backUp(other, to: waiting)
    try await Self.withLog(atBusy: place.path, beside: waiting)
    // The name that the first attempt would have given: by the time of the file that waits.
    let made = Date(timeIntervalSince1970: 1_795_449_600.5)
    try FileManager.default.setAttributes([.modificationDate: made], ofItemAtPath: waiting)
    let kept = place.path + ".before-restore-20261123T160000.500Z"
    for suffix in ["", "-wal"].prefix(moved) {
      try FileManager.default.moveItem(atPath: place.path + suffix, toPath: kept + suffix)
    }
    #expect(try await Self.contacts(at: place.path) == [false, false, true])
    #expect(!FileManager.default.fileExists(atPath: waiting))
    #expect(try await Self.contacts(at: kept) == [true, true, false])
  }

  /// The same database, made while another waits to take its place.
  private static func withLog(atBusy path: String, beside waiting: String) async throws {
    let aside = waiting + ".aside"
    try FileManager.default.moveItem(atPath: waiting, toPath: aside)
    try await withLog(at: path)
    try FileManager.default.moveItem(atPath: aside, toPath: waiting)
  }

  @Test("what a cut-off restore would have to write over is not touched")
  func neverOver() async throws {
    let place = try TemporaryStore()
    try await Self.withLog(at: place.path)
    let waiting = place.path + ".restoring"
    let copy = place.folder.appending(path: "copy.db").path
    _ = try SQLiteStore.backUp(place.path, to: copy)
    try FileManager.default.moveItem(atPath: copy, toPath: waiting)
    let made = Date(timeIntervalSince1970: 1_795_449_600.5)
    try FileManager.default.setAttributes([.modificationDate: made], ofItemAtPath: waiting)
    let kept = place.path + ".before-restore-20261123T160000.500Z"
    try Data("somebody's".utf8).write(to: URL(filePath: kept))
    let error = #expect(throws: OpenError.self) { try SQLiteStore.open(at: place.path) }
    #expect(error?.description.hasPrefix("a restore was cut off, and cannot be ended: ") == true)
    #expect(FileManager.default.contents(atPath: kept) == Data("somebody's".utf8))
    #expect(FileManager.default.fileExists(atPath: waiting))
  }
}
