import Foundation
import Helpdesk
import Testing

/// What lies in databases, written by hand: whoever renames a case or a field learns of it here, and not from a
/// conversation whose messages lost what they held.
@Suite struct MessageDetailsTests {
  static let stored: [(json: String, content: MessageContent)] = [
    (
      #"{"media":{"_0":{"kind":"document","mediaID":"7","mimeType":"application/pdf","filename":"a","isVoice":false}}}"#,
      .media(.init(kind: .document, mediaID: "7", mimeType: "application/pdf", filename: "a"))
    ),
    (
      #"{"location":{"_0":{"latitude":4.5,"longitude":-74.25,"name":"Local"}}}"#,
      .location(.init(latitude: 4.5, longitude: -74.25, name: "Local"))
    ),
    (
      #"{"contacts":{"_0":[{"name":"Beto","phones":["1"],"emails":[],"organization":"Sur"}]}}"#,
      .contacts([.init(name: "Beto", phones: ["1"], organization: "Sur")])
    ),
    (
      #"{"order":{"_0":{"catalogID":"1","items":[{"productID":"a","quantity":2,"price":9.5,"currency":"MXN"}]}}}"#,
      .order(.init(catalogID: "1", items: [.init(productID: "a", quantity: 2, price: 9.5, currency: "MXN")]))
    ),
    (#"{"button":{"text":"Sí","payload":"SI"}}"#, .button(text: "Sí", payload: "SI")),
    (#"{"buttonReply":{"id":"1","title":"Uno"}}"#, .buttonReply(id: "1", title: "Uno")),
    (
      #"{"listReply":{"id":"1","title":"Uno","description":"el primero"}}"#,
      .listReply(id: "1", title: "Uno", description: "el primero")
    ),
    (#"{"formReply":{"_0":{"name":"flow","response":"[1]"}}}"#, .formReply(.init(name: "flow", response: "[1]"))),
    (
      #"{"callPermission":{"_0":{"isGranted":true,"isPermanent":false}}}"#,
      .callPermission(.init(isGranted: true))
    ),
    (#"{"reaction":{"emoji":"👍","to":"wamid.0"}}"#, .reaction(emoji: "👍", to: "wamid.0")),
    (#"{"edit":{"of":"wamid.0","to":{"text":{"_0":"martes"}}}}"#, .edit(of: "wamid.0", to: .text("martes"))),
    (#"{"revoke":{"of":"wamid.0"}}"#, .revoke(of: "wamid.0")),
    (#"{"welcome":{}}"#, .welcome),
    (#"{"system":{"type":"user_changed_number"}}"#, .system(type: "user_changed_number")),
    (#"{"unsupported":{"type":"gif","code":131051}}"#, .unsupported(type: "gif", code: 131_051)),
    (#"{"other":{"type":"hologram"}}"#, .other(type: "hologram", subtype: nil)),
  ]

  @Test("what lies in a database is read, and written so that it is read again", arguments: stored.indices)
  func read(index: Int) throws {
    let (json, content) = Self.stored[index]
    let details = MessageDetails(content: content)
    let read = try JSONDecoder().decode(MessageDetails.self, from: Data(#"{"content":\#(json)}"#.utf8))
    #expect(read == details, "\(json)")
    let written = try JSONEncoder().encode(details)
    #expect(try JSONDecoder().decode(MessageDetails.self, from: written) == details)
  }

  @Test("so are what is answered, a forward and an advert")
  func beside() throws {
    let json = #"{"quoted":"wamid.0","isForwarded":true,"referral":{"source":"ad","sourceID":"1","clickID":"c"}}"#
    let details = MessageDetails(
      quoted: "wamid.0", isForwarded: true, referral: Referral(source: "ad", sourceID: "1", clickID: "c"))
    #expect(try JSONDecoder().decode(MessageDetails.self, from: Data(json.utf8)) == details)
  }

  @Test("a plain text has none")
  func plain() {
    #expect(MessageDetails(content: .text("Hola")).orNone == nil)
    #expect(MessageDetails(content: .text("Hola"), quoted: "wamid.0").orNone != nil)
  }
}
