import Foundation
import GRDB
import Gateway
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("Opening")
struct OpeningTests {
  @Test("what was committed is there after closing and opening again")
  func reopening() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let conversation = Sample.conversation(1001, assignee: "ana", assigned: 3)
    try await store.transaction { tables in
      try tables.save(Sample.contact("c1", phone: "525555550101"))
      try tables.save(conversation)
      _ = try tables.insertIfNew(Sample.message("w1"))
    }
    await store.close()
    let again = try place.open()
    try await again.transaction { tables in
      #expect(try tables.conversation(.of(1001)) == conversation)
      #expect(try tables.contact(phone: PhoneKey("525555550101"))?.id == "c1")
      #expect(try !tables.insertIfNew(Sample.message("w1")))
      #expect(try tables.nextRef() == .of(1002))
      _ = try tables.openConversation(of: "c1", on: Sample.number)
    }
    await again.close()
  }

  @Test("a copy of the files taken while the store runs holds every commit: nothing waits in memory")
  func copyOfRunningStore() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    for index in 0..<20 {
      try await store.transaction { _ = try $0.insertIfNew(Sample.message(Wamid("w\(index)"))) }
    }
    let crashed = try TemporaryStore()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: place.path + suffix, toPath: crashed.path + suffix)
    }
    await store.close()
    let recovered = try crashed.open()
    #expect(try await recovered.read { try $0.counts().messages } == 20)
    await recovered.close()
  }

  @Test("migrating twice changes nothing the second time")
  func migrations() async throws {
    let place = try TemporaryStore()
    #expect(try await SQLiteStore.migrate(at: place.path) == (from: 0, to: 20))
    let first = try schema(of: place.path)
    #expect(try await SQLiteStore.migrate(at: place.path) == (from: 20, to: 20))
    #expect(try schema(of: place.path) == first)
    #expect(first.count > 20)
  }

  @Test("a database that died between two migrations goes on where it was")
  func unfinishedMigration() async throws {
    let place = try TemporaryStore()
    try plain(place.path) { db in
      try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
      try db.execute(sql: M0001Received.sql)
      try db.execute(sql: M0002Conversations.sql)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    #expect(try await SQLiteStore.migrate(at: place.path) == (from: 2, to: 20))
    let whole = try TemporaryStore()
    _ = try await SQLiteStore.migrate(at: whole.path)
    #expect(try schema(of: place.path) == schema(of: whole.path))
  }

  @Test("a conversation from before the desk's actions is read as one with which nothing was done")
  func olderConversation() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    let conversation = Sample.conversation(1001)
    try await store.transaction { try $0.save(conversation) }
    await store.close()
    try plain(place.path) { db in
      try db.execute(
        sql: """
          UPDATE conversation SET body =
            CAST(json_remove(CAST(body AS TEXT), '$.isNewContact', '$.chosenByHand', '$.pauses') AS BLOB);
          """)
      #expect(try Int.fetchOne(db, sql: "SELECT instr(body, 'chosenByHand') FROM conversation") == 0)
      let update = M0008Desk.sql.split(separator: ";").last { $0.contains("UPDATE") }
      try db.execute(sql: String(try #require(update)))
    }
    let reopened = try place.open()
    #expect(try await reopened.transaction { try $0.conversation(ConversationRef(1001)) } == conversation)
    await reopened.close()
  }

  @Test("a conversation that knew its last acknowledgement alone still holds its claim", arguments: [false, true])
  func olderAcknowledgement(isReleased: Bool) async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    var conversation = Sample.conversation(1001)
    conversation.acknowledgement.claim(at: Sample.at(3))
    conversation.acknowledgement.isCarried(by: "o1")
    let saved = conversation
    try await store.transaction { try $0.save(saved) }
    await store.close()
    try plain(place.path) { db in
      let name = isReleased ? "releasedAt" : "decidedAt"
      try db.execute(
        sql: """
          UPDATE conversation SET body = CAST(json_remove(json_set(CAST(body AS TEXT),
            '$.acknowledgement.\(name)', json(CAST(body AS TEXT) -> '$.acknowledgement.claims[0].decidedAt'),
            '$.acknowledgement.entry', 'o1'), '$.acknowledgement.claims') AS BLOB);
          """)
      try db.execute(sql: M0014Claims.sql)
    }
    let reopened = try place.open()
    let found = try await reopened.transaction { try $0.conversation(ConversationRef(1001)) }
    #expect(found?.acknowledgement.decidedAt == (isReleased ? nil : Sample.at(3)))
    #expect(found?.acknowledgement.entry == "o1")
    await reopened.close()
  }

  @Test("who became another before that had a column is found by whom they became")
  func olderMoves() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    var former = Sample.contact("c2", userID: "MX.1")
    former.movedTo = "c1"
    let saved = former
    try await store.transaction { try $0.save(saved) }
    await store.close()
    try plain(place.path) { db in
      try db.execute(sql: "UPDATE contact SET moved_to = NULL")
      try db.execute(
        sql: String(try #require(M0020Forgetting.sql.split(separator: ";").first { $0.contains("UPDATE") })))
    }
    let reopened = try place.open()
    #expect(try await reopened.transaction { try $0.contacts(movedTo: "c1", most: 9) } == [former])
    await reopened.close()
  }

  @Test("what rules sorted before their count was kept is counted")
  func olderMatches() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    var message = Sample.message("w1")
    message.verdict?.matches = [("pago", false), ("pago", false), ("baja", true)].map { rule, isDenied in
      TriageMatch(rule: rule, words: rule, from: 0, to: 4, isDenied: isDenied)
    }
    let one = message
    try await store.transaction { tables in
      _ = try tables.insertIfNew(one)
      _ = try tables.insertIfNew(Sample.message("w2", text: nil))
    }
    await store.close()
    try plain(place.path) { db in
      try db.execute(sql: "DELETE FROM rule_match")
      let count = M0017Misfires.sql.split(separator: ";").first { $0.contains("INSERT") }
      try db.execute(sql: String(try #require(count)))
    }
    let reopened = try place.open()
    let figures = try await reopened.transaction { try $0.ruleFigures(from: Sample.at(0), to: Sample.at(900)) }
    #expect(figures == [RuleFigures(rule: "pago", matched: 1, wrong: 0, words: [])])
    await reopened.close()
  }

  @Test("another program's database is refused and not touched")
  func foreignDatabase() throws {
    let place = try TemporaryStore()
    try plain(place.path) { try $0.execute(sql: "CREATE TABLE theirs (id INTEGER PRIMARY KEY)") }
    let before = try Data(contentsOf: URL(filePath: place.path))
    #expect(throws: OpenError.foreign) { try place.open() }
    #expect(try Data(contentsOf: URL(filePath: place.path)) == before)
  }

  @Test("a file that is no database is refused and not touched")
  func noDatabase() throws {
    let place = try TemporaryStore()
    let text = Data("version: 1\nnumbers: []\n".utf8)
    try text.write(to: URL(filePath: place.path))
    #expect(throws: OpenError.foreign) { try place.open() }
    #expect(try Data(contentsOf: URL(filePath: place.path)) == text)
  }

  @Test("a newer schema is refused with both numbers")
  func newerSchema() async throws {
    let place = try TemporaryStore()
    await (try place.open()).close()
    try plain(place.path) { try $0.execute(sql: "PRAGMA user_version = 21") }
    let error = #expect(throws: OpenError.self) { try place.open() }
    #expect(error == .newerSchema(found: 21, known: 20))
  }

  @Test("a damaged database is refused")
  func damagedDatabase() async throws {
    let place = try TemporaryStore()
    let store = try place.open()
    for batch in 0..<4 {
      try await store.transaction { tables in
        for index in 0..<200 { _ = try tables.insertIfNew(Sample.message(Wamid("wamid-\(batch)-\(index)"))) }
      }
    }
    await store.close()
    var bytes = try Data(contentsOf: URL(filePath: place.path))
    let page = 4096
    for index in (bytes.count / page / 2 * page)..<(bytes.count / page / 2 * page + 8 * page) { bytes[index] = 0xA5 }
    try bytes.write(to: URL(filePath: place.path))
    #expect(throws: OpenError.corrupt) { try place.open() }
  }

  @Test("a reading command sees what is committed while the gateway runs, and takes no lock")
  func reader() async throws {
    let place = try TemporaryStore()
    #expect(throws: OpenError.unreachable(reason: "there is no database yet")) { try SQLiteReader(at: place.path) }
    let store = try place.open()
    try await store.transaction { _ = try $0.insertIfNew(Sample.message("w1")) }
    let reader = try SQLiteReader(at: place.path)
    #expect(try await reader.read { try $0.counts().messages } == 1)
    try await store.transaction { _ = try $0.insertIfNew(Sample.message("w2")) }
    #expect(try await reader.read { try $0.counts().messages } == 2)
    await store.close()
  }

  private func plain(_ path: String, _ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction(body)
    try queue.close()
  }

  private func schema(of path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      try String.fetchAll(db, sql: "SELECT name || coalesce(sql, '') FROM sqlite_master ORDER BY 1")
    }
  }
}
