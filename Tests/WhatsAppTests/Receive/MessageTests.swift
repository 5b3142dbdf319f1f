import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("A message from a user")
struct MessageTests {
  @Test("a text is read whole: account, number, sender, time, content")
  func text() throws {
    let expected = WebhookItem(
      account: "900000000000001", number: "100000000000001", receivedAt: Timestamp(seconds: 1_795_300_100),
      event: .message(
        InboundMessage(
          wamid: "wamid.TEST0001",
          sender: Identity(phone: "5215555550123", userID: "MX.1000000000000001", profileName: "Ana Prueba"),
          timestamp: Timestamp(seconds: 1_795_300_000), content: .text("Buenas tardes"))))
    #expect(try Fixture.readings("text") == [.item(expected)])
  }

  @Test("a reply, a forward, an advert and a group are marked")
  func marks() throws {
    let reply = try Fixture.message("text_reply_forwarded")
    #expect(reply.quoted == "wamid.TEST0900" && reply.isForwarded && reply.referral == nil && reply.groupID == nil)
    let advert = Referral(source: "ad", sourceID: "1", url: "https://example.com/ad", clickID: "x")
    #expect(try Fixture.message("text_referral").referral == advert)
    let whole = Referral(
      source: "ad", sourceID: "120200000000000001", url: "https://example.test/anuncio",
      headline: "Envíos en 24 horas", body: "Escríbenos", clickID: "ARA-synthetic", mediaType: "image",
      mediaURL: "https://example.test/i.jpg")
    #expect(try Fixture.message("referral_whole").referral == whole)
    #expect(try Fixture.message("referral_of_status_ad").referral == Referral(source: "post", welcome: "Hola"))
    #expect(try Fixture.message("text_frequently_forwarded").isForwarded)
    let enquiry = try Fixture.message("text_about_product")
    #expect(enquiry.quoted == "wamid.TEST0901")
    #expect(enquiry.product == ProductEnquiry(catalogID: "1", productID: "SKU-9"))
    let film = Referral(
      source: "ad", mediaType: "video", mediaURL: "https://example.test/v.mp4",
      thumbnailURL: "https://example.test/t.jpg", welcome: "¡Hola! ¿Qué buscas?")
    #expect(try Fixture.message("referral_video").referral == film)
    let milliseconds = try Fixture.message("text_milliseconds").timestamp
    #expect(milliseconds == Timestamp(milliseconds: 1_795_300_000_123))
    #expect(try Fixture.message("text_group").groupID == "group-0001")
    let plain = try Fixture.message("text")
    #expect(plain.quoted == nil && !plain.isForwarded && plain.referral == nil && !plain.isStandby)
  }

  @Test("a sender without a phone is known by the user id, and named by the contact with that id")
  func noPhone() throws {
    let sender = try Fixture.message("no_phone").sender
    #expect(sender == Identity(phone: nil, userID: "CO.2000000000000002", profileName: "Luz"))
    #expect(try Fixture.message("username_only_name").sender.profileName == "luz")
  }

  @Test("without contacts the sender is what the message says, its plus sign taken off")
  func noContacts() throws {
    let sender = try Fixture.message("no_contacts").sender
    #expect(sender == Identity(phone: "5215555550123", userID: "MX.1000000000000001"))
  }

  @Test(
    "a phone is read with what people put between its digits, and what is none is none",
    arguments: [
      ("+52 (1) 55-5555-0123", "5215555550123"), ("(52) 1 55 5555 0123", "5215555550123"), ("", nil), (" - ", nil),
      ("52x15555550123", nil), ("123456789012345678901", nil), ("+", nil), ("52+15555550123", nil),
      ("-5215555550123", nil), ("5215555550123.0", nil), ("1555555012-1612345678", nil),
    ])
  func phones(written: String, expected: String?) throws {
    let message = #"{"from":"\#(written)","id":"wamid.1","timestamp":"1795300000","type":"text","text":{"body":"a"}}"#
    let body = #"""
      {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messages":\#
      [\#(message)]}}]}]}
      """#
    guard case .message(let read) = try #require(try Fixture.readings(of: Array(body.utf8)).first).event else {
      throw Fixture.Missing()
    }
    #expect(read.sender.phone == expected)
  }

  @Test("a contact with the same phone and another user id is somebody else")
  func recycledPhone() throws {
    let sender = try Fixture.message("recycled_phone").sender
    #expect(sender == Identity(phone: "5215555550123", userID: "MX.1000000000000001"))
  }

  @Test("null metadata costs the number, not the message")
  func nullMetadata() throws {
    let readings = try Fixture.readings("null_metadata")
    guard case .item(let item) = readings.first else { throw Fixture.Missing() }
    #expect(item.number == nil && item.account == "900000000000001" && readings[0].wamid == "wamid.TEST0001")
  }

  @Test("a message without an id is kept unread, its sibling is read")
  func noID() throws {
    let readings = try Fixture.readings("message_without_id")
    #expect(readings.map(\.reason) == [.noID, nil])
    #expect(readings.map(\.wamid) == [nil, "wamid.TEST0001"])
  }

  @Test("an object in place of the list is its only message; any other value is kept unread")
  func wrongList() throws {
    #expect(try Fixture.readings("messages_as_object").map(\.wamid) == ["wamid.TEST0001"])
    #expect(try Fixture.readings("messages_as_text").map(\.reason) == [.notAnObject])
  }

  @Test("a list that is given twice loses nothing")
  func repeatedKey() throws {
    #expect(try Fixture.readings("duplicate_messages_key").map(\.wamid) == ["wamid.TEST0001", "wamid.TEST0009"])
  }

  @Test("half a surrogate pair in one message or name costs neither the message nor its sibling")
  func loneSurrogate() throws {
    let readings = try Fixture.readings("lone_surrogate")
    let messages = readings.compactMap { reading in
      if case .message(let message) = reading.event { message } else { nil }
    }
    #expect(messages.map(\.content) == [.text("cortado \u{FFFD} aquí"), .text("sano 🚀")])
    #expect(messages.map(\.sender.profileName) == ["Ana \u{FFFD}", "Ana \u{FFFD}"])
  }

  @Test("a number beyond every type is unreadable as a time and harms nothing else")
  func hugeNumber() throws {
    let readings = try Fixture.readings("huge_number")
    let times = readings.map { reading -> Timestamp? in
      guard case .message(let message) = reading.event else { return nil }
      return message.timestamp
    }
    #expect(readings.map(\.wamid) == ["wamid.A", "wamid.B", "wamid.C"])
    #expect(times == [nil, nil, Timestamp(seconds: 1_795_300_000)])
  }
}
