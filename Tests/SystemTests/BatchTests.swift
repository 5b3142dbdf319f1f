import Foundation
import Sandbox
import SandboxHTTP
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What Meta gathers into one POST after an outage. Runs by itself, because it measures time.
@Suite(.serialized) struct BatchTests {
  /// Meta waits longer; whoever takes this long would be one of the slowest receivers it knows. The figure that is
  /// printed tells how much room there is, in a debug build.
  private static let mostSeconds = 5.0

  @Test("one POST brings 1000 new customers: one 200, a conversation for each, and in time")
  func thousand() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 1000)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "10s")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let now = Int64(Date().timeIntervalSince1970)
      let messages = (0..<1000).map {
        Meta.message(text: "Hola 🙂", from: Meta.phone($0), wamid: "wamid.T\($0)", at: now)
      }
      let body = Meta.webhook(messages: messages, from: Meta.phone(0))
      let began = ContinuousClock.now
      #expect(try await meta.post(body) == [200])
      let took = (ContinuousClock.now - began) / .seconds(1)
      // Meta did not hear the answer and brings it all again.
      #expect(try await meta.post(body) == [200])
      await gateway.kill9()
      #expect(took < Self.mostSeconds)
      #expect(try await Database.count(place.database, "SELECT count(*) FROM message") == 1000)
      #expect(try await Database.count(place.database, "SELECT count(DISTINCT contact) FROM conversation") == 1000)
      #expect(try await Database.count(place.database, "SELECT count(*) FROM envelope") == 1)
      print("figure: 1000 new customers in one POST of \(body.count) bytes: 200 after \(took.rounded(places: 2)) s")
    }
  }

  /// Three times what a number sends, from as many connections as Meta opens at once.
  private static let (callers, postsASecond, seconds) = (64, 240, 5)

  @Test(
    "64 callers at three times the rate of sending: half have their 200 in 250 ms and 99 of 100 in a second, while Meta cannot be reached"
  )
  func latency() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    // Nothing listens there: whoever asked Meta before answering would not answer.
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = Self.callers
    let session = URLSession(configuration: configuration)
    let each = Self.postsASecond * Self.seconds / Self.callers
    let pause = Duration.seconds(Self.seconds) / each
    let began = ContinuousClock.now
    let answers = try await withThrowingTaskGroup(of: [(status: Int, took: Duration)].self) { group in
      for caller in 0..<Self.callers {
        group.addTask {
          var answers: [(status: Int, took: Duration)] = []
          for turn in 0..<each {
            // Evenly spread, and no caller waits for another.
            let at = began + pause * turn + pause / Self.callers * caller
            try await Task.sleep(until: at, clock: .continuous)
            let text = Meta.message(
              text: "Hola", from: Meta.phone(caller), wamid: "wamid.L\(caller)-\(turn)",
              at: Int64(Date().timeIntervalSince1970))
            let body = Meta.webhook(messages: [text], from: Meta.phone(caller))
            var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)/webhooks/whatsapp")!)
            request.httpMethod = "POST"
            request.httpBody = Data(body)
            request.setValue(
              HMAC.signature(secret: Workplace.appSecret, body: body), forHTTPHeaderField: "X-Hub-Signature-256")
            let sent = ContinuousClock.now
            let (_, response) = try await session.data(for: request)
            answers.append(((response as? HTTPURLResponse)?.statusCode ?? 0, ContinuousClock.now - sent))
          }
          return answers
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    await gateway.kill9()
    #expect(answers.count == each * Self.callers)
    #expect(answers.allSatisfy { $0.status == 200 })
    let took = answers.map { $0.took / .milliseconds(1) }.sorted()
    let (half, most) = (took[took.count / 2], took[took.count * 99 / 100])
    print(
      "figure: \(answers.count) posts of 64 callers in \(Self.seconds) s: p50 \(half.rounded(places: 1)) ms, p99 \(most.rounded(places: 1)) ms"
    )
    #expect(half <= 250)
    #expect(most <= 1000)
    #expect(try await Database.count(place.database, "SELECT count(*) FROM message") == answers.count)
  }
}

extension Double {
  fileprivate func rounded(places: Int) -> String { String(format: "%.\(places)f", self) }
}
