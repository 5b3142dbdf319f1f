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

/// The promise in the text is the due time of the clock, and both are what `acuse deadline` says. Runs by itself: the
/// gateway is in this process, on a clock that moves when the test says so, and others would starve it.
@Suite(.serialized) struct PromiseTests {
  /// Mondays to Saturdays with lunch, Chile's holidays and its two changes of daylight saving in a year of arrivals.
  private static let rules = """
    gateway: { listen: "127.0.0.1:0", database: "sqlite:acuse.db" }
    meta: { graph_url: "GRAPH", graph_version: v26.0 }
    numbers:
      - { phone_number_id: "106540352242922", waba_id: "102290129340398", display: "+56 2 5555 1234", name: Soporte,
          language: es_CL, team: soporte, throughput: 1000, access_token: ACUSE_ACCESS_TOKEN }
    calendars:
      oficina:
        timezone: America/Santiago
        week: { mon-fri: ["08:30-13:00", "14:15-18:00"], sat: "10:00-13:00" }
        holidays: cl
        dates: { 2026-12-24: "08:30-12:00", 2026-12-26: closed }
    people:
      lucia: { name: Lucía Paz, whatsapp: "+56955503333", language: es, timezone: America/Santiago, roles: management }
    teams:
      soporte: { lead: lucia }
    policies:
      - name: general
        calendar: oficina
        acknowledge: { open: ack, closed: ack_closed, late: ack_late }
        clocks:
          first_response: { target: 47m, ladder: [{ at: due, tell: lead }] }
    """

  /// 500 arrivals, 17 h 23 min 11 s apart: every hour of the day, every day of the week, for a year.
  private static let arrivals: [Timestamp] = (0..<500).map {
    Timestamp(seconds: 1_772_000_000 + Int64($0) * (17 * 3600 + 23 * 60 + 11))
  }

  @Test("for 500 signed arrivals, each at its own time, text, clock and `acuse deadline` promise the same minute")
  func promises() async throws {
    let clock = StepClock(at: Self.arrivals[0])
    let configuration = SandboxConfiguration(appSecret: Workplace.appSecret, verifyToken: Workplace.verifyToken)
    let sandboxClock = SandboxClock(now: { clock.now() }, sleep: { try await clock.sleep(until: $0) })
    let sandbox = SandboxServer(
      configuration, rules: try Meta.rules(customers: Self.arrivals.count), clock: sandboxClock)
    let texts = try await sandbox.whileRunning { sandbox in
      let stage = try await Stage(sandbox: sandbox, clock: clock, rules: Self.rules)
      return try await stage.whileRunning { try await $0.promises(at: Self.arrivals) }
    }
    #expect(texts.count == 500)
    let deadlines = try await deadlines()
    #expect(deadlines.count == 500)
    var closed = 0
    for (promise, deadline) in zip(texts, deadlines) {
      #expect(promise.due == deadline)
      #expect(promise.said == Self.roundedUp(deadline), "«\(promise.text)» for \(deadline)")
      #expect(promise.day == Self.day(of: deadline, from: promise.arrival), "«\(promise.text)» for \(deadline)")
      if promise.text.contains("fuera de nuestro horario") { closed += 1 }
    }
    // Both kinds must have been there, or the arrivals were badly chosen.
    #expect((100...400).contains(closed))
    print("figure: 500 promises kept to the minute, \(closed) of them made outside hours")
  }

  /// One run of the real command for all arrivals.
  private func deadlines() async throws -> [String] {
    let place = try Workplace()
    try place.write(Self.rules.replacing("GRAPH", with: "http://127.0.0.1:9"))
    let times = Self.arrivals.map { $0.rfc3339(in: .utc) }.joined(separator: "\n") + "\n"
    let finished = try await Binary.run(
      ["deadline", "--config", place.config, "--calendar", "oficina", "--from", "-", "--target", "47m"], input: times)
    #expect(finished.status == 0, "\(finished.errors)")
    return finished.output.split(separator: "\n").map(String.init)
  }

  /// How the day of a due time is named on the day of the arrival: not at all, «mañana», or by its weekday. Chile's
  /// calendar is Foundation's here, and nothing of the gateway's.
  private static func day(of rfc3339: String, from arrival: Timestamp) -> String? {
    var chile = Calendar(identifier: .gregorian)
    chile.timeZone = TimeZone(identifier: "America/Santiago")!
    // Noons of UTC: a day that the clock changes is shorter or longer, and one has no midnight.
    var days = Calendar(identifier: .gregorian)
    days.timeZone = .gmt
    var today = chile.dateComponents(
      [.year, .month, .day], from: Date(timeIntervalSince1970: Double(arrival.seconds)))
    today.hour = 12
    let numbers = rfc3339.prefix(10).split(separator: "-").map { Int($0)! }
    let due = days.date(from: DateComponents(year: numbers[0], month: numbers[1], day: numbers[2], hour: 12))!
    switch days.dateComponents([.day], from: days.date(from: today)!, to: due).day! {
    case 0: return nil
    case 1: return "mañana"
    case _:
      let names = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"]
      return "el " + names[days.component(.weekday, from: due) - 1]
    }
  }

  /// `2026-11-23T09:14:30-03:00` is promised as `9:15`.
  private static func roundedUp(_ rfc3339: String) -> String {
    let clock = rfc3339.dropFirst(11).prefix(8).split(separator: ":").map { Int($0)! }
    let minutes = clock[0] * 60 + clock[1] + (clock[2] > 0 ? 1 : 0)
    return "\(minutes / 60):" + String(minutes % 60 + 100).dropFirst()
  }
}

/// The gateway in this process on a clock of the test's, with everything else real.
private struct Stage: Sendable {
  struct NoText: Error {}
  struct NotFound: Error {}

  struct Promise: Sendable {
    var text: String
    var arrival: Timestamp
    /// `9:15`, as it stands in the text.
    var said: String
    /// «mañana» or «el lunes», as it stands before the time; nil for today.
    var day: String?
    /// As the API shows the clock's due time.
    var due: String
  }

  let sandbox: SandboxServer
  let clock: StepClock
  let gateway: RunningGateway
  let place: Workplace
  private let port = Port()

  init(sandbox: SandboxServer, clock: StepClock, rules: String) async throws {
    self.sandbox = sandbox
    self.clock = clock
    place = try Workplace()
    let yaml = rules.replacing("GRAPH", with: await sandbox.baseURL())
    let templates = try #require(TextLibrary.locate(config: place.config))
    let texts = try TextLibrary.load(from: templates)
    let loaded = RulesFile.load(
      text: yaml, file: place.config, environment: [:],
      context: LoadContext(
        today: CivilDate(year: 2026, month: 6, day: 1)!, messageTemplates: texts.names, checksSecrets: false))
    let port = port
    gateway = RunningGateway(
      .init(
        settings: try #require(loaded.settings), rules: try #require(loaded.rules), texts: texts,
        lexicon: Lexicon([]),
        secrets: Secrets(
          appSecrets: [Workplace.appSecret], verifyToken: Workplace.verifyToken,
          accessTokens: ["ACUSE_ACCESS_TOKEN": Workplace.accessToken]),
        store: try SQLiteStore.open(at: place.database), clock: clock, transport: try CurlTransport(),
        mailer: CurlMailer(),
        crashNotes: nil, watchesClock: false, parseBook: { _ in nil }, logger: Logger(label: "test"),
        bound: { await port.set($0) }))
  }

  func whileRunning<R: Sendable>(_ body: @Sendable (Stage) async throws -> R) async throws -> R {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for service in gateway.services { group.addTask { try await service.run() } }
      defer { group.cancelAll() }
      let bound = await port.value()
      sandbox.connect(to: CallbackURL("http://127.0.0.1:\(bound)/webhooks/whatsapp"))
      return try await body(self)
    }
  }

  /// Waits for it, and lets a second pass whenever it does not come: a clock does not stand still for ever, and both
  /// Meta's repeats and the sender's next look, when something waits for its recipient, go by it. No promise depends
  /// on when it is made.
  private func find<Value: Sendable>(_ look: @escaping @Sendable (SandboxView) -> Value?) async throws -> Value {
    for _ in 0..<15 {
      do {
        return try await sandbox.wait(upTo: .seconds(2), until: look)
      } catch is SandboxServer.TimedOut {
        clock.move(to: clock.now().adding(seconds: 1))
      }
    }
    throw NotFound()
  }

  func promises(at arrivals: [Timestamp]) async throws -> [Promise] {
    let token = try await gateway.tokens.create(for: .person("lucia"), role: .agent).token
    let bound = await port.value()
    var promises: [Promise] = []
    for (index, arrival) in arrivals.enumerated() {
      clock.move(to: arrival)
      let id = try #require(sandbox.customerWrites(text: "Hola", from: Meta.phone(index), to: Workplace.numberID))
      // Only the last few are looked at: what came before concerns other customers.
      try await find { view in
        let isTaken = view.attempts.suffix(8).contains {
          $0.status == 200 && String(decoding: $0.body, as: UTF8.self).contains(id)
        }
        return isTaken ? () : nil
      }
      clock.move(to: arrival.adding(seconds: 2))
      let to = "+\(Meta.phone(index))"
      let request = try await find { view in
        view.requests.suffix(8).first { $0.json?["to"] == .string(to) }
      }
      guard case .string(let text) = request.json?["text"]?["body"] else { throw NoText() }
      let said = try #require(text.firstMatch(of: /(?:(mañana|el \p{L}+) )?antes de las? (\d{1,2}:\d{2})/)).output
      let detail = try await LoopbackHTTP.get(port: bound, "/api/v1/conversations/\(1001 + index)", token: token)
      let clocks = detail.object["clocks"] as? [[String: Any]] ?? []
      let due = clocks.first { $0["clock"] as? String == "first_response" }?["due_at"] as? String
      promises.append(
        Promise(
          text: text, arrival: arrival, said: String(said.2), day: said.1.map(String.init), due: try #require(due)))
    }
    return promises
  }
}

/// Where the server listens, once it does.
private actor Port {
  private var port: Int?
  private var waiting: [CheckedContinuation<Int, Never>] = []

  func set(_ port: Int) {
    self.port = port
    for continuation in waiting { continuation.resume(returning: port) }
    waiting = []
  }

  func value() async -> Int {
    if let port { return port }
    return await withCheckedContinuation { waiting.append($0) }
  }
}
