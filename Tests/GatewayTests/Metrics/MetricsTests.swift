import BusinessTime
import Gateway
import Helpdesk
import MetricsTestKit
import Testing

@Suite("figures")
struct MetricsTests {
  @Test("an alarm's lateness counts from its time, an acknowledgement's from the customer's message to acceptance")
  func latencies() async throws {
    let (metrics, house) = Self.house()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      // The quiet window is two seconds.
      house.clock.advance(milliseconds: 3500)
      #expect(try await house.alarms.step() == 1)
      house.clock.advance(milliseconds: 1250)
      #expect(try await house.sender.step() == 1)
    }
    #expect(try metrics.expectTimer("acuse_alarm_lateness_seconds").values == [1_500_000_000])
    #expect(try metrics.expectTimer("acuse_acknowledgement_latency_seconds").values == [4_750_000_000])
    let met = [("clock", "acknowledgement"), ("outcome", "met")]
    #expect(try metrics.expectCounter("acuse_clocks_decided_total", met).totalValue == 1)
  }

  @Test("a breach is counted once, at its time, and a late answer does not count it again")
  func breach() async throws {
    let (metrics, house) = Self.house()
    @Sendable func decided(_ outcome: String) throws -> Int64 {
      let labels = [("clock", "first_response"), ("outcome", outcome)]
      return try metrics.expectCounter("acuse_clocks_decided_total", labels).totalValue
    }
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0")])) == .accepted)
      house.clock.advance(seconds: 899)
      while try await house.alarms.step() > 0 {}
      #expect(try decided("breached") == 0)
      house.clock.advance(seconds: 1)
      while try await house.alarms.step() > 0 {}
      #expect(try decided("breached") == 1)
      house.clock.advance(seconds: 1)
      let reply = Command.reply(ConversationRef(1001), text: "Buenos días", author: .person("ana"))
      _ = try await house.committer.submit(.command(reply))
      while try await house.sender.step() > 0 { house.clock.advance(seconds: 10) }
    }
    #expect(try decided("breached") == 1)
    #expect(try decided("met") == 0)
  }

  @Test("sends are counted by result, and what was not accepted by Meta's code or the transport's word")
  func sends() async throws {
    let transport = ScriptedTransport { _, call in
      switch call.outboxID {
      case "01": .refused(400, code: 131_026)
      case "02": .unknown(.timedOut)
      default: .accepted("wamid.\(call.outboxID)")
      }
    }
    let (metrics, house) = Self.house(transport)
    try await house.open { () async throws in
      let entries = (1...4).map { House.entry("0\($0)", to: "010\($0)") }
      try await house.owe(entries)
      #expect(try await house.sender.step() == 4)
    }
    func count(_ name: String, _ label: (String, String)) throws -> Int64 {
      try metrics.expectCounter(name, [label]).totalValue
    }
    #expect(try count("acuse_sends_total", ("result", "accepted")) == 2)
    #expect(try count("acuse_sends_total", ("result", "refused")) == 1)
    #expect(try count("acuse_sends_total", ("result", "in_doubt")) == 1)
    #expect(try count("acuse_send_errors_total", ("code", "131026")) == 1)
    #expect(try count("acuse_send_errors_total", ("code", "timed_out")) == 1)
    #expect(metrics.counters.count { $0.label == "acuse_send_errors_total" } == 2)
    #expect(try metrics.expectTimer("acuse_send_duration_seconds").values.count == 4)
  }

  @Test("inputs that were committed together are one commit; those of a transaction that failed are counted as failed")
  func commits() async throws {
    let (metrics, house) = Self.house()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.0"), Posts.message("wamid.1")])) == .accepted)
      house.store.failNextCommit()
      let answer = await house.post(Posts.body([Posts.message("wamid.2")]))
      #expect(answer.status == 503)
    }
    #expect(try metrics.expectRecorder("acuse_commit_inputs").values == [1])
    #expect(try metrics.expectTimer("acuse_commit_duration_seconds").values.count == 1)
    #expect(try metrics.expectCounter("acuse_commit_failed_inputs_total").totalValue == 1)
    let unavailable = [("reason", "unavailable")]
    #expect(try metrics.expectCounter("acuse_webhook_posts_refused_total", unavailable).totalValue == 1)
    #expect(try metrics.expectCounter("acuse_webhook_posts_verified_total").totalValue == 2)
  }

  @Test("names that nobody knows get a hundred labels; what exceeds them, and what holds a digit, is `other`")
  func boundedLabels() async throws {
    let (metrics, house) = Self.house()
    let letters = Array("abcdefghijkl")
    let names = (0..<144).map { "\(letters[$0 / 12])\(letters[$0 % 12])" } + ["15555550100", "v2"]
    let changes = names.map { #"{"field":"\#($0)","value":{}}"# }.joined(separator: ",")
    let body = #"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[\#(changes)]}]}"#
    try await house.open { #expect(await house.post(Array(body.utf8)) == .accepted) }
    let counters = metrics.counters.filter { $0.label == "acuse_items_unknown_total" }
    #expect(counters.count == 101)
    #expect(try metrics.expectCounter("acuse_items_unknown_total", [("field", "aa")]).totalValue == 1)
    #expect(try metrics.expectCounter("acuse_items_unknown_total", [("field", "other")]).totalValue == 46)
    #expect(!counters.contains { $0.dimensions.contains { $0.1 == "15555550100" } })
  }

  private static func house(_ transport: ScriptedTransport = ScriptedTransport()) -> (TestMetrics, House) {
    let metrics = TestMetrics()
    return (metrics, House(transport: transport, metrics: GatewayMetrics(factory: metrics)))
  }
}
