import BusinessTime
import Gateway
import Helpdesk
import Testing

/// `POST /webhooks/whatsapp` by the table of answers (architecture: one webhook).
@Suite(.serialized) struct WebhookTests {
  private static let body = Webhooks.body([Webhooks.message("wamid.one", at: StepClock.monday)])
  private static let digest = Webhooks.digest(body)

  @Test("a signed message is 200 once it is committed, and 200 again as a duplicate that changes nothing")
  func new() async throws {
    try await WebHouse.open { house in
      let first = try await house.post(Self.body)
      #expect(first.status == 200)
      #expect(first.body.isEmpty)
      let counts = try await house.counts()
      #expect(counts.messages == 1)
      #expect(counts.conversations == 1)
      for _ in 0..<3 { #expect(try await house.post(Self.body).status == 200) }
      #expect(try await house.counts() == counts)
    }
  }

  static let wrongHeaders: [String?] = [
    nil, "", "sha256=", "sha256=00", "sha1=" + digest, digest, "sha256=" + digest.uppercased(),
    "SHA256=" + digest, "sha256=" + String(digest.dropLast()), "sha256=" + digest + "0",
    "sha256=" + String(repeating: "0", count: 64), "sha256=" + Webhooks.digest(body, secret: "another secret"),
    "sha256=" + Webhooks.digest(body + [32]), "sha256=\(digest), sha256=\(digest)",
  ]

  @Test(
    "a signature that is missing, malformed or wrong is 401, stores nothing and is told no digest",
    arguments: WebhookTests.wrongHeaders)
  func unsigned(header: String?) async throws {
    try await WebHouse.open { house in
      let answer = try await house.post(Self.body, signature: .some(header))
      #expect(answer.status == 401)
      #expect(answer.body.isEmpty)
      #expect(!answer.whole.lowercased().contains(Self.digest.prefix(8)))
      #expect(try await house.counts() == StoreCounts())
    }
  }

  @Test("one signature twice is refused: one body has one valid header")
  func twice() async throws {
    try await WebHouse.open { house in
      let header = "X-Hub-Signature-256: sha256=\(Self.digest)"
      let answer = try await house.send("POST", "/webhooks/whatsapp", headers: [header, header], body: Self.body)
      #expect(answer.status == 401)
    }
  }

  @Test(
    "what is signed but cannot be used is 200 and kept: not JSON, empty, no object, a number that nobody listed",
    arguments: ["not JSON {", "", "[1,2]", "\u{0}\u{1}", #"{"object":"#])
  func unreadable(text: String) async throws {
    try await WebHouse.open { house in
      let answer = try await house.post(Array(text.utf8))
      #expect(answer.status == 200)
      #expect(answer.body.isEmpty)
      let kept = try await house.read { try $0.quarantine(most: 10) }
      #expect(kept.map(\.bytes) == [Array(text.utf8)])
      #expect(kept.map(\.reason) == ["unreadable"])
      #expect(try await house.counts().messages == 0)
    }
  }

  @Test("a message to a number that the rules do not list is 200 and kept under its reason")
  func unknownNumber() async throws {
    try await WebHouse.open { house in
      let message = Webhooks.message("wamid.one", at: StepClock.monday)
      #expect(try await house.post(Webhooks.body([message], number: "15559999999")).status == 200)
      let kept = try await house.read { try $0.quarantine(most: 10) }
      #expect(kept.map(\.reason) == ["unknown_number"])
      #expect(kept.map(\.bytes) == [Array(message.utf8)])
    }
  }

  @Test("while the store refuses it is 503 with Retry-After and nothing stays; the next delivery is taken")
  func refused() async throws {
    try await WebHouse.open { house in
      house.failNextCommits(1)
      let refused = try await house.post(Self.body)
      #expect(refused.status == 503)
      #expect(refused.headers["retry-after"].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
      #expect(refused.body.isEmpty)
      #expect(!refused.whole.contains(Self.digest))
      #expect(try await house.counts() == StoreCounts())
      #expect(try await house.post(Self.body).status == 200)
      #expect(try await house.counts().messages == 1)
    }
  }
}
