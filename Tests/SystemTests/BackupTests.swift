import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// The drill: backup under load, death, restore, and on. Judged by what was posted, by what Meta got, and by what
/// another program reads in the files.
@Suite(.serialized) struct BackupTests {
  private static let early = 0..<6
  private static let loud = 6..<14
  private static let late = 14

  @Test(
    "a backup under load holds what was answered 200 before it began; killed and restored, the gateway goes on, and whom the backup knew as acknowledged is not acknowledged again"
  )
  func drill() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: Self.late + 1)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let storm = Storm(meta: meta, seed: SeededGenerator.seed())
      let first = try await GatewayProcess.start(in: place, port: port)
      for customer in Self.early {
        meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
      }
      try await Database.wait(place.database, until: Self.early.count, Self.acknowledged)

      async let storming: Void = storm.run(customers: Self.loud)
      try await Self.wait { storm.taken.count >= 100 }
      let before = storm.taken
      let backup = place.folder + "/copy.db"
      let began = ContinuousClock.now
      let made = try await Binary.run(["backup", backup], environment: place.environment)
      let took = ContinuousClock.now - began
      let during = storm.taken.count - before.count
      try await Self.wait { storm.taken.count >= before.count + during + 20 }
      let again = try await Binary.run(["backup", backup], environment: place.environment)
      let refused = try await Binary.run(["restore", backup], environment: place.environment)
      await first.kill9()
      storm.stop()
      await storming

      #expect(made.status == 0 && made.errors.isEmpty, "\(made)")
      #expect(made.output.hasPrefix("\(backup): a whole copy of \(place.database), schema "))
      #expect(during > 0, "nothing was taken while the backup was made")
      try Self.isAloneAndPrivate(backup, in: place)
      #expect(again.status == 1)
      #expect(
        again.errors == "acuse: \(backup) exists already: name a file that does not; nothing was changed.\n")
      #expect(refused.status == 1)
      let holder = "process \(first.pid)"
      #expect(
        refused.errors
          == "acuse: \(place.database) is in use by \(holder): stop the gateway first; nothing was changed.\n")

      let lastMessages = try await Database.count(place.database, "SELECT count(*) FROM message")
      let known = try await Database.texts(backup, Self.acknowledgedIDs)
      #expect(known.count >= Self.early.count)
      let restored = try await Binary.run(["restore", backup], environment: place.environment)
      #expect(restored.status == 0 && restored.errors.isEmpty, "\(restored)")
      let kept = try #require(restored.output.split(separator: " ").last).dropLast()
      #expect(try await Database.texts(String(kept), "PRAGMA integrity_check") == ["ok"])
      #expect(try await Database.count(String(kept), "SELECT count(*) FROM message") == lastMessages)

      let bodies = try await Record.read(place.database).bodies
      let lost = Set(before.map(\.body)).subtracting(bodies).count
      #expect(lost == 0, "bodies that were answered 200 before the backup began are not in what was restored")
      #expect(bodies.count < before.count + lastMessages, "the copy cannot hold what came after it")

      try await Self.goesOn(place, meta, port, storm)
      let copies = Dictionary(grouping: meta.accepted(), by: \.callbackData).mapValues(\.count)
      #expect(known.allSatisfy { copies[$0] == 1 }, "what the backup knew as sent was sent again")
      for customer in Self.early { #expect(meta.phoneInbox(of: Meta.phone(customer)).count == 1) }
      let bytes = try FileManager.default.attributesOfItem(atPath: backup)[.size] as? Int ?? 0
      print(
        """
        figure: a backup of \(bytes / 1024) KiB with its check took \(took / .milliseconds(1)) ms as a process, \
        \(during) posts were answered 200 meanwhile
        """)
    }
  }

  private static let acknowledged =
    "SELECT count(*) FROM outbox WHERE kind = 'acknowledgement' AND state = 'accepted'"
  private static let acknowledgedIDs = "SELECT id FROM outbox WHERE kind = 'acknowledgement' AND state = 'accepted'"

  /// A second life: old conversations are there, who writes now is acknowledged, and nothing stays behind.
  private static func goesOn(_ place: Workplace, _ meta: SandboxServer, _ port: Int, _ storm: Storm) async throws {
    let second = try await GatewayProcess.start(in: place, port: port)
    try await storm.bringRest()
    meta.customerWrites(text: "Buenas", from: Meta.phone(late), to: Workplace.numberID)
    _ = try await meta.phoneInbox(of: Meta.phone(late), count: 1, upTo: .seconds(20))
    let token = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
    let bearer = token.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try await LoopbackHTTP.get(port: port, "/api/v1/conversations/1001", token: bearer).status == 200)
    try await Database.wait(
      place.database, until: 0, "SELECT count(*) FROM outbox WHERE state IN ('queued', 'parked')")
    await second.kill9()
  }

  private static func isAloneAndPrivate(_ backup: String, in place: Workplace) throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: backup)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let beside = try FileManager.default.contentsOfDirectory(atPath: place.folder).filter { $0.hasPrefix("copy.db") }
    #expect(beside == ["copy.db"])
  }

  private static func wait(upTo limit: Duration = .seconds(20), until isSo: () -> Bool) async throws {
    let end = ContinuousClock.now + limit
    while !isSo() {
      guard ContinuousClock.now < end else { throw TooLate() }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private struct TooLate: Error {}

  @Test("a file that is no whole backup is refused in one sentence, and the database stays as it is")
  func refusals() async throws {
    let place = try Workplace()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: 8080)
    #expect(try await Binary.run(["migrate"], environment: place.environment).status == 0)
    let good = place.folder + "/good.db"
    #expect(try await Binary.run(["backup", good], environment: place.environment).status == 0)
    let (torn, newer, other) = (place.folder + "/torn.db", place.folder + "/newer.db", place.folder + "/other.db")
    let bytes = try #require(FileManager.default.contents(atPath: good))
    try bytes.prefix(bytes.count / 2 / 4096 * 4096).write(to: URL(filePath: torn))
    try bytes.write(to: URL(filePath: newer))
    #expect(try await Shell.run("sqlite3", [newer, "PRAGMA user_version = 99"]).status == 0)
    #expect(try await Shell.run("sqlite3", [other, "CREATE TABLE guests (name TEXT)"]).status == 0)
    let schema = try await Database.count(good, "PRAGMA user_version")
    let expected: [(String, String)] = [
      (place.folder + "/nowhere.db", "there is no file \(place.folder)/nowhere.db."),
      (torn, "\(torn) is damaged, no copy of it counts; nothing was changed."),
      (newer, "\(newer) has schema 99, this version knows \(schema): use the newer version; nothing was changed."),
      (
        other,
        "\(other) is not a database of Acuse, or its first page is damaged; nothing was changed."
      ),
      (place.config, "\(place.config) is not a database of Acuse, or its first page is damaged; nothing was changed."),
      (place.database, "\(place.database) is the database itself: name a copy of it."),
    ]
    let database = FileManager.default.contents(atPath: place.database)
    let listing = try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted()
    for (file, sentence) in expected {
      let refused = try await Binary.run(["restore", file], environment: place.environment)
      #expect(refused.status == 1)
      #expect(refused.errors == "acuse: \(sentence)\n")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted() == listing)
    #expect(FileManager.default.contents(atPath: place.database) == database)
    #expect(try await Binary.run(["restore"], environment: place.environment).status == 2)
    #expect(try await Binary.run(["backup"], environment: place.environment).status == 2)
  }
}
