import BusinessTime
import Sandbox
import Testing

/// Marking as read, and the sign that an answer is being written.
struct ReceiptTests {
  private let day: Int64 = 86_400_000

  private func read(_ id: String, typing: JSON? = nil) -> JSON {
    let body: JSON = ["messaging_product": "whatsapp", "status": "read", "message_id": .string(id)]
    return typing.map { body.with("typing_indicator", $0) } ?? body
  }

  private func write(
    to rules: inout MetaRules, at moment: Timestamp, from person: String = Fixture.ana, number: String = Fixture.number
  ) throws -> String {
    let message = InboundMessage(.text("Hola"), sentAt: moment)
    let id = rules.writes(message, from: person, to: number, at: Fixture.noon)
    return try #require(id)
  }

  @Test("a message and all earlier ones of its chat become read; later and other chats' do not; none is sent")
  func earlier() throws {
    var rules = Fixture.rules()
    let first = try write(to: &rules, at: Fixture.after(-3000))
    let late = try write(to: &rules, at: Fixture.after(-1000))
    let second = try write(to: &rules, at: Fixture.after(-2000))
    let luis = try write(to: &rules, at: Fixture.after(-3000), from: Fixture.luis)
    let other = try write(to: &rules, at: Fixture.after(-3000), number: Fixture.otherNumber)
    #expect(rules.send(read(second)).json == ["success": true])
    #expect(rules.readReceipts == [first: Fixture.noon, second: Fixture.noon])
    #expect(rules.accepted.isEmpty)
    #expect(rules.send(read(late), at: Fixture.after(500)).status == 200)
    #expect(rules.readReceipts == [first: Fixture.noon, second: Fixture.noon, late: Fixture.after(500)])
    #expect(rules.send(read(first), at: Fixture.after(900)).status == 200)
    #expect(rules.readReceipts[first] == Fixture.noon)
    #expect(rules.readReceipts[luis] == nil)
    #expect(rules.readReceipts[other] == nil)
  }

  @Test("only what this number received can be marked as read")
  func unknown() throws {
    var rules = Fixture.openRules()
    let other = try write(to: &rules, at: Fixture.noon, number: Fixture.otherNumber)
    let ours = rules.send(Fixture.text()).acceptedID
    let echo = rules.echoes("Va", from: Fixture.number, to: Fixture.ana, at: Fixture.noon)
    for id in ["wamid.NADIE", other, ours, echo] {
      let known = try #require(id)
      #expect(rules.send(read(known)).code == 131_009)
    }
    #expect(rules.readReceipts.isEmpty)
  }

  @Test("what came by another way can be marked as read once it is known")
  func received() {
    var rules = Fixture.rules()
    rules.receives("wamid.OTRA", from: Fixture.ana, at: Fixture.number, sentAt: Fixture.noon)
    #expect(rules.send(read("wamid.OTRA")).status == 200)
    #expect(rules.updates(until: Fixture.after(day)).isEmpty)
  }

  @Test("30 days are the most")
  func age() throws {
    var rules = Fixture.rules()
    let old = try write(to: &rules, at: Fixture.after(-30 * day - 1))
    let young = try write(to: &rules, at: Fixture.after(-30 * day))
    #expect(rules.send(read(old)).code == 131_009)
    #expect(rules.send(read(young)).status == 200)
  }

  @Test("typing is seen for 25 seconds, and not after an answer")
  func typing() throws {
    var rules = Fixture.openRules()
    let id = try write(to: &rules, at: Fixture.noon)
    #expect(rules.send(read(id)).status == 200)
    #expect(rules.typingEnds(numberID: Fixture.number, person: Fixture.ana) == nil)
    #expect(rules.send(read(id, typing: ["type": "text"])).json == ["success": true])
    #expect(rules.typingEnds(numberID: Fixture.number, person: Fixture.ana) == Fixture.after(25_000))
    #expect(rules.accepted.isEmpty)
    _ = rules.send(Fixture.text())
    #expect(rules.typingEnds(numberID: Fixture.number, person: Fixture.ana) == nil)
  }

  @Test("a receipt costs nothing of the limits")
  func free() throws {
    var rules = Fixture.openRules()
    let id = try write(to: &rules, at: Fixture.noon)
    for _ in 1...100 { #expect(rules.send(read(id)).status == 200) }
    #expect(rules.send(Fixture.text()).status == 200)
  }

  @Test("a receipt without its parts, or with others, is refused and marks nothing")
  func refused() throws {
    var rules = Fixture.openRules()
    let id = try write(to: &rules, at: Fixture.noon)
    let cases: [(body: JSON, code: Int64)] = [
      (read(id).without("messaging_product"), 100),
      (read(id).without("message_id"), 131_008),
      (read(id).with("message_id", 5), 131_009),
      (read(id).with("status", "delivered"), 131_009),
      (read(id).with("status", true), 131_009),
      (read(id, typing: "text"), 131_009),
      (read(id, typing: [:]), 131_008),
      (read(id, typing: ["type": "audio"]), 131_009),
    ]
    for example in cases { #expect(rules.send(example.body).code == example.code) }
    #expect(rules.readReceipts.isEmpty)
  }
}
