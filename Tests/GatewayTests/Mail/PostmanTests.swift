import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Synchronization
import Testing

/// Letters on their way from the store to a mail server.
@Suite struct PostmanTests {
  /// A mail server that says what it is told to, and keeps what it was handed.
  private final class Server: Mailer {
    private let state = Mutex<(answers: [Letter.Outcome], mails: [OutgoingMail])>(([], []))

    init(_ answers: Letter.Outcome...) { state.withLock { $0.answers = answers } }

    var mails: [OutgoingMail] { state.withLock { $0.mails } }

    func deliver(_ mail: OutgoingMail) async -> Letter.Outcome {
      state.withLock { state in
        state.mails.append(mail)
        return state.answers.isEmpty ? .taken : state.answers.removeFirst()
      }
    }
  }

  private static let access = MailAccess(url: "smtp://mail.example.mx:587", sender: "acuse@example.mx", password: "x")

  /// Marta is told of a number that has stopped sending.
  private func stopped(_ house: House, _ server: Server, access: MailAccess? = access) async throws -> Postman {
    var rules = House.context.rules
    rules.sendsMail = true
    rules.people["marta"] = Person(
      id: "marta", name: "Marta Sol", whatsapp: "5215555504444", email: "marta@example.mx", language: "es", zone: .utc,
      roles: ["management"])
    house.holder.replace(rules: rules)
    #expect(await house.post(Posts.body([Posts.message("wamid.1", from: "15555550110")])) == .accepted)
    house.clock.advance(seconds: 2)
    while try await house.alarms.step() > 0 {}
    let id = try #require(try await house.store.read { try $0.outbox(OutboxQuery(most: 9)) }.first).id
    _ = try await house.committer.claim(id, leaseSeconds: 60)
    _ = try await house.committer.settle(id, .refused(code: "131042", remedy: .openBreaker(.account)))
    return Postman(
      store: house.store, committer: house.committer, clock: house.clock, mailer: server, access: { access })
  }

  private func letter(_ house: House) async throws -> Letter {
    try await house.store.transaction { tables in
      let since = try tables.brokenLines().compactMap { line -> Timestamp? in
        if case .open(let since, _, _, _) = line.breaker { since } else { nil }
      }
      return try #require(
        try tables.letter(LetterID("stopped/\(House.number.rawValue)/\(since[0].milliseconds)/marta")))
    }
  }

  @Test("what is due is handed over once, in a form that every server takes")
  func form() async throws {
    let (house, server) = (House(), Server())
    try await house.open { () async throws in
      let postman = try await stopped(house, server)
      #expect(try await postman.step() == 1)
      #expect(try await postman.step() == 0)
      #expect(try await letter(house).state == .taken)
    }
    #expect(server.mails.count == 1)
    let mail = try #require(server.mails.first)
    #expect(mail.server == Self.access)
    #expect(mail.recipient == "marta@example.mx")
    let text = String(decoding: mail.message, as: UTF8.self)
    #expect(mail.message.allSatisfy { $0 < 128 })
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { !$0.contains("\n") && $0.utf8.count <= 76 })
    #expect(lines.contains("From: Acuse <acuse@example.mx>"))
    #expect(lines.contains("To: <marta@example.mx>"))
    #expect(lines.contains("Auto-Submitted: auto-generated"))
    #expect(lines.contains("Content-Transfer-Encoding: base64"))
    let name = try #require(lines.first { $0.hasPrefix("Message-ID: <") })
    #expect(name.hasSuffix("@example.mx>"))
    let body = try #require(text.range(of: "\r\n\r\n").map { text[$0.upperBound...] })
    let words = try #require(Data(base64Encoded: String(body.replacing("\r\n", with: ""))))
    #expect(String(decoding: words, as: UTF8.self) == "stopped Marta Sol, Soporte, Soporte: 131042\r\n")
    // In words of whole letters.
    let subject = lines.drop { !$0.hasPrefix("Subject: ") }.prefix { $0.hasPrefix("Subject: ") || $0.hasPrefix(" ") }
    let pieces = subject.map { $0.replacing("Subject: ", with: "").drop { $0 == " " } }
    #expect(pieces.count == 2)
    let decoded = pieces.map { piece -> String in
      let word = piece.replacing("=?utf-8?B?", with: "").replacing("?=", with: "")
      return Data(base64Encoded: String(word)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }
    #expect(decoded.joined() == "Acción: ñandú, acción: ñandú, acción: ñandú, fin")
    #expect(decoded.allSatisfy { !$0.contains("\u{FFFD}") })
  }

  @Test("the date is the moment at which it goes out, and each attempt carries the same name")
  func attempts() async throws {
    let (house, server) = (House(), Server(.putOff(code: "smtp_451")))
    try await house.open { () async throws in
      let postman = try await stopped(house, server)
      #expect(try await postman.step() == 1)
      let waiting = try await letter(house)
      #expect(waiting.state == .waiting && waiting.attempt == 1 && waiting.failure == "smtp_451")
      #expect(try await postman.step() == 0)
      house.clock.advance(seconds: 45)
      #expect(try await postman.step() == 1)
      #expect(try await letter(house).state == .taken)
    }
    let heads = server.mails.map { String(decoding: $0.message, as: UTF8.self).components(separatedBy: "\r\n") }
    #expect(heads.count == 2)
    #expect(Set(heads.compactMap { $0.first { $0.hasPrefix("Message-ID") } }).count == 1)
    #expect(Set(heads.compactMap { $0.first { $0.hasPrefix("Date") } }).count == 2)
  }

  @Test("without a mail server it waits; what was refused for good is failed")
  func noServer() async throws {
    let (house, server) = (House(), Server(.refused(code: "smtp_550")))
    try await house.open { () async throws in
      let without = try await stopped(house, server, access: nil)
      #expect(try await without.step() == 1)
      #expect(try await letter(house).failure == "no_server")
      #expect(server.mails.isEmpty)
      house.clock.advance(seconds: 45)
      let postman = Postman(
        store: house.store, committer: house.committer, clock: house.clock, mailer: server, access: { Self.access })
      #expect(try await postman.step() == 1)
      #expect(try await letter(house).state == .failed)
    }
  }

  @Test("while the store takes nothing the letter stays, and goes out once it does")
  func storeFails() async throws {
    let (house, server) = (House(), Server())
    try await house.open { () async throws in
      let postman = try await stopped(house, server)
      house.store.failNextCommit()
      await #expect(throws: StoreError.self) { try await postman.step() }
      #expect(server.mails.isEmpty)
      #expect(try await postman.step() == 1)
      #expect(server.mails.count == 1)
    }
  }
}
