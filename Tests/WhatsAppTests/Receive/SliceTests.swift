import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The slice of each item")
struct SliceTests {
  @Test("slices lie inside the body, in order, and never overlap; each is one JSON value, exactly")
  func everyFixture() throws {
    let fixtures = try Fixture.all()
    #expect(fixtures.count >= 60)
    for (name, body) in fixtures {
      var end = 0
      for item in try Fixture.items(of: body) {
        try #require(item.slice.lowerBound >= end && item.slice.upperBound <= body.count, "\(name)")
        end = item.slice.upperBound
        let slice = Array(body[item.slice])
        let isTight = try #require(slice.first) > 0x20 && (try #require(slice.last)) > 0x20
        #expect(isTight, "\(name)")
        #expect(isOneValue(slice), "\(name): \(String(decoding: slice, as: UTF8.self))")
      }
    }
  }

  @Test("a slice put alone into the same envelope reads as the same item")
  func alone() throws {
    for (name, body) in try Fixture.all() {
      let items = try Fixture.items(of: body)
      for item in items where item.reading.wamid != nil {
        let field = try #require(["messages", "standby", "smb_message_echoes"].first { isField($0, of: body) })
        let list =
          switch item.reading.event {
          case .status: "statuses"
          case .echo: "message_echoes"
          case .message, .handOver, .identityChange, .templateChange, .call, .preference, .addressBook, .history,
            .account, .group, .accountError, .other, nil:
            "messages"
          }
        var again = Array(#"{"entry":[{"changes":[{"field":"\#(field)","value":{"\#(list)":["#.utf8)
        again += body[item.slice]
        again += Array("]}}]}]}".utf8)
        let readings = try Fixture.readings(of: again)
        #expect(readings.map(\.wamid) == [item.reading.wamid], "\(name)")
      }
    }
  }

  @Test("the slice of a message is its own bytes, escapes and white space included")
  func exactBytes() throws {
    let message = #"{ "id" : "wamid.X\/\u0041" ,"type":"text", "text":{"body":"]}\"\\"} }"#
    let list = "[ \(message)\n, 7 ,\"s\"\t]"
    let body = Array(#"{"entry":[{"changes":[{"field":"messages","value":{"messages":\#(list)}}]}]}"#.utf8)
    let items = try Fixture.items(of: body)
    #expect(items.map { String(decoding: body[$0.slice], as: UTF8.self) } == [message, "7", "\"s\""])
    #expect(items[0].reading.wamid == "wamid.X/A")
  }

  @Test("a number beyond every type is an item with all of its digits, alone and among others")
  func hugeNumber() throws {
    for number in [String(repeating: "9", count: 900), "-1e999", "18446744073709551616"] {
      for list in [number, "[\(number)]", "[ \(number) ,{\"id\":\"wamid.X\"}]"] {
        let body = Array(#"{"entry":[{"changes":[{"field":"messages","value":{"messages":\#(list)}}]}]}"#.utf8)
        let items = try Fixture.items(of: body)
        let first = try #require(items.first)
        #expect(String(decoding: body[first.slice], as: UTF8.self) == number)
        #expect(first.reading.reason == .notAnObject)
      }
    }
  }

  @Test("the envelope is the body with null for each item, and together they lose nothing")
  func envelope() throws {
    let value = #"{"messages":[{"id":"wamid.X"},7],"n":1}"#
    let body = Array(#"{"entry":[{"changes":[{"field":"messages","value":\#(value)}]}]}"#.utf8)
    let items = try Fixture.items(of: body)
    let envelope = WebhookDecoder.envelope(of: body, without: items)
    let expected = #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[null,null],"n":1}}]}]}"#
    #expect(String(decoding: envelope, as: UTF8.self) == expected)
  }

  /// Reads the slice by itself, wrapped so that a scalar is allowed.
  private func isOneValue(_ slice: [UInt8]) -> Bool {
    let text = Array("[".utf8) + slice + Array("]".utf8)
    let read = { (bytes: [UInt8]) in
      bytes.withUnsafeBytes { JSONParser.read($0) { root in root.elements.map(\.range) } }
    }
    guard case .success(let ranges) = read(text) else {
      let repaired = text.withUnsafeBytes { LexicalRepair.repaired($0) }
      return (try? read(repaired ?? []).get()) == [1..<(slice.count + 1)]
    }
    return ranges == [1..<(slice.count + 1)]
  }

  /// Whether the fixture's field is this one: found as text, not by the code under test.
  private func isField(_ field: String, of body: [UInt8]) -> Bool {
    let text = String(decoding: body, as: UTF8.self).filter { !$0.isWhitespace }
    if text.contains("\"field\":\"\(field)\"") { return true }
    return field == "messages" && !text.contains("\"field\":\"s")
  }
}
