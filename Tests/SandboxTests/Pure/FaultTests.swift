import BusinessTime
import Sandbox
import Testing

/// What can be made to go wrong.
struct FaultTests {
  private func rules(_ effects: Fault.Effect...) -> MetaRules {
    var rules = Fixture.openRules()
    rules.faults = effects.map { Fault($0) }
    return rules
  }

  @Test("a Graph error stands instead of acceptance, once")
  func graphError() {
    let error = GraphError(
      httpStatus: 500, code: 131_016, subcode: 2_494_055, title: "Service unavailable", details: "Try later",
      isTransient: true)
    var rules = rules(.graphError(error))
    let reply = rules.send(Fixture.text())
    #expect(reply.status == 500)
    #expect(reply.code == 131_016)
    #expect(reply.json?["error"]?["error_subcode"] == 2_494_055)
    #expect(reply.json?["error"]?["is_transient"] == true)
    #expect(reply.details == "Try later")
    #expect(rules.accepted.isEmpty)
    #expect(rules.send(Fixture.text()).status == 200)
  }

  @Test("a bare status has no Graph error in it, and accepts or not as told", arguments: [429, 502])
  func bare(_ status: Int) {
    for accepting in [false, true] {
      var rules = rules(.bareStatus(status, accepting: accepting))
      let reply = rules.send(Fixture.text())
      #expect(reply.status == status)
      #expect(reply.json == nil)
      #expect(rules.accepted.count == (accepting ? 1 : 0))
    }
  }

  @Test("a 200 that is not JSON has been accepted all the same")
  func notJSON() {
    var rules = rules(.notJSON)
    let reply = rules.send(Fixture.text())
    #expect(reply.status == 200)
    #expect(reply.json == nil)
    #expect(rules.accepted.count == 1)
  }

  @Test("what Meta would refuse is refused, also when the answer was to be spoiled")
  func spoiledRefusal() {
    var rules = rules(.acceptThenCut(reset: false))
    #expect(rules.send(Fixture.text().without("text")).code == 131_008)
  }

  @Test("accept-then-cut accepts, cuts, and tells the statuses")
  func acceptThenCut() {
    var rules = rules(.acceptThenCut(reset: false))
    let reply = rules.send(Fixture.text(callbackData: "out-9"))
    #expect(reply.ending == .cut(reset: false))
    let statuses = rules.statuses(until: Fixture.after(60_000))
    #expect(statuses.map { $0["status"] } == ["sent", "delivered"])
    #expect(statuses.allSatisfy { $0["biz_opaque_callback_data"] == "out-9" })
  }

  @Test("statuses are dropped, and the phone has the message")
  func dropped() {
    var rules = rules(.dropStatuses)
    _ = rules.send(Fixture.text())
    #expect(rules.statuses(until: Fixture.after(60_000)).isEmpty)
    #expect(rules.phoneInbox(of: Fixture.ana).count == 1)
  }

  @Test("statuses come twice, or latest first with their own times")
  func disordered() {
    var twice = rules(.repeatStatuses(2))
    _ = twice.send(Fixture.text())
    #expect(
      twice.statuses(until: Fixture.after(60_000)).map { $0["status"] } == ["sent", "sent", "delivered", "delivered"])
    var reversed = rules(.reverseStatuses)
    reversed.settings.deliveredAfterMilliseconds = 2000
    _ = reversed.send(Fixture.text())
    let statuses = reversed.statuses(until: Fixture.after(60_000))
    #expect(statuses.map { $0["status"] } == ["delivered", "sent"])
    #expect(statuses.map { $0["timestamp"] } == ["1795446002", "1795446000"])
  }

  @Test("a message can fail after acceptance with any code")
  func failLater() {
    var rules = rules(.failLater(.code(131_053, "Media upload error")))
    #expect(rules.send(Fixture.text()).status == 200)
    let statuses = rules.statuses(until: Fixture.after(60_000))
    #expect(statuses.map { $0["errors"]?[0]?["code"] } == [131_053])
  }

  @Test("statuses can come without our callback data")
  func withoutCallbackData() {
    var rules = rules(.withoutCallbackData)
    _ = rules.send(Fixture.text(callbackData: "out-1"))
    let statuses = rules.statuses(until: Fixture.after(60_000))
    #expect(statuses.count == 2)
    #expect(statuses.allSatisfy { $0["biz_opaque_callback_data"] == nil })
  }

  @Test("a fault waits for the sends that it concerns, and lasts as long as told")
  func predicate() {
    var rules = Fixture.openRules()
    rules.writes(InboundMessage(.text("Hola")), from: Fixture.luis, to: Fixture.number, at: Fixture.noon)
    rules.faults = [
      Fault(.graphError(.code(131_000)), uses: 2) { $0.json?["to"] == .string(Fixture.luis) }
    ]
    #expect(rules.send(Fixture.text()).status == 200)
    #expect(rules.send(Fixture.text(to: Fixture.luis)).code == 131_000)
    #expect(rules.send(Fixture.text(to: Fixture.luis)).code == 131_000)
    #expect(rules.send(Fixture.text(to: Fixture.luis)).status == 200)
    #expect(rules.faults.isEmpty)
  }

  @Test("a delay joins any other fault")
  func delay() {
    var rules = rules(.delay(milliseconds: 700), .notJSON)
    let reply = rules.send(Fixture.text())
    #expect(reply.delayMilliseconds == 700)
    #expect(reply.json == nil)
  }
}
