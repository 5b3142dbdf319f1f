import BusinessTime
import Gateway
import Helpdesk
import Testing

/// `GET /metrics`, as a scraper on the same machine meets it.
@Suite(.serialized) struct MetricsTests {
  /// Every family that a gateway shows from its first moment, by the line that says its type.
  private static let types = [
    "acuse_webhook_posts_received_total counter", "acuse_webhook_posts_verified_total counter",
    "acuse_webhook_posts_refused_total counter", "acuse_items_received_total counter",
    "acuse_items_duplicate_total counter", "acuse_items_quarantined_total counter",
    "acuse_receive_lag_seconds histogram",
    "acuse_commit_inputs histogram", "acuse_commit_duration_seconds histogram",
    "acuse_commit_failed_inputs_total counter", "acuse_commit_queue_entries gauge", "acuse_quarantine_entries gauge",
    "acuse_store_readable gauge", "acuse_acknowledgement_latency_seconds histogram", "acuse_clocks gauge",
    "acuse_clocks_decided_total counter", "acuse_alarms_due gauge", "acuse_alarm_lateness_seconds histogram",
    "acuse_put_offs_total counter", "acuse_sends_total counter", "acuse_send_duration_seconds histogram",
    "acuse_read_marks_total counter", "acuse_outbox_entries gauge", "acuse_mails_total counter",
    "acuse_breaker_open gauge", "acuse_service_messages gauge",
  ]

  @Test("it asks for no token, names its format, and shows every figure with its type from the first moment")
  func fresh() async throws {
    try await WebHouse.open { house in
      let answer = try await house.send("GET", "/metrics")
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      #expect(answer.headers["cache-control"] == "no-store")
      let lines = answer.text.split(separator: "\n")
      #expect(lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.dropFirst(7) } == Self.types.map { $0[...] })
      for line in [
        "acuse_webhook_posts_received_total 0", "acuse_store_readable 1", "acuse_quarantine_entries 0",
        #"acuse_clocks{clock="first_response",state="overdue"} 0"#, #"acuse_outbox_entries{state="in_doubt"} 0"#,
        #"acuse_breaker_open{number="15550001111"} 0"#, #"acuse_breaker_open{number="15550002222"} 0"#,
        #"acuse_service_messages{number="15550001111"} 0"#, #"acuse_service_messages{number="15550002222"} 0"#,
        #"acuse_sends_total{result="refused"} 0"#, #"acuse_items_quarantined_total{reason="no_sender"} 0"#,
        #"acuse_clocks_decided_total{clock="promise",outcome="breached"} 0"#,
      ] {
        #expect(lines.contains(line[...]), "\(line)")
      }
    }
  }

  @Test("posts are counted by what became of them, and items by what they were")
  func posts() async throws {
    try await WebHouse.open { house in
      let known = Webhooks.body([Webhooks.message("wamid.1", at: StepClock.monday.adding(seconds: -90))])
      #expect(try await house.post(known).status == 200)
      #expect(try await house.post(known).status == 200)
      #expect(try await house.post(known, signature: .some(nil)).status == 401)
      #expect(try await house.post(known, signature: "sha256=00").status == 401)
      #expect(try await house.post(Array("not JSON".utf8)).status == 200)
      let stranger = Webhooks.body([Webhooks.message("wamid.2", at: StepClock.monday)], number: "15550009876")
      #expect(try await house.post(stranger).status == 200)
      let wire = try Wire(port: house.port)
      try await wire.write("POST /webhooks/whatsapp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n")
      #expect(try await wire.answer().status == 413)
      house.failNextCommits(1)
      let lost = Webhooks.body([Webhooks.message("wamid.3", at: StepClock.monday)])
      #expect(try await house.post(lost).status == 503)

      try await house.shows([
        "acuse_webhook_posts_received_total 8", "acuse_webhook_posts_verified_total 5",
        #"acuse_webhook_posts_refused_total{reason="no_signature"} 1"#,
        #"acuse_webhook_posts_refused_total{reason="bad_signature"} 1"#,
        #"acuse_webhook_posts_refused_total{reason="too_large"} 1"#,
        #"acuse_webhook_posts_refused_total{reason="too_slow"} 0"#,
        #"acuse_webhook_posts_refused_total{reason="unavailable"} 1"#,
        "acuse_items_received_total 4", "acuse_items_duplicate_total 1",
        #"acuse_items_quarantined_total{reason="unreadable"} 1"#,
        #"acuse_items_quarantined_total{reason="unknown_number"} 1"#, "acuse_quarantine_entries 2",
        #"acuse_receive_lag_seconds_bucket{le="60"} 0"#, #"acuse_receive_lag_seconds_bucket{le="300"} 1"#,
        "acuse_receive_lag_seconds_sum 90", "acuse_receive_lag_seconds_count 1",
        #"acuse_commit_inputs_bucket{le="1"} 4"#, "acuse_commit_inputs_sum 4",
        "acuse_commit_duration_seconds_count 4", "acuse_commit_failed_inputs_total 1",
      ])
    }
  }

  @Test("clocks, alarms and the outbox are shown as they are at the time of asking")
  func states() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.1")
      try await house.customerWrites("wamid.2", phone: "15555550200", to: WebHouse.salesNumber)
      let running = #"acuse_clocks{clock="first_response",state="running"} "#
      let overdue = #"acuse_clocks{clock="first_response",state="overdue"} "#
      try await house.shows([running + "2", overdue + "0", "acuse_alarms_due 0"])
      // The step five minutes before is due; nobody wakes it here.
      house.clock.advance(seconds: 600)
      try await house.shows([running + "2", overdue + "0", "acuse_alarms_due 2"])
      house.clock.advance(seconds: 300)
      try await house.shows([running + "0", overdue + "2", "acuse_alarms_due 2"])
      let reply = try await house.post(
        "/api/v1/conversations/1001/messages", token: house.token(), json: ["text": "Buenos días"])
      #expect(reply.status == 202)
      try await house.shows([
        #"acuse_outbox_entries{state="queued"} 1"#, #"acuse_outbox_entries{state="in_flight"} 0"#,
      ])
    }
  }

  @Test("a number from which nothing is sent is shown as such, by its phone_number_id, and no other")
  func breaker() async throws {
    try await WebHouse.open { house in
      try await house.committer.perform(OpenBreaker(number: NumberID(WebHouse.number)))
      try await house.shows([
        #"acuse_breaker_open{number="15550001111"} 1"#, #"acuse_breaker_open{number="15550002222"} 0"#,
      ])
    }
  }

  @Test("a store that cannot be read is said, and what was counted is shown all the same")
  func unreadable() async throws {
    try await WebHouse.open { house in
      #expect(try await house.post(Array("not JSON".utf8)).status == 200)
      try await house.shows(["acuse_store_readable 1", "acuse_quarantine_entries 1"])
      await house.closeStore()
      try await house.shows([
        "acuse_store_readable 0", "acuse_quarantine_entries 1", "acuse_webhook_posts_received_total 1",
      ])
    }
  }

  @Test("what Meta counts of a month is shown for each number")
  func serviceMessages() async throws {
    try await WebHouse.open { house in
      func status(_ wamid: String, _ status: String, _ category: String) -> String {
        #"{"id":"\#(wamid)","status":"\#(status)","timestamp":"\#(house.clock.now().seconds)","#
          + #""pricing":{"category":"\#(category)","type":"free_customer_service"}}"#
      }
      let statuses = [
        status("w1", "sent", "service"), status("w1", "delivered", "service"), status("w2", "delivered", "service"),
        status("w3", "sent", "utility"),
      ]
      let body = """
        {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[{"field":"messages","value":\
        {"messaging_product":"whatsapp","metadata":{"phone_number_id":"\(WebHouse.number)"},\
        "statuses":[\(statuses.joined(separator: ","))]}}]}]}
        """
      #expect(try await house.post(Array(body.utf8)).status == 200)
      try await house.shows([
        #"acuse_service_messages{number="15550001111"} 2"#, #"acuse_service_messages{number="15550002222"} 0"#,
      ])
    }
  }
}

/// As an expired token leaves it.
private struct OpenBreaker: TableWork {
  var number: NumberID

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    var line = Line(number: number)
    line.breaker = .open(since: turn.now, code: "190", probeAt: turn.now.adding(seconds: 60), failures: 1)
    try tables.save(line)
  }
}

extension WebHouse {
  /// Each line stands there as it is.
  fileprivate func shows(_ wanted: [String], at location: SourceLocation = #_sourceLocation) async throws {
    let text = try await send("GET", "/metrics").text
    let lines = Set(text.split(separator: "\n").map(String.init))
    for line in wanted where !lines.contains(line) {
      let name = line.prefix { $0 != " " }
      Issue.record("\(line), but \(lines.filter { $0.hasPrefix(name + " ") })", sourceLocation: location)
    }
  }
}
