import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// SIGHUP, as whoever edits the files meets it.
@Suite(.serialized) struct ReloadTests {
  @Test(
    "changed rules count for new conversations, old ones keep theirs; a bad file changes nothing and is told line by line"
  )
  func rules() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 3)
    try await meta.whileRunning { meta in
      let (url, port) = (await meta.baseURL(), try FreePort.find())
      try place.writeRules(graphURL: url, port: port, target: "15m")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let gateway = try await GatewayProcess.start(in: place, port: port)
      let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
      let api = API(port: port, token: made.output.trimmingCharacters(in: .whitespacesAndNewlines))
      let first = try await api.rules()
      // Through Meta's own queue, so that there is a window in which the answer can arrive.
      meta.customerWrites(text: "Hola", from: Meta.phone(0), to: Workplace.numberID)
      try await meta.wait(upTo: .seconds(10)) { $0.attempts.contains { $0.status == 200 } ? () : nil }
      #expect(try await api.lengths(of: 1001) == ["first_response": [900]])

      try place.writeRules(graphURL: url, port: port, target: "45m")
      gateway.hangUp()
      try await gateway.untilLogged("rules and secrets were read anew")
      let second = try await api.rules()
      #expect(second != first)
      #expect(try await Self.write(1, "Hola", to: meta) == [200])
      #expect(try await api.lengths(of: 1002) == ["first_response": [2700]])
      // The old conversation's next clock starts after the reload, and is still the old one's. Meta counts in whole
      // seconds: what is written in the second of an answer would count as answered by it.
      #expect(try await api.reply(in: 1001) == 202)
      #expect(try await Self.write(0, "¿Y el martes?", to: meta, inSeconds: 2) == [200])
      #expect(try await api.lengths(of: 1001) == ["first_response": [900], "next_response": [900]])

      let good = try String(contentsOfFile: place.config, encoding: .utf8)
      try place.write(
        good.replacing("calendar: siempre", with: "calendar: nunca").replacing("lead: lucia", with: "lead: luisa"))
      gateway.hangUp()
      try await gateway.untilLogged("nothing was reloaded")
      let told = gateway.output.split(separator: "\n").filter { $0.contains(place.config) }
      #expect(told.count == 2)
      #expect(told.contains { $0.contains(":14:20: error: There is no person `luisa`.") }, "\(told)")
      #expect(told.contains { $0.contains(":18:15: error: There is no calendar `nunca`.") }, "\(told)")
      #expect(try await api.rules() == second)
      #expect(try await Self.write(2, "Hola", to: meta) == [200])
      #expect(try await api.lengths(of: 1003) == ["first_response": [2700]])
      #expect(!gateway.output.contains(Workplace.appSecret) && !gateway.output.contains(Workplace.accessToken))
      await gateway.kill9()
    }
  }

  @Test("a case that waits already is counted once the rules say for how long: at the next start, and at SIGHUP")
  func waitsCounted() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 2)
    try await meta.whileRunning { meta in
      let (url, port) = (await meta.baseURL(), try FreePort.find())
      let counted = "{ waiting_customer: { remind_after: 30m, resolve_after: 1h } }"
      try place.writeRules(graphURL: url, port: port, closing: "{}")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let gateway = try await GatewayProcess.start(in: place, port: port)
      let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
      let api = API(port: port, token: made.output.trimmingCharacters(in: .whitespacesAndNewlines))
      #expect(try await Self.write(0, "Hola", to: meta) == [200])
      #expect(try await api.wait(for: 1001) == 200)
      #expect(try await api.secondsUntilReminded(1001) == nil)
      await gateway.kill9()

      try place.writeRules(graphURL: url, port: port, closing: counted)
      let second = try await GatewayProcess.start(in: place, port: port)
      let seconds = try await api.untilCounted(1001)
      #expect(seconds > 1740 && seconds <= 1800)

      try place.writeRules(graphURL: url, port: port, closing: "{}")
      second.hangUp()
      try await second.untilLogged("rules and secrets were read anew")
      #expect(try await Self.write(1, "Hola", to: meta) == [200])
      #expect(try await api.wait(for: 1002) == 200)
      #expect(try await api.secondsUntilReminded(1002) == nil)
      try place.writeRules(graphURL: url, port: port, closing: counted)
      second.hangUp()
      #expect(try await api.untilCounted(1002) > 1740)
      await second.kill9()
    }
  }

  @Test("an admin's POST reads the files as SIGHUP does, and answers with the version or with every problem")
  func byAPI() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    let order = ["tokens", "create", "--person", "ana", "--role", "admin"]
    let made = try await Binary.run(order, environment: place.environment)
    let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    func reload() async throws -> LoopbackHTTP.Answer {
      try await LoopbackHTTP.post(port: port, "/api/v1/policies/reload", token: token, body: Data())
    }
    func version() async throws -> String? {
      try await LoopbackHTTP.get(port: port, "/readyz").object["rules"] as? String
    }
    let first = try #require(try await version())
    let same = try await reload()
    #expect(same.status == 200)
    #expect(same.object["version"] as? String == first)

    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port, target: "45m")
    let changed = try await reload()
    #expect(changed.status == 200)
    #expect(changed.object["version"] as? String != first)
    #expect(changed.object["version"] as? String == (try await version()))

    let good = try String(contentsOfFile: place.config, encoding: .utf8)
    try place.write(
      good.replacing("calendar: siempre", with: "calendar: nunca").replacing("lead: lucia", with: "lead: luisa"))
    let refused = try await reload()
    #expect(refused.status == 422)
    let problems = refused.object["problems"] as? [String] ?? []
    #expect(problems.count == 2)
    #expect(problems.contains { $0.contains("There is no person `luisa`.") }, "\(problems)")
    #expect(try await version() == changed.object["version"] as? String)
    await gateway.kill9()
  }

  @Test("a refused reload stands in readyz and in the figures until one is taken over")
  func refusalIsSeen() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    let good = try String(contentsOfFile: place.config, encoding: .utf8)
    /// `degraded`, the last reload's success, and the time of what is in force.
    func seen() async throws -> (degraded: [String], successful: String, readAt: Int) {
      let ready = try await LoopbackHTTP.get(port: port, "/readyz")
      #expect(ready.status == 200)
      let lines = try await LoopbackHTTP.get(port: port, "/metrics").text.split(separator: "\n")
      func figure(_ name: String) -> String {
        lines.first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) } ?? "none"
      }
      return (
        ready.object["degraded"] as? [String] ?? [], figure("acuse_last_reload_successful"),
        Int(Double(figure("acuse_last_reload_success_timestamp_seconds")) ?? 0)
      )
    }
    let first = try await seen()
    #expect(first.degraded == [])
    #expect(first.successful == "1")
    #expect(abs(first.readAt - Int(Self.now())) < 60)

    try place.write(good.replacing("lead: lucia", with: "lead: luisa"))
    gateway.hangUp()
    try await gateway.untilLogged("nothing was reloaded")
    // The log comes first, the figure a moment later.
    for _ in 0..<100 where try await seen().successful == "1" { try await Task.sleep(for: .milliseconds(20)) }
    let refused = try await seen()
    #expect(refused.degraded == ["reload_refused"])
    #expect(refused.successful == "0")
    #expect(refused.readAt == first.readAt)

    try await Task.sleep(for: .seconds(1.1))
    try place.write(good)
    gateway.hangUp()
    try await gateway.untilLogged("rules and secrets were read anew")
    for _ in 0..<100 where try await seen().successful == "0" { try await Task.sleep(for: .milliseconds(20)) }
    let taken = try await seen()
    #expect(taken.degraded == [])
    #expect(taken.successful == "1")
    #expect(taken.readAt > first.readAt)
    await gateway.kill9()
  }

  @Test("after an access token that has run out, a hangup with the same one changes nothing, with another it sends")
  func tokenRunOut() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 1)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let files = try SecretFiles(in: place)
      func write(_ access: String) throws {
        try files.write(app: Workplace.appSecret, verify: Workplace.verifyToken, access: access)
      }
      try write("run-out-access")
      let gateway = try await GatewayProcess.start(in: place, port: port, environment: files.environment)
      func isBroken() async throws -> Bool {
        let ready = try await LoopbackHTTP.get(port: port, "/readyz")
        return (ready.object["degraded"] as? [String] ?? []).contains("breaker_open")
      }
      meta.customerWrites(text: "Hola", from: Meta.phone(0), to: Workplace.numberID)
      try await gateway.untilLogged("Meta refused, and somebody has to act")
      for _ in 0..<200 where try await !isBroken() { try await Task.sleep(for: .milliseconds(20)) }

      gateway.hangUp()
      try await gateway.untilLogged("rules and secrets were read anew")
      try await Task.sleep(for: .seconds(2))
      #expect(try await isBroken())
      #expect(gateway.count(of: "Meta refused, and somebody has to act") == 1)

      // The probe would go a minute after the refusal; it arrives well before.
      try write(Workplace.accessToken)
      gateway.hangUp()
      _ = try await meta.phoneInbox(of: Meta.phone(0), count: 1, upTo: .seconds(20))
      for _ in 0..<200 where try await isBroken() { try await Task.sleep(for: .milliseconds(20)) }
      #expect(try await !isBroken())
      await gateway.kill9()
    }
  }

  @Test("an address and a database that have changed are said in the log and wait for the next start")
  func waits() async throws {
    let place = try Workplace()
    let (port, other) = (try FreePort.find(), try FreePort.find())
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: other, database: "elsewhere.db")
    gateway.hangUp()
    try await gateway.untilLogged("rules and secrets were read anew")
    #expect(gateway.output.contains("`listen` has changed"))
    #expect(gateway.output.contains("`database` has changed"))
    #expect(try await LoopbackHTTP.get(port: port, "/readyz").status == 200)
    #expect(!FileManager.default.fileExists(atPath: place.folder + "/elsewhere.db"))
    await gateway.kill9()
  }

  @Test("secrets are rotated under load and no webhook is refused; a file that is gone changes nothing")
  func secrets() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 7)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let files = try SecretFiles(in: place)
      let gateway = try await GatewayProcess.start(in: place, port: port, environment: files.environment)
      let storm = Storm(meta: meta, seed: SeededGenerator.seed())
      async let storming: Void = storm.run(customers: 0..<6)

      // Both hold, then the new one alone; Meta signs with the old one until the first step is done.
      try files.write(app: "next-secret,\(Workplace.appSecret)", verify: "next-verify", access: "next-access")
      let before = storm.taken.count
      gateway.hangUp()
      try await gateway.untilLogged("rules and secrets were read anew")
      while storm.taken.count < before + 50 { try await Task.sleep(for: .milliseconds(10)) }
      storm.stop()
      await storming
      #expect(Set(storm.statuses.keys) == [200])
      let body = Meta.webhook(text: "Hola", from: Meta.phone(6), wamid: "wamid.N1", at: Self.now())
      #expect(try await meta.post(body, signed: .with(secret: "next-secret")) == [200])
      #expect(try await meta.post(body, signed: .with(secret: "third-secret")) == [401])
      #expect(try await meta.handshake(challenge: "1158201444", verifyToken: "next-verify").body == "1158201444")
      #expect(try await meta.handshake(challenge: "1158201444").status == 403)

      // Meta knows the new access token alone from here on: only by it can an acknowledgement arrive.
      meta.rules { rules, _ in
        guard var number = rules.number(Workplace.numberID) else { return }
        number.accessTokens = ["next-access"]
        rules.add(number)
      }
      let late = Meta.webhook(text: "Buenas", from: Meta.phone(6), wamid: "wamid.N2", at: Self.now())
      #expect(try await meta.post(late, signed: .with(secret: "next-secret")) == [200])
      _ = try await meta.phoneInbox(of: Meta.phone(6), count: 1, upTo: .seconds(20))

      try files.write(app: "next-secret", verify: "next-verify", access: "next-access")
      let reloads = gateway.count(of: "rules and secrets were read anew")
      gateway.hangUp()
      try await gateway.untilLogged("rules and secrets were read anew", times: reloads + 1)
      #expect(try await meta.post(body, signed: .rightly) == [401])
      #expect(try await meta.post(body, signed: .with(secret: "next-secret")) == [200])

      try FileManager.default.removeItem(atPath: files.app)
      gateway.hangUp()
      try await gateway.untilLogged("cannot read the file that ACUSE_APP_SECRET_FILE names.")
      #expect(try await meta.post(body, signed: .with(secret: "next-secret")) == [200])
      #expect(!gateway.output.contains("next-"))
      await gateway.kill9()
    }
  }

  private static func now() -> Int64 { Int64(Date().timeIntervalSince1970) }

  private static func write(_ customer: Int, _ text: String, to meta: SandboxServer, inSeconds: Int64 = 0) async throws
    -> [Int]
  {
    let wamid = "wamid.\(UUID().uuidString)"
    return try await meta.post(
      Meta.webhook(text: text, from: Meta.phone(customer), wamid: wamid, at: now() + inSeconds))
  }

  /// What a person sees over the API.
  private struct API {
    let port: Int
    let token: String

    func rules() async throws -> String {
      try #require(try await LoopbackHTTP.get(port: port, "/readyz").object["rules"] as? String)
    }

    /// Seconds from start to due time of the human clocks, by clock.
    func lengths(of ref: Int) async throws -> [String: [Int64]] {
      let detail = try await LoopbackHTTP.get(port: port, "/api/v1/conversations/\(ref)", token: token)
      var lengths: [String: [Int64]] = [:]
      for clock in detail.object["clocks"] as? [[String: Any]] ?? [] {
        guard let kind = clock["clock"] as? String, kind != "acknowledgement",
          let start = seconds(clock["started_at"]), let due = seconds(clock["due_at"])
        else { continue }
        lengths[kind, default: []].append(due - start)
      }
      return lengths
    }

    /// We wait for the customer.
    func wait(for ref: Int) async throws -> Int {
      try await LoopbackHTTP.post(
        port: port, "/api/v1/conversations/\(ref)/actions", token: token,
        body: Data(#"{"action":"wait_customer"}"#.utf8)
      ).status
    }

    func secondsUntilReminded(_ ref: Int) async throws -> Int64? {
      let detail = try await LoopbackHTTP.get(port: port, "/api/v1/conversations/\(ref)", token: token)
      return seconds(detail.object["reminds_at"]).map { $0 - Int64(Date.now.timeIntervalSince1970) }
    }

    func untilCounted(_ ref: Int) async throws -> Int64 {
      for _ in 0..<100 {
        if let seconds = try await secondsUntilReminded(ref) { return seconds }
        try await Task.sleep(for: .milliseconds(100))
      }
      return 0
    }

    func reply(in ref: Int) async throws -> Int {
      try await LoopbackHTTP.post(
        port: port, "/api/v1/conversations/\(ref)/messages", token: token,
        body: Data(#"{"text":"Mañana a las 9."}"#.utf8)
      ).status
    }

    private func seconds(_ value: Any?) -> Int64? {
      (value as? String).flatMap { ISO8601DateFormatter().date(from: $0) }.map { Int64($0.timeIntervalSince1970) }
    }
  }

  /// Secrets in files, as a secret store lays them down.
  private struct SecretFiles {
    let app: String
    let verify: String
    let access: String

    init(in place: Workplace) throws {
      (app, verify, access) = (place.folder + "/app", place.folder + "/verify", place.folder + "/access")
      try write(app: Workplace.appSecret, verify: Workplace.verifyToken, access: Workplace.accessToken)
    }

    /// The variables themselves are empty, and that counts as not set.
    var environment: [String: String] {
      [
        "ACUSE_APP_SECRET": "", "ACUSE_APP_SECRET_FILE": app, "ACUSE_VERIFY_TOKEN": "",
        "ACUSE_VERIFY_TOKEN_FILE": verify, "ACUSE_ACCESS_TOKEN": "", "ACUSE_ACCESS_TOKEN_FILE": access,
      ]
    }

    func write(app: String, verify: String, access: String) throws {
      for (path, text) in [(self.app, app), (self.verify, verify), (self.access, access)] {
        try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      }
    }
  }
}
