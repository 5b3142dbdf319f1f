import BusinessTime
import Foundation
import Gateway
import Rulebook
import Sandbox
import SandboxHTTP
import Testing

/// `acuse forget` by the real binary: what is left of a customer in the bytes of the database's files, and what stays of
/// everybody else.
@Suite("forgetting a customer", .serialized, .timeLimit(.minutes(3))) struct ForgetTests {
  private static let name = "Zacarías Canario"
  /// As the stand-in for Meta makes it of the phone.
  private static let userID = "MX.10060555551250042"
  private static let words = ["xilofonista", "papagayo", "murcielago", "ornitorrinco"]

  /// As Meta makes them: the other side's phone in base64, and something of the message's own.
  private static func wamid(_ place: Int, _ phone: String) -> String {
    let bytes: [UInt8] = [0x1D, 0x18, 0x0D] + Array(phone.utf8) + [0x15, 0x02, 0x00, 0x12, 0x18, 0x14]
    return "wamid." + Data(bytes + Array("FORGET7731ABCDEF000\(place)".utf8) + [0]).base64EncodedString()
  }

  /// One post with two customers in it, the first with a picture's caption as well.
  private static let post: [UInt8] = {
    let (now, a, b) = (Int64(Date().timeIntervalSince1970), Meta.phone(0), Meta.phone(1))
    let picture = """
      {"from":"\(a)","from_user_id":"\(userID)","id":"\(wamid(2, a))","timestamp":"\(now)","type":"image",\
      "image":{"id":"7","mime_type":"image/jpeg","sha256":"x","caption":"\(words[1])"}}
      """
    let messages = [
      Meta.message(text: "el \(words[0]) me cobraron doble", from: a, wamid: wamid(1, a), at: now), picture,
      Meta.message(text: "Hola, soy otra persona", from: b, wamid: wamid(3, b), at: now),
    ].joined(separator: ",")
    return Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"\(Workplace.accountID)","changes":[{"field":"messages",\
      "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"525555551234",\
      "phone_number_id":"\(Workplace.numberID)"},"contacts":[{"profile":{"name":"\(name)"},"wa_id":"\(a)",\
      "user_id":"\(userID)"},{"profile":{"name":"Otra Persona"},"wa_id":"\(b)"}],"messages":[\(messages)]}}]}]}
      """.utf8)
  }()

  /// The phone in its forms, and all else that was theirs. Of its base64 what does not stand for the other's as well.
  private static func canaries(_ wamids: Set<String>) -> [String] {
    let phone = Meta.phone(0)
    let national = String(phone.suffix(10))
    let base64 = Self.base64(phone).subtracting(Self.base64(Meta.phone(1)))
    return [phone, "52\(national)", national, userID, "Canario", "Cliente 1"] + words + base64
      + wamids.flatMap { [$0, $0.replacing("/", with: "\\/")] }
  }

  /// The last twelve letters that stand for digits alone, at each of the three places that the phone may begin at.
  private static func base64(_ phone: String) -> Set<String> {
    Set(
      (0..<3).map { offset in
        let digits = Data(repeating: 0, count: offset) + Data(phone.utf8)
        return String(digits.prefix(digits.count / 3 * 3).base64EncodedString().suffix(12))
      })
  }

  private static func found(_ canaries: [String], in place: Workplace) throws -> [String] {
    try ["", "-wal", "-shm"].flatMap { suffix -> [String] in
      let path = place.database + suffix
      guard FileManager.default.fileExists(atPath: path) else { return [] }
      let bytes = try Data(contentsOf: URL(filePath: path))
      return canaries.filter { bytes.range(of: Data($0.utf8)) != nil }.map { "\($0) in the file\(suffix)" }
    }
  }

  fileprivate struct Stage {
    let place: Workplace
    let meta: SandboxServer
    let port: Int
    let token: String

    func count(_ sql: String) async throws -> Int { try await Database.count(place.database, sql) }

    func wait(_ wanted: Int, _ sql: String) async throws {
      try await Database.wait(place.database, until: wanted, sql)
    }

    func settled() async throws { try await wait(0, "SELECT count(*) FROM outbox WHERE due_at IS NOT NULL") }

    func act(_ ref: Int, _ address: String, _ body: String) async throws {
      let answer = try await LoopbackHTTP.post(
        port: port, "/api/v1/conversations/\(ref)/\(address)", token: token,
        headers: ["Idempotency-Key": "\(address)-\(ref)"], body: Data(body.utf8))
      #expect((200..<300).contains(answer.status), "\(answer.text)")
    }

    func forget(_ arguments: String...) async throws -> Shell.Finished {
      try await Binary.run(["forget"] + arguments, environment: place.environment)
    }

    func report() async throws -> String {
      try await Binary.run(["report", "misfires", "--format", "csv"], environment: place.environment).output
    }

    /// Ratings and how each clock ended.
    func figures() async throws -> Set<String> {
      try await Database.texts(
        place.database,
        """
        SELECT conversation || subject || ifnull(outcome, '') || ifnull(due_at, '') FROM clock
        UNION ALL SELECT ref || ifnull(CAST(body AS TEXT) ->> '$.rating', '') FROM survey
        """)
    }

    /// Somebody writes, is alerted about, answered, resolved and rated.
    func customerComesAndGoes() async throws {
      meta.customerWrites(text: "Hola, \(words[3])", from: Meta.phone(0), to: Workplace.numberID)
      try await wait(1, "SELECT count(*) FROM conversation")
      #expect(try await meta.post(post) == [200])
      try await wait(
        1, "SELECT count(*) FROM outbox WHERE conversation = 1001 AND kind = 'acknowledgement' AND state = 'accepted'")
      try await wait(
        1, "SELECT count(*) > 0 FROM outbox WHERE conversation = 1001 AND kind = 'alert' AND state = 'accepted'")
      // A body that nobody can read, with their phone in it.
      #expect(try await meta.post(Array("{\"from\":\"\(Meta.phone(0))\",\"text\":\"\(words[0])".utf8)) == [200])
    }
  }

  @Test(
    "while the gateway runs and while it does not: no byte of the customer is left, figures and others stay, a repeat opens nothing, and who writes again is new"
  )
  func wholeRoad() async throws {
    try await Self.whileRunning { stage, gateway in
      try await stage.customerComesAndGoes()
      try await refused(stage)
      let wamids = try await stage.resolvedAndRated()
      let canaries = Self.canaries(wamids)
      #expect(try Self.found(canaries, in: stage.place).count > 20)
      let (figures, report) = (try await stage.figures(), try await stage.report())
      #expect(report.contains("lexicon:") && figures.contains("10015"))

      let done = try await stage.forget("+52 55 5550 6001")
      #expect(done.status == 0, "\(done.errors)")
      #expect(done.output.hasPrefix("Forgot 1 contact: erased ") && done.output.hasSuffix("and backups stay.\n"))
      #expect(try Self.found(canaries, in: stage.place) == [])
      #expect(try await stage.figures() == figures)
      #expect(try await stage.report() == report)
      try await others(stage)
      try await repeats(stage)
      #expect(gateway.output.contains("forgot a customer"))
      #expect(Self.canaries(wamids).allSatisfy { !gateway.output.contains($0) })
      #expect(try await stage.forget(Self.userID).status == 1)

      try await whileStopped(stage, gateway)
    }
  }

  /// Somebody waits, somebody unknown, something that names nobody.
  private func refused(_ stage: Stage) async throws {
    for name in ["+5215555506001", Self.userID, "1001"] {
      let open = try await stage.forget(name)
      #expect(open.status == 1 && open.output.isEmpty)
      #expect(open.errors == "acuse: somebody still waits for an answer: resolve or dismiss #1001 first.\n")
    }
    let unknown = try await stage.forget("+525555509999")
    #expect(unknown.status == 1 && unknown.errors == "acuse: there is no such contact.\n")
    #expect(try await stage.forget("Zacarías").status == 2)
    #expect(try await stage.forget().status == 2)
  }

  /// The other customer of the same post: message, raw slice, conversation, and what the API shows.
  private func others(_ stage: Stage) async throws {
    let wamid = Self.wamid(3, Meta.phone(1))
    #expect(try await stage.count("SELECT count(*) FROM message WHERE wamid = '\(wamid)' AND text IS NOT NULL") == 1)
    #expect(
      try await stage.count(
        "SELECT count(*) FROM journal WHERE kind = 'item' AND CAST(bytes AS TEXT) LIKE '%soy otra persona%'") == 1)
    let theirs = try await LoopbackHTTP.get(port: stage.port, "/api/v1/conversations/1002", token: stage.token)
    #expect(theirs.text.contains("soy otra persona") && theirs.text.contains(Meta.phone(1)))
    let gone = try await LoopbackHTTP.get(port: stage.port, "/api/v1/conversations/1001", token: stage.token)
    #expect(gone.status == 200 && gone.object["state"] as? String == "closed")
    #expect((gone.object["messages"] as? [Any])?.isEmpty == true)
    #expect(try await Binary.run(["explain", "1001"], environment: stage.place.environment).status == 0)
  }

  /// Meta brings the old post again; then the customer writes for the first time.
  private func repeats(_ stage: Stage) async throws {
    #expect(try await stage.meta.post(Self.post) == [200])
    #expect(try await stage.count("SELECT count(*) FROM conversation") == 2)
    #expect(try await stage.count("SELECT count(*) FROM contact WHERE phone IS NOT NULL") == 1)
    stage.meta.customerWrites(text: "Soy nuevo, \(Self.words[2])", from: Meta.phone(0), to: Workplace.numberID)
    try await stage.wait(3, "SELECT count(*) FROM conversation")
    try await stage.wait(
      1, "SELECT count(*) FROM outbox WHERE conversation = 1003 AND kind = 'acknowledgement' AND state = 'accepted'")
  }

  /// The same customer once more, by the reference, with nobody at the socket.
  private func whileStopped(_ stage: Stage, _ gateway: GatewayProcess) async throws {
    try await stage.act(1003, "actions", #"{"action":"resolve"}"#)
    try await stage.settled()
    gateway.terminate()
    await gateway.untilEnded()
    let wamids = try await Database.texts(stage.place.database, "SELECT wamid FROM message WHERE conversation = 1003")
    let open = try await stage.forget("1002")
    #expect(open.status == 1 && open.errors.contains("#1002"))
    let done = try await stage.forget("#1003", "--json")
    #expect(done.status == 0, "\(done.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any]
    let counts = object?["counts"] as? [String: Int]
    #expect(counts?["messages"] == 1 && counts?["contacts"] == 1 && object?["is_log_empty"] as? Bool == true)
    #expect(try Self.found(Self.canaries(wamids), in: stage.place) == [])
    // Again: nothing is left to erase.
    let again = try await stage.forget("#1003")
    #expect(again.status == 0 && again.output.contains("erased 0 messages, 0 sends"))
    #expect(try await stage.forget("+525555506001").status == 1)
    #expect(try await Database.texts(stage.place.database, "PRAGMA integrity_check") == ["ok"])
  }

  @Test("digests of forgotten messages go after eight days, whatever the rules keep")
  func terms() {
    let now = Timestamp(seconds: 1_795_449_600)
    #expect(RetentionTerms(RetentionSettings()).cutoff(of: .forgotten, at: now) == now.adding(seconds: -691_200))
  }

  private static func whileRunning(_ body: @escaping @Sendable (Stage, GatewayProcess) async throws -> Void)
    async throws
  {
    let (place, meta) = (try Workplace(), try Meta.server(customers: 2))
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "4s", steps: "{ at: due, tell: lead }", quietWindow: "1s",
        closing: "{ satisfaction: { ask: true } }")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      defer { Task { await gateway.kill9() } }
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
      let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
      try await body(Stage(place: place, meta: meta, port: port, token: token), gateway)
    }
  }
}

extension ForgetTests.Stage {
  /// Ids of all that went to and fro with the first customer.
  fileprivate func resolvedAndRated() async throws -> Set<String> {
    try await act(1001, "messages", #"{"text":"Con gusto, señor Canario: murcielago."}"#)
    try await settled()
    try await act(1001, "actions", #"{"action":"resolve"}"#)
    try await wait(1, "SELECT count(*) FROM outbox WHERE kind = 'survey' AND state = 'accepted'")
    meta.customerWrites(text: "5", from: Meta.phone(0), to: Workplace.numberID)
    try await wait(1, "SELECT count(*) FROM survey WHERE CAST(body AS TEXT) ->> '$.rating' = 5")
    try await settled()
    return try await Database.texts(
      place.database,
      """
      SELECT wamid FROM message WHERE conversation = 1001 UNION ALL
      SELECT wamid FROM outbox WHERE conversation = 1001 AND is_to_contact AND wamid IS NOT NULL
      """)
  }
}
