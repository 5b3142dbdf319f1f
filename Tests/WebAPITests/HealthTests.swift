import Testing

@Suite(.serialized) struct HealthTests {
  @Test("the process lives and a webhook can be committed")
  func well() async throws {
    try await WebHouse.open { house in
      let alive = try await house.send("GET", "/healthz")
      #expect(alive.status == 200)
      #expect(alive.object as? [String: String] == ["status": "ok"])
      let ready = try await house.send("GET", "/readyz")
      #expect(ready.status == 200)
      #expect(ready.object["status"] as? String == "ready")
      #expect(ready.object["degraded"] as? [String] == [])
    }
  }

  @Test("what is merely degraded stands in the body and is still 200: customers' messages must come in")
  func degraded() async throws {
    try await WebHouse.open { house in
      #expect(try await house.post(Array("not JSON".utf8)).status == 200)
      let ready = try await house.send("GET", "/readyz")
      #expect(ready.status == 200)
      #expect(ready.object["status"] as? String == "ready")
      #expect(ready.object["degraded"] as? [String] == ["quarantine"])
    }
  }

  @Test("while the store refuses it is 503 and says so, and it recovers by itself")
  func unavailable() async throws {
    try await WebHouse.open { house in
      house.failNextCommits(2)
      #expect(try await house.post(Array("not JSON".utf8)).status == 503)
      let refused = try await house.send("GET", "/readyz")
      #expect(refused.status == 503)
      #expect(refused.object["status"] as? String == "unavailable")
      #expect(try await house.send("GET", "/healthz").status == 200)
      let ready = try await house.send("GET", "/readyz")
      #expect(ready.status == 200)
      #expect(ready.object["status"] as? String == "ready")
    }
  }
}
