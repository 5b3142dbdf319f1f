import BusinessTime
import Sandbox
import Testing

/// How fast one may send.
struct LimitTests {
  @Test("45 messages may be borrowed at once, the 46th is 131056, and 6 s later one more goes")
  func burst() {
    var rules = Fixture.openRules()
    for count in 1...45 { #expect(rules.send(Fixture.text()).status == 200, "message \(count)") }
    #expect(rules.send(Fixture.text()).code == 131_056)
    #expect(rules.send(Fixture.text(), at: Fixture.after(5999)).code == 131_056)
    #expect(rules.send(Fixture.text(), at: Fixture.after(6000)).status == 200)
    #expect(rules.send(Fixture.text(), at: Fixture.after(6000)).code == 131_056)
  }

  @Test("one message each 6 s goes on for ever")
  func steady() {
    var rules = Fixture.openRules()
    for count in 0..<200 {
      #expect(rules.send(Fixture.text(), at: Fixture.after(Int64(count) * 6000)).status == 200)
    }
  }

  @Test("in the stricter reading a burst of 20 means two minutes of silence")
  func oneBurst() {
    var settings = MetaSettings()
    settings.pairReading = .oneBurst
    var rules = Fixture.openRules(settings)
    for _ in 1...20 { #expect(rules.send(Fixture.text()).status == 200) }
    #expect(rules.send(Fixture.text(), at: Fixture.after(6000)).code == 131_056)
    #expect(rules.send(Fixture.text(), at: Fixture.after(119_999)).code == 131_056)
    #expect(rules.send(Fixture.text(), at: Fixture.after(120_000)).status == 200)
  }

  @Test("one person's limit does not touch another's")
  func others() {
    var rules = Fixture.openRules()
    rules.writes(InboundMessage(.text("Hola")), from: Fixture.luis, to: Fixture.number, at: Fixture.noon)
    for _ in 1...46 { _ = rules.send(Fixture.text()) }
    #expect(rules.send(Fixture.text(to: Fixture.luis)).status == 200)
  }

  @Test("a number sends 80 in any second, or what it has; the next is 130429", arguments: [80, 20, 1000])
  func throughput(_ limit: Int) {
    var rules = Fixture.openRules()
    rules.change(number: Fixture.number) { $0.throughput = limit }
    rules.add(MessageTemplate(name: "aviso", language: "es_MX", body: "Aviso."), to: Fixture.account)
    func send(_ index: Int, at milliseconds: Int64) -> GraphReply {
      rules.send(Fixture.template("aviso", to: "52155556\(10_000 + index)"), at: Fixture.after(milliseconds))
    }
    #expect(send(0, at: 0).status == 200)
    for index in 1..<limit { #expect(send(index, at: 500).status == 200) }
    let refused = send(5000, at: 999)
    #expect(refused.code == 130_429)
    #expect(refused.status == 400)
    #expect(send(5001, at: 1000).status == 200)
    #expect(send(5002, at: 1000).code == 130_429)
  }

  @Test("what is refused costs nothing of the limits")
  func refusedIsFree() {
    var rules = Fixture.openRules()
    for _ in 1...100 { #expect(rules.send(Fixture.template("ninguna")).code == 132_001) }
    #expect(rules.send(Fixture.text()).status == 200)
  }
}
