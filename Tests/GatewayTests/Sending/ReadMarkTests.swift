import BusinessTime
import Gateway
import Helpdesk
import MetricsTestKit
import Testing

/// What goes to Meta before an answer when `mark_read` is on.
@Suite("read marks")
struct ReadMarkTests {
  private static let mark =
    #"{"messaging_product":"whatsapp","status":"read","message_id":"wamid.1","typing_indicator":{"type":"text"}}"#

  /// A house whose rules mark, and whose transport answers the marks so.
  private func house(
    throughput: Int = 80, metrics: GatewayMetrics = GatewayMetrics(), mark: HTTPExchange = .done
  ) -> House {
    let transport = ScriptedTransport { place, call in call.isMark ? mark : .accepted("wamid.s\(place)") }
    let house = House(transport: transport, throughput: throughput, metrics: metrics)
    var rules = House.context.rules
    rules.acknowledgements.marksRead = true
    house.holder.replace(rules: rules)
    return house
  }

  private func reply(_ house: House, _ text: String = "Buenos días") async throws {
    let command = Command.reply(ConversationRef(1001), text: text, author: .person("ana"))
    _ = try await house.committer.submit(.command(command))
  }

  @Test("the customer's message is marked once, just before the answer, by a short call to the same address")
  func once() async throws {
    let house = house()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.1")])) == .accepted)
      try await reply(house)
      #expect(try await house.sender.step() == 1)
      try await reply(house, "¿Algo más?")
      #expect(try await house.sender.step() == 1)
    }
    let calls = house.transport.calls
    #expect(calls.map(\.isMark) == [true, false, false])
    #expect(Set(calls.map(\.url)) == ["https://graph.example.test/v26.0/15550001111/messages"])
    let mark = try #require(calls.first)
    #expect(String(decoding: mark.body, as: UTF8.self) == Self.mark)
    #expect(mark.method == "POST")
    #expect(mark.headers.contains(HTTPHeader("Authorization", "Bearer a synthetic token")))
    #expect(mark.totalTimeoutSeconds == 5)
    #expect(calls.last?.totalTimeoutSeconds == 20)
  }

  @Test("what the customer writes next is marked before the next answer")
  func next() async throws {
    let house = house()
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.1")])) == .accepted)
      try await reply(house)
      #expect(try await house.sender.step() == 1)
      let later = Posts.message("wamid.2", text: "¿Y ahora?", at: StepClock.monday.adding(seconds: 1))
      #expect(await house.post(Posts.body([later])) == .accepted)
      try await reply(house)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.calls.map(\.isMark) == [true, false, true, false])
  }

  @Test(
    "whatever Meta says to a mark, the answer goes out, the circuit stays closed, and it is counted",
    arguments: [
      (HTTPExchange.done, "accepted"), (.refused(400, code: 131_009), "refused"), (.refused(401, code: 190), "refused"),
      (.refused(429, code: 130_429), "refused"), (.notSent(.couldNotConnect), "unanswered"),
      (.unknown(.timedOut), "unanswered"),
    ])
  func answers(mark: HTTPExchange, word: String) async throws {
    let metrics = TestMetrics()
    let house = house(metrics: GatewayMetrics(factory: metrics), mark: mark)
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.1")])) == .accepted)
      try await reply(house)
      #expect(try await house.sender.step() == 1)
      let entries = try await house.store.read { try $0.detail(ConversationRef(1001), messages: 10)?.messages ?? [] }
      let states = entries.compactMap { if case .outbox(let entry) = $0 { entry.state } else { nil } }
      #expect(states == [.accepted])
      #expect(house.sender.slowedNumbers == [])
    }
    #expect(house.transport.calls.map(\.isMark) == [true, false])
    #expect(try metrics.expectCounter("acuse_read_marks_total", [("result", word)]).totalValue == 1)
    #expect(try metrics.expectCounter("acuse_sends_total", [("result", "accepted")]).totalValue == 1)
    #expect(metrics.counters.filter { $0.label == "acuse_send_errors_total" }.isEmpty)
  }

  @Test("a mark takes one of the number's calls, and nothing of the recipient's")
  func budget() async throws {
    let house = house(throughput: 1)
    try await house.open { () async throws in
      #expect(await house.post(Posts.body([Posts.message("wamid.1")])) == .accepted)
      try await reply(house)
      #expect(try await house.sender.step() == 1)
      // Two calls at one a second, of which a half flows: the next one waits for four seconds.
      try await house.owe([House.entry("02", to: "0200")])
      house.clock.advance(milliseconds: 3999)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(milliseconds: 1)
      #expect(try await house.sender.step() == 1)
    }
    var budgets = SendBudgets { _ in 1000 }
    let pair = SendBudgets.Pair(number: House.number, recipient: "c:0100")
    for _ in 1...100 { budgets.countCall(House.number, at: StepClock.monday) }
    let later = StepClock.monday.adding(seconds: 1)
    for _ in 1...45 {
      if case .booked = budgets.take(pair, at: later) { continue }
      Issue.record("a mark was counted as a message to the recipient")
    }
  }
}

extension HTTPCall {
  fileprivate var isMark: Bool { String(decoding: body, as: UTF8.self).contains(#""status":"read""#) }
}

extension HTTPExchange {
  fileprivate static let done = HTTPExchange.response(HTTPAnswer(status: 200, body: Array(#"{"success":true}"#.utf8)))
}
