import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The contacts of a change")
struct ContactBookTests {
  private func identity(_ contacts: String, phone: String?, userID: UserID?) -> Identity? {
    let text = Array(contacts.utf8)
    let read = text.withUnsafeBytes { bytes in
      JSONParser.read(bytes) { ContactBook($0).identity(phone: phone, userID: userID) }
    }
    return try? read.get()
  }

  private static let two = """
    [{"wa_id":"5215555550123","user_id":"MX.1","profile":{"name":"Ana"}},
     {"wa_id":"5491155550124","user_id":"AR.2","profile":{"name":"Beto"}}]
    """

  @Test("the user id is looked for before the phone")
  func userIDFirst() {
    let found = identity(Self.two, phone: "5215555550123", userID: "AR.2")
    #expect(found == Identity(phone: "5215555550123", userID: "AR.2", profileName: "Beto"))
  }

  @Test("a phone finds its contact in any spelling, keeps its own, and learns the user id")
  func phoneVariants() {
    #expect(
      identity(Self.two, phone: "525555550123", userID: nil)
        == Identity(phone: "525555550123", userID: "MX.1", profileName: "Ana"))
    #expect(
      identity(Self.two, phone: "541155550124", userID: nil)
        == Identity(phone: "541155550124", userID: "AR.2", profileName: "Beto"))
  }

  @Test("a user id learns the phone; a stranger learns nothing")
  func learning() {
    #expect(
      identity(Self.two, phone: nil, userID: "MX.1")
        == Identity(phone: "5215555550123", userID: "MX.1", profileName: "Ana"))
    #expect(identity(Self.two, phone: nil, userID: "MX.9") == Identity(userID: "MX.9"))
    #expect(identity(Self.two, phone: nil, userID: nil) == Identity())
  }

  @Test("a message that names nobody is the only contact's, and nobody's among several")
  func onlyContact() {
    let one = #"[{"wa_id":"+5215555550123","profile":{"name":"Ana"}}]"#
    #expect(identity(one, phone: nil, userID: nil) == Identity(phone: "5215555550123", profileName: "Ana"))
  }

  @Test("a thousand contacts answer like two, without searching each time")
  func thousand() {
    let many = (0..<1000).map { number in
      #"{"wa_id":"5215555550\#(100 + number)","user_id":"MX.\#(number)","profile":{"name":"N\#(number)"}}"#
    }
    let list = "[" + many.joined(separator: ",") + "]"
    #expect(identity(list, phone: nil, userID: "MX.999")?.profileName == "N999")
    #expect(identity(list, phone: "5215555550100", userID: nil)?.userID == "MX.0")
    #expect(identity(list, phone: "525555550150", userID: nil)?.userID == "MX.50")
  }

  @Test("broken contacts are passed over", arguments: ["[]", "[null,1,\"x\",{}]", "{}", #"[{"profile":null}]"#])
  func broken(contacts: String) {
    #expect(identity(contacts, phone: "5215555550123", userID: nil) == Identity(phone: "5215555550123"))
  }
}
