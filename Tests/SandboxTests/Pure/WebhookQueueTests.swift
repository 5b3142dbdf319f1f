import BusinessTime
import Sandbox
import Testing

/// What is posted when, and in which arrangement.
struct WebhookQueueTests {
  private func update(_ text: String, account: String = "1", number: String? = "10") -> WebhookUpdate {
    var value: JSON = ["messages": [["id": .string(text)]]]
    if let number { value = value.with("metadata", ["phone_number_id": .string(number)]) }
    return WebhookUpdate(accountID: account, field: "messages", value: value)
  }

  @Test("an answer other than 200 brings it back after 1, 2, 4 s and so on to an hour, then never after 7 days")
  func backOff() throws {
    let settings = WebhookSettings()
    var queue = WebhookQueue()
    queue.add(update("a"), at: Fixture.noon)
    var now = Fixture.noon
    var pauses: [Int64] = []
    for _ in 1...400 {
      guard let post = queue.take(at: now, settings) else { break }
      queue.settle(post, status: post.attempt.isMultiple(of: 2) ? 500 : nil, at: now, settings)
      guard let next = queue.nextAt(settings) else { break }
      pauses.append(next - now)
      now = next
    }
    #expect(
      pauses.prefix(12) == [
        1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 1_024_000, 2_048_000,
      ])
    #expect(pauses.dropFirst(12).allSatisfy { $0 == 3_600_000 })
    #expect(now <= Fixture.after(7 * 86_400_000))
    #expect(now > Fixture.after(7 * 86_400_000 - 3_600_001))
    #expect(queue.abandoned == 1)
    #expect(queue.isIdle)
  }

  @Test("one update a post by default; with a limit, as many as there are")
  func batches() {
    var queue = WebhookQueue()
    for text in ["a", "b", "c"] { queue.add(update(text), at: Fixture.noon) }
    var settings = WebhookSettings()
    #expect(queue.take(at: Fixture.noon, settings)?.updates.count == 1)
    settings.batchLimit = 1000
    #expect(queue.take(at: Fixture.noon, settings)?.updates.count == 2)
    #expect(queue.take(at: Fixture.noon, settings) == nil)
    #expect(queue.inFlight == 2)
  }

  @Test("gathering lets the first wait for others")
  func gathering() {
    var settings = WebhookSettings()
    settings.batchLimit = 10
    settings.gatherMilliseconds = 500
    var queue = WebhookQueue()
    queue.add(update("a"), at: Fixture.noon)
    queue.add(update("b"), at: Fixture.after(400))
    #expect(queue.nextAt(settings) == Fixture.after(500))
    #expect(queue.take(at: Fixture.after(499), settings) == nil)
    #expect(queue.take(at: Fixture.after(500), settings)?.updates.count == 2)
  }

  private func shape(_ packing: WebhookSettings.Packing) -> [[[String]]] {
    let updates = [
      update("a"), update("b", account: "2"), update("c"), update("d", number: nil), update("e", number: "11"),
    ]
    let entries = Envelope.json(updates, packing: packing)["entry"]?.elements ?? []
    return entries.map { entry in
      (entry["changes"]?.elements ?? []).map { change in
        (change["value"]?["messages"]?.elements ?? []).compactMap { $0["id"]?.text }
      }
    }
  }

  @Test("updates are packed an entry each, by account, or merged by number")
  func packing() {
    #expect(shape(.entryEach) == [[["a"]], [["b"]], [["c"]], [["d"]], [["e"]]])
    #expect(shape(.changeEach) == [[["a"], ["c"], ["d"], ["e"]], [["b"]]])
    #expect(shape(.merged) == [[["a", "c"], ["d"], ["e"]], [["b"]]])
  }

  @Test("merging puts messages and statuses of one number into one value, a contact once")
  func merged() {
    var rules = Fixture.openRules()
    rules.settings.webhooks.batchLimit = 10
    rules.settings.webhooks.packing = .merged
    _ = rules.send(Fixture.text())
    rules.writes(InboundMessage(.text("1")), from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    rules.writes(InboundMessage(.text("2")), from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    rules.advance(to: Fixture.after(300))
    let post = rules.webhooks.take(at: Fixture.after(300), rules.settings.webhooks)
    let changes = (try? JSON(bytes: post?.body ?? []))?["entry"]?[0]?["changes"]
    #expect(changes?.elements?.count == 1)
    let value = changes?[0]?["value"]
    #expect(value?["messages"]?.elements?.count == 2)
    #expect(value?["statuses"]?.elements?.count == 1)
    // Messages name their sender with a profile, statuses without one.
    #expect(value?["contacts"]?.elements?.count == 2)
  }
}
