import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// The whole road to a mailbox: the real gateway, a mail server that is not ours, and a Meta that takes nothing.
@Suite("mail", .timeLimit(.minutes(2))) struct MailTests {
  @Test("when Meta refuses the token management has a mail, then the lead one about the breach, then the all-clear")
  func stopped() async throws {
    let place = try Workplace()
    let (port, mailPort) = (try FreePort.find(), try FreePort.find())
    let server = try MailServer(in: place, port: mailPort)
    let meta = try Meta.server(customers: 1)
    try await meta.whileRunning { meta in
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "6s", steps: "{ at: due, tell: lead }", quietWindow: "1s",
        mail: "{ smtp: \"smtp://127.0.0.1:\(mailPort)\", from: acuse@example.mx }")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let token = place.folder + "/access"
      try "run-out-access".write(toFile: token, atomically: true, encoding: .utf8)
      let gateway = try await GatewayProcess.start(
        in: place, port: port, environment: ["ACUSE_ACCESS_TOKEN": "", "ACUSE_ACCESS_TOKEN_FILE": token])
      meta.customerWrites(text: "Hola, ¿me ayudan?", from: Meta.phone(0), to: Workplace.numberID)

      let mails = try await server.mails(2)
      let stop = try #require(mails.first { $0.recipient == "marta@example.mx" })
      #expect(stop.subject == "Acuse: Soporte no puede enviar por WhatsApp")
      #expect(stop.text.contains("Meta no acepta el token de acceso."))
      #expect(stop.text.contains("(código 190)"))
      let breach = try #require(mails.first { $0.recipient == "lucia@example.mx" })
      #expect(breach.subject == "Acuse: aviso del caso #1001")
      #expect(breach.text.contains("Hola, ¿me ayudan?"))

      // A token that Meta takes: what waited goes out, and whoever was told hears of it.
      try Workplace.accessToken.write(toFile: token, atomically: true, encoding: .utf8)
      gateway.hangUp()
      let all = try await server.mails(3)
      #expect(all.contains { $0.recipient == "marta@example.mx" && $0.subject.contains("vuelve a enviar") })
      let figures = try await LoopbackHTTP.get(port: port, "/metrics")
      #expect(figures.text.contains("acuse_mails_total{result=\"taken\"}"))
      #expect(!gateway.output.contains("example.mx") && !gateway.output.contains("ayudan"))
      await gateway.kill9()
    }
  }
}

/// Debian's mail server for tests, with a folder that it puts mails into.
private final class MailServer: Sendable {
  struct Mail: Sendable {
    var recipient: String
    var subject: String
    var text: String
  }

  private let box: String
  private let process = Process()

  init(in place: Workplace, port: Int) throws {
    box = place.folder + "/box"
    process.executableURL = URL(filePath: #filePath).appending(path: "../../Tools/mail-server").standardized
    process.arguments = ["\(port)", box]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    guard try output.fileHandleForReading.read(upToCount: 5) == Data("ready".utf8) else {
      throw CocoaError(.executableLoad)
    }
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  /// Waits until there are so many.
  func mails(_ count: Int) async throws -> [Mail] {
    for _ in 0..<1200 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: box + "/new")) ?? []
      if names.count >= count {
        return try names.map { try Self.read(String(contentsOfFile: "\(box)/new/\($0)", encoding: .utf8)) }
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CancellationError()
  }

  private static func read(_ mail: String) throws -> Mail {
    let unfolded = mail.replacing("\r\n", with: "\n")
    let parts = unfolded.components(separatedBy: "\n\n")
    let lines = parts[0].replacing("\n ", with: "").components(separatedBy: "\n")
    func header(_ name: String) -> String {
      lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
    let words = header("Subject").components(separatedBy: "=?utf-8?B?").dropFirst()
    let subject = words.map { decoded($0.components(separatedBy: "?=")[0]) }.joined()
    return Mail(
      recipient: header("X-RcptTo"), subject: subject,
      text: decoded(parts.dropFirst().joined().replacing("\n", with: "")))
  }

  private static func decoded(_ base64: String) -> String {
    Data(base64Encoded: base64).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
