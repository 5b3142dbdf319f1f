import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// Files that `serve` must not touch: each is refused with a sentence that says what to do, and stays as it was.
@Suite(.serialized) struct RefusedDatabaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What the sentence says is wrong, and how to mend it.
    var says: [String]
    /// Makes the file out of a database of ours.
    var spoil: @Sendable (String) async throws -> Void
  }

  private static let page = 4096

  static let cases: [Case] = [
    Case(testDescription: "random bytes", says: ["not a database of Acuse", "name another file", "restore a backup"]) {
      path in
      var generator = SeededGenerator(seed: 7)
      try Data((0..<50_000).map { _ in UInt8.random(in: 0...255, using: &generator) }).write(to: URL(filePath: path))
    },
    Case(testDescription: "another program's tables", says: ["not a database of Acuse", "name another file"]) { path in
      try FileManager.default.removeItem(atPath: path)
      try await sql(path, "CREATE TABLE theirs (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO theirs VALUES (1, 'x')")
    },
    Case(testDescription: "another program's log mode and version", says: ["not a database of Acuse"]) { path in
      try FileManager.default.removeItem(atPath: path)
      try await sql(path, "PRAGMA journal_mode = WAL; PRAGMA user_version = 5; CREATE TABLE theirs (id INTEGER)")
    },
    Case(testDescription: "pages overwritten in the middle", says: ["damaged", "restore a backup"]) { path in
      var bytes = try Data(contentsOf: URL(filePath: path))
      let middle = bytes.count / page / 2 * page
      for index in middle..<middle + 8 * page { bytes[index] = 0xA5 }
      try bytes.write(to: URL(filePath: path))
    },
    Case(testDescription: "the second half cut off", says: ["damaged", "restore a backup"]) { path in
      let bytes = try Data(contentsOf: URL(filePath: path))
      try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
    },
    Case(testDescription: "the first page overwritten", says: ["first page is damaged", "restore a backup"]) { path in
      var bytes = try Data(contentsOf: URL(filePath: path))
      for index in 0..<page { bytes[index] = 0xA5 }
      try bytes.write(to: URL(filePath: path))
    },
    Case(testDescription: "emptied, with a log that holds the last commits", says: ["damaged", "restore a backup"]) {
      path in
      try Data().write(to: URL(filePath: path))
      try Data(repeating: 1, count: 9000).write(to: URL(filePath: path + "-wal"))
    },
    Case(testDescription: "a newer schema", says: ["schema 1000", "use the newer version, or restore a backup"]) {
      path in
      try await sql(path, "PRAGMA user_version = 1000")
    },
  ]

  @Test(
    "serve refuses the file with one sentence that names it and says what to do, and leaves every byte",
    arguments: cases)
  func refused(_ example: Case) async throws {
    let place = try Workplace()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: try FreePort.find())
    try await Self.makeOurs(place)
    try await example.spoil(place.database)
    let before = try Data(contentsOf: URL(filePath: place.database))
    let refused = try await Binary.run(["serve", "--config", place.config], environment: place.environment)
    #expect(refused.status == 1)
    let lines = refused.errors.split(separator: "\n").filter { $0.hasPrefix("acuse: ") }
    #expect(lines.count == 1, "\(refused.errors)")
    for words in [place.database] + example.says { #expect(refused.errors.contains(words), "\(refused.errors)") }
    #expect(try Data(contentsOf: URL(filePath: place.database)) == before, "it was written to")
  }

  @Test("the database that the refused ones were made of is taken")
  func soundOneIsTaken() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    try await Self.makeOurs(place)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    await gateway.kill9()
  }

  /// A database of ours with a few hundred rows.
  private static func makeOurs(_ place: Workplace) async throws {
    let made = try await Binary.run(["migrate", "--config", place.config], environment: place.environment)
    try #require(made.status == 0, "\(made.errors)")
    try await sql(
      place.database,
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 800)
      INSERT INTO journal (at, seed_high, seed_low, kind, bytes) SELECT i, i, i, 'wake', randomblob(300) FROM n
      """)
  }

  private static func sql(_ path: String, _ statements: String) async throws {
    let finished = try await Shell.run("sqlite3", [path, statements])
    try #require(finished.status == 0, "\(finished.errors)")
  }
}
