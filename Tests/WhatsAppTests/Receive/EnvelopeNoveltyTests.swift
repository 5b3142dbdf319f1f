import Testing

@testable import WhatsApp

@Suite("What nobody knows around the items")
struct EnvelopeNoveltyTests {
  private static let message = #"{"id":"wamid.X","type":"text","text":{"body":"Hola"},"mood":"calm"}"#

  private func labels(_ body: String) throws -> [String] { try Fixture.noveltiesAround(Array(body.utf8)) }

  private func inValue(_ members: String, field: String = "messages") -> String {
    #"{"entry":[{"id":"900","changes":[{"field":"\#(field)","value":{\#(members)}}]}]}"#
  }

  @Test("an unknown property of no item is named with its place, and each item reads as it does without it")
  func places() throws {
    let strange = """
      {"object":"whatsapp_business_account","origin":{"region":"x"},"entry":[{"id":"900","shard":null,"changes":[
      {"field":"messages","attempt":2,"value":{"batch":7,"flag":null,"metadata":{"phone_number_id":"100","region":"x"},
      "contacts":[{"wa_id":"5215555550123","mood":[],"profile":{"name":"Ana","colour":"x"}}],
      "messages":[\(Self.message)]}}]}]}
      """
    #expect(
      try labels(strange) == [
        "envelope.origin", "entry.shard", "change.attempt", "messages.batch", "messages.flag", "metadata.region",
        "contact.mood", "profile.colour",
      ])
    let plain = """
      {"object":"whatsapp_business_account","entry":[{"id":"900","changes":[{"field":"messages",
      "value":{"metadata":{"phone_number_id":"100"},"contacts":[{"wa_id":"5215555550123","profile":{"name":"Ana"}}],
      "messages":[\(Self.message)]}}]}]}
      """
    #expect(try labels(plain) == [])
    let (with, without) = (Array(strange.utf8), Array(plain.utf8))
    #expect(try Fixture.readings(of: with) == Fixture.readings(of: without))
  }

  @Test("each once in a body, eight at most, and no name is longer than a label")
  func bounded() throws {
    let twice = #"{"wa_id":"5215555550123","mood":1},{"wa_id":"5215555550124","mood":2}"#
    #expect(try labels(inValue(#""contacts":[\#(twice)],"messages":[\#(Self.message)]"#)) == ["contact.mood"])
    let many = (0..<20).map { #""a\#($0)":1"# }.joined(separator: ",")
    #expect(
      try labels(inValue(#"\#(many),"messages":[\#(Self.message)]"#)) == (0..<8).map { "messages.a\($0)" })
    let long = String(repeating: "ñ", count: 100)
    #expect(
      try labels(inValue(#""\#(long)":1,"messages":[\#(Self.message)]"#))
        == ["messages." + String(repeating: "_", count: 64)])
  }

  @Test("what stands inside an item, or in a change that is one, is that item's own")
  func insideItems() throws {
    #expect(try labels(inValue(#""messages":[\#(Self.message)]"#)) == [])
    // An unknown list is an item, and counted as one.
    #expect(try labels(inValue(#""messages":[\#(Self.message)],"novelty":{"a":1}"#)) == [])
    #expect(try labels(inValue(#""event":"PARTNER_ADDED","batch":7"#, field: "account_update")) == [])
    #expect(try labels(inValue(#""group_id":"g1","batch":7"#, field: "group_status_update")) == [])
    #expect(
      try labels(#"{"object":"page","colour":1,"entry":[{"id":"1","shade":2,"changes":[{"value":{}}]}]}"#)
        == ["envelope.colour"])
  }

  @Test("lists that ask nothing of us have such properties beside them, too, and so has what Meta's agent holds")
  func otherLists() throws {
    let sync = #""state_sync":[{"type":"contact","contact":{"user_id":"MX.1"},"action":"add"}]"#
    #expect(try labels(inValue(#"\#(sync),"batch":7"#, field: "smb_app_state_sync")) == ["smb_app_state_sync.batch"])
    let deeper = #""standby":{"messages":[\#(Self.message)],"batch":7},"flag":1"#
    #expect(try labels(inValue(deeper, field: "standby")) == ["standby.batch", "standby.flag"])
  }

  @Test("nothing that Meta is known to send counts")
  func known() throws {
    let withNovelties = ["novelties": ["messages.batch"], "unknown_key_in_value": ["messages.flag"]]
    for (name, body) in try Fixture.all() where !name.hasPrefix("entries_of_every_kind") {
      guard case .items = WebhookDecoder.decode(body, receivedAt: Fixture.receivedAt) else { continue }
      #expect(try Fixture.noveltiesAround(body) == withNovelties[name] ?? [], "\(name)")
    }
  }
}
