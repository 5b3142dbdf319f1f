import Foundation
import Sandbox
import SandboxHTTP
import Synchronization

/// Ordinary traffic and all that goes wrong with it, with a canary wherever somebody's own could stand.
final class CanaryTraffic: Sendable {
  static let name = "Zacarías Canario"
  static let userID = "MX.77310042998877665544"
  static let text = "Zanahorias canarias para el martes"
  static let reply = "Sus canarios llegan con la paloma"
  static let guess = "canary-guess-of-a-token"
  /// What Graph says in prose goes nowhere.
  static let prose = "Recipient \(Meta.customer) wrote: \(text)"

  /// Every way in which a send can go wrong; the last takes the number out.
  private static let failures: [Fault.Effect] = [
    .graphError(.code(131_026, prose)), .bareStatus(502, accepting: true), .notJSON, .truncated,
    .acceptThenCut(reset: true), .failLater(.code(131_049, prose)), .graphError(.code(190, prose)),
  ]
  /// Two of the ordinary traffic, and one for each failure: a recipient who gets many messages has to wait.
  static let customers = 2 + failures.count

  private let meta: SandboxServer
  private let place: Workplace
  private let port: Int
  private let tokens = Mutex<[String]>([])
  private let digests = Mutex<[String]>([])

  init(meta: SandboxServer, place: Workplace, port: Int) {
    self.meta = meta
    self.place = place
    self.port = port
  }

  /// Everything that was planted, the ids of what was sent among them.
  func canaries() async throws -> [String] {
    let ids =
      try await Database.texts(place.database, "SELECT wamid FROM message") + meta.accepted().map(\.id)
      + (1...6).map { Self.wamid($0) }
    let phones = (0..<Self.customers).map(Meta.phone) + [Meta.assignee, Meta.lead, Meta.management]
    let names = (1...Self.customers).map { "Cliente \($0)" } + [Self.name, "Ana Ruiz", "Lucía Paz", "Marta Sol"]
    let secrets = [Workplace.appSecret, Workplace.verifyToken, Workplace.accessToken, Self.guess]
    let inside = ids.flatMap { id in Self.inside(id) }
    return phones + phones.map { String($0.dropFirst(3)) } + names + secrets + tokens.withLock { $0 } + ids + inside
      + digests.withLock { $0 } + [Self.userID, Self.text, Self.reply, "wamid."]
  }

  /// As Meta makes them: the other side's phone in base64, and something of the message's own.
  private static func wamid(_ place: Int, phone: String = Meta.customer) -> String {
    let bytes: [UInt8] = [0x1D, 0x18, 0x0D] + Array(phone.utf8) + [0x15, 0x02, 0x00, 0x12, 0x18, 0x14]
    return "wamid." + Data(bytes + Array("CANARY7731ABCDEF000\(place)".utf8) + [0]).base64EncodedString()
  }

  /// What can be read in an id once it is decoded.
  private static func inside(_ id: String) -> [String] {
    let bytes = Data(base64Encoded: String(id.dropFirst(6))) ?? Data()
    return bytes.split { !(0x20..<0x7F).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.count >= 8 }
  }

  func handshakes() async throws {
    _ = try await meta.handshake(challenge: "1158201444")
    _ = try await meta.handshake(challenge: "1158201444", verifyToken: Self.guess)
  }

  /// A customer writes, is acknowledged and answered; the same post comes again.
  func conversation() async throws {
    let now = Int64(Date().timeIntervalSince1970)
    meta.customerWrites(text: Self.text, from: Meta.customer, to: Workplace.numberID)
    let first = try await meta.wait { view in view.attempts.first { $0.status == 200 } }
    _ = try await meta.post(first.body, times: 2)
    let message = """
      {"from":"\(Meta.phone(1))","from_user_id":"\(Self.userID)","id":"\(Self.wamid(1, phone: Meta.phone(1)))",\
      "timestamp":"\(now)","type":"text","text":{"body":"\(Self.text)"}}
      """
    _ = try await meta.post(post([message]))
    _ = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
    let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
    tokens.withLock { $0 = [made.output.trimmingCharacters(in: .whitespacesAndNewlines)] }
    try await answer(1001)
  }

  /// Unsigned, wrongly signed, not JSON, of nobody, to an unknown number, of an unknown type.
  func badPosts() async throws {
    let body = post([text(2)])
    // What would have been right is told to nobody.
    digests.withLock { $0.append(String(HMAC.signature(secret: Workplace.appSecret, body: body).dropFirst(7))) }
    _ = try await meta.post(body, signed: .absent)
    _ = try await meta.post(body, signed: .with(secret: Self.guess))
    _ = try await meta.post(body, signed: .header("sha256=\(Self.guess)"))
    _ = try await meta.post(Array(body.dropLast(3)))
    _ = try await meta.post(Array("\(Self.name) <\(Meta.customer)>: \(Self.text)".utf8))
    _ = try await meta.post(post([#"{"from":"\#(Meta.customer)","text":{"body":"\#(Self.text)"}}"#]))
    _ = try await meta.post(post([text(3).replacing("\"from\":\"", with: "\"from\":\"canario ")]))
    _ = try await meta.post(post([text(4)], number: "15550009876"))
    _ = try await meta.post(post([text(5).replacing("\"type\":\"text\"", with: "\"type\":\"hologram\"")]))
    _ = try? await meta.post([UInt8](repeating: 32, count: 5 << 20))
    // Not HTTP, and not whole: no client would send it.
    let head = "POST /webhooks/\(Meta.customer)?name=\(Self.guess) HTTP/1.1"
    let broken = "\(head)\\r\\n\(Self.guess)\\r\\n\\r\\n\(Self.text)"
    let script = "exec 3<>/dev/tcp/127.0.0.1/\(port); printf '\(broken)' >&3; timeout 5 cat <&3"
    _ = try await Shell.run("bash", ["-c", script])
  }

  func refusedCalls() async throws {
    let token = tokens.withLock { $0.first }
    let phone = Meta.customer
    for path in [
      "/api/v1/conversations?q=%2B\(phone)", "/api/v1/conversations?text=Zacar%C3%ADas%20Canario&sort=\(phone)",
      "/api/v1/conversations/\(phone)", "/api/v1/contacts/+\(phone)", "/\(Self.guess)/\(Self.wamid(6))",
    ] {
      for token in [nil, Self.guess, token] { _ = try await LoopbackHTTP.get(port: port, path, token: token) }
    }
    let reply = Data(#"{"text":"\#(Self.reply)"}"#.utf8)
    for body in [reply, Data(Self.text.utf8), Data(#"{"texto":"\#(Self.text)"}"#.utf8)] {
      for path in ["/api/v1/conversations/9999/messages", "/api/v1/conversations/\(phone)/messages"] {
        for token in [nil, Self.guess, token] {
          _ = try await LoopbackHTTP.post(port: port, path, token: token, body: body)
        }
      }
    }
    let big = Data(#"{"text":"\#(String(repeating: Self.text, count: 200))"}"#.utf8)
    _ = try await LoopbackHTTP.post(port: port, "/api/v1/conversations/1001/messages", token: token, body: big)
  }

  /// For each a customer who writes and is answered.
  func failuresOfGraph() async throws {
    for (place, failure) in Self.failures.enumerated() {
      let known = try await Database.count(self.place.database, "SELECT count(*) FROM conversation")
      meta.customerWrites(text: Self.text, from: Meta.phone(2 + place), to: Workplace.numberID)
      try await Database.wait(self.place.database, until: known + 1, "SELECT count(*) FROM conversation")
      meta.add(Fault(failure) { String(decoding: $0.body, as: UTF8.self).contains(Self.reply) })
      try await answer(try await Database.count(self.place.database, "SELECT max(ref) FROM conversation"))
    }
  }

  /// The figures, once they hold this line: another process tells nobody when it has settled a send.
  func figures(with line: String) async throws -> String {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      let text = try await LoopbackHTTP.get(port: port, "/metrics").text
      if text.contains(line + "\n") || ContinuousClock.now > end { return text }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Answers by the API, and waits until Graph has been asked.
  private func answer(_ ref: Int) async throws {
    let before = meta.requests().count(where: Self.isReply)
    let body = Data(#"{"text":"\#(Self.reply)"}"#.utf8)
    let token = tokens.withLock { $0.first }
    _ = try await LoopbackHTTP.post(port: port, "/api/v1/conversations/\(ref)/messages", token: token, body: body)
    try await meta.wait { $0.requests.count(where: Self.isReply) > before ? () : nil }
  }

  private static func isReply(_ request: RecordedRequest) -> Bool {
    String(decoding: request.body, as: UTF8.self).contains(reply)
  }

  private func text(_ place: Int) -> String {
    Meta.message(
      text: Self.text, from: Meta.customer, wamid: Self.wamid(place), at: Int64(Date().timeIntervalSince1970))
  }

  private func post(_ messages: [String], number: String = Workplace.numberID) -> [UInt8] {
    let contact = """
      {"profile":{"name":"\(Self.name)","username":"\(Self.guess)"},"wa_id":"\(Meta.customer)","user_id":"\(Self.userID)"}
      """
    return Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"\(Workplace.accountID)","changes":[{"field":"messages",\
      "value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"\(number)"},"contacts":[\(contact)],\
      "messages":[\(messages.joined(separator: ","))]}}]}]}
      """.utf8)
  }
}
