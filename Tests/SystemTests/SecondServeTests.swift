import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// One process alone writes to a database.
@Suite(.serialized) struct SecondServeTests {
  /// Names of one and the same file, seen from the folder of the second rules file.
  enum Name: String, CaseIterable, Sendable {
    case same, relative, link, linkedFolder

    func path(to first: Workplace, from second: Workplace) throws -> String {
      switch self {
      case .same: return first.database
      case .relative: return "../" + (first.folder as NSString).lastPathComponent + "/acuse.db"
      case .link:
        let link = second.folder + "/link.db"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: first.database)
        return link
      case .linkedFolder:
        let link = second.folder + "/data"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: first.folder)
        return link + "/acuse.db"
      }
    }
  }

  @Test("a second serve on the same database is refused by whatever name it finds it, and the first goes on")
  func secondIsRefused() async throws {
    let first = try Workplace()
    let meta = try Meta.server(customers: 2)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try first.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      let gateway = try await GatewayProcess.start(in: first, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      meta.customerWrites(text: "Hola", from: Meta.phone(0), to: Workplace.numberID)
      _ = try await meta.wait { view in view.attempts.first { $0.status == 200 } }
      for name in Name.allCases {
        let second = try Workplace()
        let path = try name.path(to: first, from: second)
        try second.writeRules(
          graphURL: await meta.baseURL(), port: try FreePort.find(), quietWindow: "1s", database: path)
        let refused = try await Binary.run(["serve", "--config", second.config], environment: second.environment)
        #expect(refused.status == 1, "by its \(name) name")
        #expect(refused.errors.contains("acuse.db") || refused.errors.contains("link.db"))
        #expect(refused.errors.contains("in use by process \(gateway.pid)"), "\(refused.errors)")
        #expect(refused.errors.contains("only one process at a time may write to it"))
        // Whoever changes data goes through the first, by whichever name.
        let token = try await Binary.run(
          ["tokens", "create", "--config", second.config, "--person", "ana"], environment: second.environment)
        #expect(token.status == 0, "\(token.errors)")
      }
      #expect(gateway.isRunning)
      meta.customerWrites(text: "¿Sigue ahí?", from: Meta.phone(1), to: Workplace.numberID)
      for customer in 0..<2 { _ = try await meta.phoneInbox(of: Meta.phone(customer), count: 1, upTo: .seconds(15)) }
      try await meta.quiet(upTo: .seconds(10))
      await gateway.kill9()
      #expect(meta.attempts().allSatisfy { $0.status == 200 && $0.attempt == 1 }, "the first was disturbed")
      #expect(try await Database.texts(first.database, "PRAGMA integrity_check") == ["ok"])
      #expect(try await Database.count(first.database, "SELECT count(*) FROM token") == Name.allCases.count)
    }
  }

  @Test(
    "a link to a database that is not there yet gives one database, one lock and one socket, beside the file itself")
  func danglingLink() async throws {
    let place = try Workplace()
    let target = place.folder + "/real/acuse.db"
    try FileManager.default.createDirectory(atPath: place.folder + "/real", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: place.database, withDestinationPath: "real/acuse.db")
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    for suffix in ["", ".lock", ".inhand", ".sock"] {
      #expect(FileManager.default.fileExists(atPath: target + suffix), "no real/acuse.db\(suffix)")
    }
    #expect(!FileManager.default.fileExists(atPath: place.database + ".lock"))
    await gateway.kill9()
  }
}
