import BusinessTime
import Foundation
import GRDB
import Gateway
import Helpdesk
import Testing

@testable import SQLiteStore

/// What is left in the files of rows that were erased because somebody is forgotten.
@Suite("forgotten bytes") struct ForgottenBytesTests {
  /// In every column that can hold it, and found nowhere else.
  private static let canary = "xilofonista"

  private static func text(_ number: Int, _ isTheirs: Bool) -> String {
    // From a few bytes to more than a page, without a source of chance.
    let length = [3, 40, 900, 130, 5000, 17, 260][number % 7] + number % 31
    return (isTheirs ? canary : "persona") + String(repeating: isTheirs ? " " + canary : " persona", count: length / 8)
  }

  private static func fill(_ tables: inout SQLiteTables, _ numbers: Range<Int>) throws {
    for number in numbers {
      let isTheirs = number % 3 == 0
      let (ref, contact): (Int64, ContactID) = isTheirs ? (1001, "c1") : (1002, "c2")
      let name = "\(isTheirs ? canary : "persona")\(number)"
      _ = try tables.insertIfNew(
        Sample.message(
          Wamid(name), id: MessageID("m\(number)"), contact: contact, conversation: ref,
          text: text(number, isTheirs), at: Int64(number)))
      var entry = Sample.entry(
        OutboxID("o\(number)"), to: .contact(contact), conversation: ref, created: Int64(number), state: .accepted,
        text: text(number + 3, isTheirs))
      entry.wamid = Wamid("s\(name)")
      _ = try tables.insertIfNew(entry)
      let slice = RawSlice(envelope: "e", offset: 0, bytes: Array(text(number + 5, isTheirs).utf8))
      try tables.append(JournalEntry(at: Sample.at(0), seed: Seed(high: 1, low: 1), body: .item(slice)))
      try tables.append([TimelineEntry(at: Sample.at(0), what: "sorted", why: name)], to: ConversationRef(ref))
    }
  }

  private static func isFound(in path: String) throws -> Bool {
    try ["", "-wal", "-shm"].contains { suffix in
      try Data(contentsOf: URL(filePath: path + suffix)).range(of: Data(canary.utf8)) != nil
    }
  }

  @Test("none of them, however its pages were filled, split and joined, while others' rows are whole")
  func overwritten() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    for first in stride(from: 0, to: 1500, by: 100) {
      try await store.transaction { try Self.fill(&$0, first..<first + 100) }
    }
    #expect(try Self.isFound(in: place.path))
    var erased = 0
    var took: [Duration] = []
    for kind in [TraceKind.messages, .sends, .timeline, .journal] {
      var place: String?
      repeat {
        let key = place
        let began = ContinuousClock.now
        let step = try await store.transaction { tables in
          let rows = try tables.traces(kind, after: key, most: 64)
          let theirs = rows.filter { row in
            row.contact == "c1" || row.conversation == ConversationRef(1001)
              || String(decoding: row.bytes, as: UTF8.self).contains(Self.canary)
          }
          return (try tables.erase(kind, keys: theirs.map(\.key)), rows.last?.key)
        }
        took.append(.now - began)
        erased += step.0
        place = step.1
      } while place != nil
    }
    #expect(erased == 2000)
    let middle = took.sorted()[took.count / 2] / .microseconds(1)
    print("figure: looking at 64 rows and erasing a third took \(middle) µs at the median, with its sync")
    #expect(try await store.emptyLog())
    #expect(try !Self.isFound(in: place.path))
    let left = try await store.read { [try $0.counts().messages, try $0.journal(after: 0, most: 9999).count] }
    #expect(left == [1000, 1000])
    let message = try await store.transaction { try $0.message("persona1") }
    #expect(message?.text == Self.text(1, false))
    await store.close()
  }

  @Test("the log is emptied once nobody reads an older state, and says so until then")
  func reader() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    try await store.transaction { try Self.fill(&$0, 0..<10) }
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: place.path, configuration: configuration)
    try await other.writeWithoutTransaction { db in
      try db.beginTransaction(.deferred)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM message") == 10)
    }
    try await store.transaction { try Self.fill(&$0, 10..<20) }
    let began = ContinuousClock.now
    #expect(try await !store.emptyLog())
    #expect(.now - began < .seconds(2))
    // Whoever writes meanwhile is not held up for longer, and the usual patience is back.
    #expect(try await store.write { try Int.fetchOne($0, sql: "PRAGMA busy_timeout") } == 5000)
    try await other.writeWithoutTransaction { try $0.rollback() }
    #expect(try await store.emptyLog())
    let log = try FileManager.default.attributesOfItem(atPath: place.path + "-wal")[.size] as? Int
    #expect(log == 0)
    await store.close()
  }
}
