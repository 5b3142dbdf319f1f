import Foundation
import Gateway
import Helpdesk
import Testing

@testable import CurlClient

/// Mails through a mail server that is not ours (aiosmtpd), as it takes them or does not.
@Suite("mail", .timeLimit(.minutes(2)))
struct MailTests {
  private static let lines = "From: Acuse <acuse@example.mx>\r\nTo: <marta@example.mx>\r\n\r\nHola\r\n.\r\n..fin\r\n"

  private func mail(
    _ server: MailServerProcess, to recipient: String = "marta@example.mx", password: String? = nil,
    host: String = "127.0.0.1", user: String = ""
  ) -> OutgoingMail {
    OutgoingMail(
      server: MailAccess(url: "smtp://\(user)\(host):\(server.port)", sender: "acuse@example.mx", password: password),
      recipient: recipient, message: Array(Self.lines.utf8))
  }

  @Test("what is handed over arrives byte for byte, lines of a dot too, in the envelope that was asked for")
  func arrives() async throws {
    let server = try MailServerProcess()
    #expect(await CurlMailer().deliver(mail(server)) == .taken)
    #expect(server.mails.count == 1)
    let taken = try #require(server.mails.first).replacing("\r\n", with: "\n")
    #expect(taken.contains("X-MailFrom: acuse@example.mx\n"))
    #expect(taken.contains("X-RcptTo: marta@example.mx\n"))
    #expect(taken.contains("From: Acuse <acuse@example.mx>\n"))
    #expect(taken.hasSuffix("\n\nHola\n.\n..fin\n"))
  }

  @Test("over STARTTLS, logged in as the sender or as whom the address names; a wrong password may be mended")
  func login() async throws {
    for (login, user) in [("acuse@example.mx", ""), ("correo", "correo@")] {
      let server = try MailServerProcess("TLS", "--login", login, "ábrete sésamo")
      let mailer = CurlMailer(caFile: server.certificate)
      #expect(await mailer.deliver(mail(server, password: "ábrete sésamo", user: user)) == .taken)
      #expect(await mailer.deliver(mail(server, password: "otra", user: user)) == .putOff(code: "login_denied"))
      #expect(server.mails.count == 1)
    }
  }

  @Test("a certificate that nobody vouches for, and a server elsewhere without TLS, are not spoken to")
  func encryption() async throws {
    let unknown = try MailServerProcess("TLS")
    #expect(await CurlMailer().deliver(mail(unknown)) == .putOff(code: "tls"))
    // The same machine by a name that is not known to be it.
    let plain = try MailServerProcess()
    #expect(await CurlMailer().deliver(mail(plain, password: "secreto", host: "2130706433")) == .putOff(code: "tls"))
    #expect(unknown.mails.isEmpty && plain.mails.isEmpty)
  }

  @Test(
    "only this machine itself may be spoken to without TLS, by whatever of its names",
    arguments: [
      ("smtp://127.0.0.1:25", true), ("smtp://localhost", true), ("smtp://[::1]:25", true), ("smtp://127.8.0.1", true),
      ("smtp://127.example.mx", false), ("smtp://127.0.0.1.example.mx", false), ("smtp://mail.example.mx:587", false),
      ("smtp://localhost.example.mx", false), ("smtp://2130706433", false),
    ])
  func loopback(_ url: String, _ isLoopback: Bool) throws {
    let server = try #require(MailServer(MailAccess(url: url, sender: "acuse@example.mx")))
    #expect(server.isLoopback == isLoopback)
    #expect(server.url == url + "/example.mx")
  }

  @Test("550 is final, 451 is not, and the next attempt arrives")
  func refusals() async throws {
    let server = try MailServerProcess("--refuse", "nadie@example.mx", "--later", "lucia@example.mx")
    #expect(await CurlMailer().deliver(mail(server, to: "nadie@example.mx")) == .refused(code: "smtp_550"))
    #expect(await CurlMailer().deliver(mail(server, to: "lucia@example.mx")) == .putOff(code: "smtp_451"))
    #expect(await CurlMailer().deliver(mail(server, to: "lucia@example.mx")) == .taken)
    #expect(server.mails.count == 1)
  }

  @Test("nobody listens: later; an address that is none: later, once somebody has mended it")
  func unreachable() async throws {
    let access = { MailAccess(url: $0, sender: "acuse@example.mx") }
    for (url, code) in [("smtp://127.0.0.1:9", "unreachable"), ("smtp://", "bad_address")] {
      let mail = OutgoingMail(server: access(url), recipient: "marta@example.mx", message: Array(Self.lines.utf8))
      #expect(await CurlMailer().deliver(mail) == .putOff(code: code))
    }
  }

  @Test("a server that says nothing is given up at once when the task is cancelled")
  func cancelled() async throws {
    let silent = try LoopbackServer { connection, _ in connection.readUntilClosed() }
    let access = MailAccess(url: "smtp://127.0.0.1:\(silent.port)", sender: "acuse@example.mx")
    let mail = OutgoingMail(server: access, recipient: "marta@example.mx", message: Array(Self.lines.utf8))
    let task = Task { await CurlMailer().deliver(mail) }
    try await Task.sleep(for: .milliseconds(200))
    let began = ContinuousClock.now
    task.cancel()
    #expect(await task.value == .putOff(code: "cancelled"))
    #expect(.now - began < .seconds(5))
  }
}
