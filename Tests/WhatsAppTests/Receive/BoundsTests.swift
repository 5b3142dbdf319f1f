import Helpdesk
import Testing

@testable import WhatsApp

@Suite("Large and hostile bodies")
struct BoundsTests {
  private func decode(_ body: String) -> DecodedWebhook {
    WebhookDecoder.decode(Array(body.utf8), receivedAt: Fixture.receivedAt)
  }

  private func inMessages(_ elements: String) -> String {
    #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[\#(elements)]}}]}]}"#
  }

  @Test("a batch of a thousand updates is a thousand items, in order")
  func thousand() throws {
    let messages = (0..<1000).map { #"{"id":"wamid.\#($0)","from":"5215555550123","type":"text","text":{"body":"m"}}"# }
    let readings = try Fixture.readings(of: Array(inMessages(messages.joined(separator: ",")).utf8))
    #expect(readings.map(\.wamid) == (0..<1000).map { "wamid.\($0)" })
  }

  @Test("three megabytes in a thousand updates are read")
  func threeMegabytes() throws {
    let text = String(repeating: "ñandú ", count: 420)
    let messages = (0..<1000).map { #"{"id":"wamid.\#($0)","type":"text","text":{"body":"\#(text)"}}"# }
    let body = Array(inMessages(messages.joined(separator: ",")).utf8)
    #expect(body.count > 3_000_000)
    let readings = try Fixture.readings(of: body)
    #expect(readings.count == 1000 && readings[999].wamid == "wamid.999")
  }

  @Test("more items than the bound are kept as one body, not as a million items")
  func tooManyItems() {
    #expect(decode(inMessages(String(repeating: "0,", count: 9_999) + "0")) != .unreadable(.tooLarge))
    #expect(decode(inMessages(String(repeating: "0,", count: 10_000) + "0")) == .unreadable(.tooLarge))
    #expect(decode(inMessages(String(repeating: "0,", count: 900_000) + "0")) == .unreadable(.tooLarge))
    #expect(decode(#"{"entry":[\#(String(repeating: "0,", count: 10_000) + "0")]}"#) == .unreadable(.tooLarge))
    let changes = String(repeating: "0,", count: 10_000) + "0"
    #expect(decode(#"{"entry":[{"changes":[\#(changes)]}]}"#) == .unreadable(.tooLarge))
  }

  @Test("more values or bytes than the bound are refused before they are stored")
  func tooManyValues() {
    #expect(decode(inMessages("[" + String(repeating: "0,", count: 1_100_000) + "0]")) == .unreadable(.tooLarge))
    #expect(decode(inMessages("\"" + String(repeating: "a", count: 9_000_000) + "\"")) == .unreadable(.tooLarge))
  }

  @Test("a depth bomb is kept whole; five hundred levels inside one message cost nothing")
  func depth() throws {
    let bomb = String(repeating: "[", count: 500_000)
    #expect(decode(inMessages(bomb)) == .unreadable(.tooDeep))
    let closed = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
    #expect(decode(inMessages(closed)) == .unreadable(.tooDeep))
    let nested = String(repeating: #"{"a":"#, count: 500) + "1" + String(repeating: "}", count: 500)
    let messages = #"{"id":"wamid.1","x":\#(nested)},{"id":"wamid.2"}"#
    let readings = try Fixture.readings(of: Array(inMessages(messages).utf8))
    #expect(readings.map(\.wamid) == ["wamid.1", "wamid.2"])
  }

  @Test("an object of a thousand members is read, equal keys among them; one of more is kept whole, wherever it stands")
  func members() throws {
    let equal = String(repeating: #""id":"wamid.1","#, count: 998)
    let readings = try Fixture.readings(of: Array(inMessages("{\(equal)\"x\":1,\"type\":\"text\"}").utf8))
    #expect(readings.map(\.wamid) == ["wamid.1"])
    let over = equal + #""id":"wamid.1","x":1,"type":"text""#
    let different = (0...1000).map { #""a\#($0)":1"# }.joined(separator: ",")
    let endless = String(repeating: #""id":"wamid.1","#, count: 100_000) + #""x":1"#
    for members in [over, different, endless] {
      #expect(decode(inMessages("{\(members)}")) == .unreadable(.tooManyMembers))
      #expect(decode(inMessages(#"{"id":"wamid.1","later":{"deep":[{\#(members)}]}}"#)) == .unreadable(.tooManyMembers))
      #expect(decode("{\(members)}") == .unreadable(.tooManyMembers))
      #expect(decode(#"{"entry":[{\#(members)}]}"#) == .unreadable(.tooManyMembers))
    }
    // An array is no object: a batch of a thousand and one is read.
    let many = Array(repeating: #"{"id":"wamid.1"}"#, count: 1001).joined(separator: ",")
    #expect(try Fixture.readings(of: Array(inMessages(many).utf8)).count == 1001)
  }

  @Test("ids that could not be read are no ids: two of them must not become equal")
  func brokenIDs() throws {
    let head = Array(#"{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.1"#.utf8)
    for pieces in [[[0xFF], [0xFE]], [Array(#"\ud800"#.utf8), Array(#"\udc00"#.utf8)]] as [[[UInt8]]] {
      let body = head + pieces[0] + Array(#""},{"id":"wamid.1"#.utf8) + pieces[1] + Array(#""}]}}]}]}"#.utf8)
      #expect(try Fixture.readings(of: body).map(\.reason) == [.noID, .noID])
    }
  }

  @Test("bytes that are not UTF-8 cost the characters that they stand for, and nothing else")
  func illFormed() throws {
    let illFormed: [[UInt8]] = [
      [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ]
    let message = #"{"id":"wamid.2","type":"text","text":{"body":"a~b"}}"#
    let whole = Array(inMessages(#"{"id":"wamid.1"},\#(message),{"id":"wamid.3"}"#).utf8)
    let place = try #require(whole.firstIndex(of: UInt8(ascii: "~")))
    for bytes in illFormed {
      var body = whole
      body.replaceSubrange(place...place, with: bytes)
      let readings = try Fixture.readings(of: body)
      #expect(readings.map(\.wamid) == ["wamid.1", "wamid.2", "wamid.3"])
      guard case .message(let message) = readings[1].event else { throw Fixture.Missing() }
      #expect(message.content == .text("a" + String(repeating: "\u{FFFD}", count: bytes.count) + "b"))
    }
  }
}
