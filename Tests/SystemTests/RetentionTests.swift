import BusinessTime
import CurlClient
import Foundation
import Gateway
import Helpdesk
import Logging
import Rulebook
import SQLiteStore
import Sandbox
import SandboxHTTP
import ServiceLifecycle
import Testing

@testable import acuse

/// What is erased when, on a clock that the test moves by years: messages come in as signed webhooks, a person answers
/// over the API, and another program looks into the file.
@Suite(.serialized) struct RetentionTests {
  private static let day: Int64 = 86_400
  private static let start = Timestamp(seconds: 1_795_449_600)

  @Test(
    "each kind is there at its age to the millisecond and gone a millisecond later; a repeated delivery is known for eight days more, and who waits loses nothing"
  )
  func terms() async throws {
    try await Stage.whileRunning(at: Self.start) { stage in
      let a = try await stage.writes(0)
      try await stage.has(0, messages: 1)
      try await stage.reply(in: 1001)
      try await stage.has(0, messages: 2)
      let b = try await stage.writes(1)
      try await stage.has(1, messages: 1)
      try await stage.waitForStatuses(6)
      let clocks = (try await stage.clocks(of: 1001), try await stage.clocks(of: 1002))
      // All that has come in so far came in at the start or in the seconds after it.
      let last = stage.clock.now() - Self.start

      // Statuses: three days.
      let slices = "SELECT count(*) FROM journal WHERE kind = 'item' AND is_status = 1"
      let items = "SELECT count(*) FROM journal WHERE kind = 'item' AND is_status = 0"
      let early = "\(slices) AND at <= \((Self.start.milliseconds + last))"
      #expect(try await stage.count(early) >= 6)
      try await stage.purge(after: 3 * Self.day, plus: 0)
      #expect(try await stage.count(early) >= 6)
      try await stage.purge(after: 3 * Self.day, plus: last + 1)
      #expect(try await stage.count(slices) == 0)
      #expect(try await stage.count(items) == 2)

      // Raw bodies: thirty days.
      let raw = "SELECT count(*) FROM envelope WHERE received_at = \(Self.start.milliseconds)"
      try await stage.purge(after: 30 * Self.day, plus: 0)
      #expect(try await stage.count(raw) == 1)
      try await stage.purge(after: 30 * Self.day, plus: 1)
      #expect(try await stage.count(raw) == 0)
      try await stage.purge(after: 30 * Self.day, plus: last + 1)
      #expect(try await stage.count(items) == 0)

      // Texts: 365 days. Who has an answer loses them, who waits does not.
      let text = "SELECT count(*) FROM message WHERE wamid = '\(a.wamid)' AND text IS NOT NULL"
      let sent = "SELECT count(*) FROM outbox WHERE conversation = 1001 AND CAST(body AS TEXT) LIKE '%\"freeForm\"%'"
      try await stage.purge(after: 365 * Self.day, plus: 0)
      #expect(try await stage.count(text) == 1)
      #expect(try await stage.count(sent) == 2)
      try await stage.purge(after: 365 * Self.day, plus: 1)
      #expect(try await stage.count(text) == 0)
      try await stage.purge(after: 365 * Self.day, plus: last + 1)
      #expect(try await stage.count(sent) == 0)
      #expect(
        try await stage.count("SELECT count(*) FROM message WHERE wamid = '\(b.wamid)' AND text IS NOT NULL") == 1)

      // Eight days more: the message is known again.
      try await stage.purge(after: 373 * Self.day, plus: 0)
      #expect(try await stage.sandbox.post(a.body) == [200])
      #expect(try await stage.count("SELECT count(*) FROM message") == 2)
      #expect(try await stage.count("SELECT count(*) FROM conversation") == 2)
      try await stage.purge(after: 373 * Self.day, plus: last + 1)
      #expect(try await stage.count("SELECT count(*) FROM message WHERE wamid = '\(a.wamid)'") == 0)
      #expect(try await stage.count("SELECT count(*) FROM outbox WHERE conversation = 1001") == 0)
      #expect(try await stage.count("SELECT count(*) FROM message WHERE wamid = '\(b.wamid)'") == 1)

      // The record: 730 days.
      let record = "SELECT count(*) FROM timeline WHERE conversation ="
      #expect(try await stage.count("\(record) 1001") > 0)
      try await stage.purge(after: 730 * Self.day, plus: last + 1)
      #expect(try await stage.count("\(record) 1001") == 0)
      #expect(try await stage.count("\(record) 1002") > 0)

      // No clock lost anything; the one that waits was broken meanwhile, at its own time.
      #expect(try await stage.clocks(of: 1001) == clocks.0)
      #expect(
        try await stage.clocks(of: 1002).map { $0.prefix { $0 != " " } } == clocks.1.map { $0.prefix { $0 != " " } })
      #expect(try await Database.texts(stage.place.database, "PRAGMA integrity_check") == ["ok"])
    }
  }

  @Test("while the gateway runs it erases by itself, batch after batch, and goes on receiving")
  func byItself() async throws {
    try await Stage.whileRunning(at: Self.start, purges: true) { stage in
      for post in 0..<5 { try await stage.post((0..<95).map { stage.message("W\(post).\($0)", from: 2) }, from: 2) }
      stage.clock.move(to: Self.start.adding(seconds: 31 * Self.day))
      try await stage.passing {
        try await stage.post([stage.message("L\(stage.clock.now().seconds)", from: 1)], from: 1)
        return try await stage.count(
          "SELECT count(*) FROM journal WHERE at < \(Self.start.milliseconds + 86_400_000)") == 0
      }
    }
  }

  @Test("no transaction erases more than 200 rows, however many have come together")
  func batches() async throws {
    try await Stage.whileRunning(at: Self.start) { stage in
      for post in 0..<10 {
        let messages = (0..<95).map { stage.message("W\(post).\($0)", from: 2) }
        try await stage.post(messages, from: 2)
      }
      stage.clock.move(to: Self.start.adding(seconds: 31 * Self.day))
      var batches: [(rows: Int, took: Duration)] = []
      let post = try await ContinuousClock().measure { try await stage.post([stage.message("X", from: 1)], from: 1) }
      while true {
        let began = ContinuousClock.now
        guard let rows = try await stage.gateway.retention.step() else { break }
        batches.append((rows, .now - began))
      }
      #expect(batches.map(\.rows).max() == 200)
      #expect(batches.map(\.rows).reduce(0, +) >= 960)
      #expect(try await stage.count("SELECT count(*) FROM journal WHERE kind = 'item'") == 1)
      let full = batches.filter { $0.rows == 200 }.map(\.took).sorted()
      print(
        """
        figure: a batch of 200 rows took \(full[full.count / 2] / .microseconds(1)) µs at the median with its sync, \
        the post of a webhook at that moment \(post / .microseconds(1)) µs
        """)
    }
  }
}

/// The gateway in this process; the purge waits to be asked, unless a test wants it to run.
private struct Stage: Sendable {
  let sandbox: SandboxServer
  let clock: StepClock
  let gateway: RunningGateway
  let place: Workplace
  let port: Int
  let token: String
  let start: Timestamp

  static func whileRunning(
    at start: Timestamp, purges: Bool = false, _ body: @escaping @Sendable (Stage) async throws -> Void
  ) async throws {
    let clock = StepClock(at: start)
    let sandbox = SandboxServer(
      SandboxConfiguration(appSecret: Workplace.appSecret, verifyToken: Workplace.verifyToken),
      rules: try Meta.rules(customers: 3),
      clock: SandboxClock(now: { clock.now() }, sleep: { try await clock.sleep(until: $0) }))
    try await sandbox.whileRunning { sandbox in
      let place = try Workplace()
      let (ports, heard) = AsyncStream.makeStream(of: Int.self)
      let gateway = try Self.gateway(in: place, graphURL: await sandbox.baseURL(), clock: clock) { heard.yield($0) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for service in gateway.services where purges || !(service is RetentionService) {
          group.addTask { try await service.run() }
        }
        defer { group.cancelAll() }
        let port = try #require(await ports.first { _ in true })
        sandbox.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
        let token = try await gateway.tokens.create(for: .person("ana"), role: .agent).token
        try await body(
          Stage(
            sandbox: sandbox, clock: clock, gateway: gateway, place: place, port: port, token: token, start: start))
      }
    }
  }

  private static func gateway(
    in place: Workplace, graphURL: String, clock: StepClock, bound: @escaping @Sendable (Int) async -> Void
  ) throws -> RunningGateway {
    try place.writeRules(graphURL: graphURL, port: 0)
    let yaml =
      try String(contentsOfFile: place.config, encoding: .utf8)
      + "\nretention: { messages: 365d, raw: 30d, timeline: 730d }\n"
    let texts = try TextLibrary.load(from: try #require(TextLibrary.locate(config: place.config)))
    let loaded = RulesFile.load(
      text: yaml, file: place.config, environment: [:],
      context: LoadContext(
        today: CivilDate(year: 2026, month: 11, day: 23)!, messageTemplates: texts.names, checksSecrets: false))
    #expect(loaded.warnings.isEmpty)
    return RunningGateway(
      .init(
        settings: try #require(loaded.settings), rules: try #require(loaded.rules), texts: texts,
        lexicon: Lexicon([]),
        secrets: Secrets(
          appSecrets: [Workplace.appSecret], verifyToken: Workplace.verifyToken,
          accessTokens: ["ACUSE_ACCESS_TOKEN": Workplace.accessToken]),
        store: try SQLiteStore.open(at: place.database), clock: clock, transport: try CurlTransport(),
        mailer: CurlMailer(), crashNotes: nil,
        watchesClock: false, parseBook: { _ in nil }, logger: Logger(label: "test"), bound: bound))
  }

  func message(_ wamid: String, from customer: Int) -> String {
    Meta.message(text: "Hola \(wamid)", from: Meta.phone(customer), wamid: wamid, at: start.seconds)
  }

  func post(_ messages: [String], from customer: Int) async throws {
    #expect(try await sandbox.post(Meta.webhook(messages: messages, from: Meta.phone(customer))) == [200])
  }

  /// Somebody writes, which also opens their window at Meta; the message's id and the webhook as it was posted.
  func writes(_ customer: Int) async throws -> (wamid: String, body: [UInt8]) {
    let wamid = try #require(
      sandbox.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID))
    let body = try await sandbox.wait(upTo: .seconds(10)) { view in
      view.attempts.first { $0.status == 200 && String(decoding: $0.body, as: UTF8.self).contains(wamid) }?.body
    }
    return (wamid, body)
  }

  /// Lets the seconds pass that the quiet window, the sends and their statuses take.
  func has(_ customer: Int, messages: Int) async throws {
    try await passing { sandbox.phoneInbox(of: Meta.phone(customer)).count == messages }
  }

  func waitForStatuses(_ wanted: Int) async throws {
    try await passing { try await count("SELECT count(*) FROM journal WHERE is_status = 1") >= wanted }
  }

  func passing(until isSo: () async throws -> Bool) async throws {
    for _ in 0..<60 {
      if try await isSo() { return }
      clock.move(to: clock.now().adding(seconds: 1))
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("it did not come in a minute of the test's clock")
  }

  func reply(in ref: Int) async throws {
    let answer = try await LoopbackHTTP.post(
      port: port, "/api/v1/conversations/\(ref)/messages", token: token, body: Data(#"{"text":"Con gusto."}"#.utf8))
    #expect(answer.status == 202)
  }

  /// Moves the clock to that age of what came in at the start, and erases all that is past its time.
  func purge(after seconds: Int64, plus milliseconds: Int64) async throws {
    clock.move(to: start.adding(seconds: seconds).adding(milliseconds: milliseconds))
    while let rows = try await gateway.retention.step() { #expect(rows <= 200) }
  }

  func count(_ sql: String) async throws -> Int { try await Database.count(place.database, sql) }

  /// `first_response 2026-… met`, as the API shows them.
  func clocks(of ref: Int) async throws -> [String] {
    let detail = try await LoopbackHTTP.get(port: port, "/api/v1/conversations/\(ref)", token: token)
    return (detail.object["clocks"] as? [[String: Any]] ?? []).map { clock in
      "\(clock["clock"] ?? "")/\(clock["started_at"] ?? "")/\(clock["due_at"] ?? "") \(clock["state"] ?? "")"
    }
  }
}
