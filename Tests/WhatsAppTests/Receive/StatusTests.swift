import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("A status of a message of ours")
struct StatusTests {
  private func status(_ name: String) throws -> StatusUpdate {
    guard case .status(let status) = try Fixture.event(name) else { throw Fixture.Missing() }
    return status
  }

  @Test("all five statuses are read, each as an item of its own")
  func allFive() throws {
    let readings = try Fixture.readings("statuses_all")
    let expected = [DeliveryStatus.sent, .delivered, .read, .failed, .played].map { status in
      StatusUpdate(
        wamid: "wamid.TEST0500", status: status, timestamp: Timestamp(seconds: 1_795_300_010),
        recipient: Identity(phone: "5215555550123", userID: "MX.1000000000000001"), callbackData: "01TESTOUTBOX")
    }
    #expect(readings.map(\.event) == expected.map { .status($0) })
  }

  @Test("the codes of a failure are read, as numbers or as text, and the prose is not")
  func failed() throws {
    let status = try status("status_failed")
    #expect(status.status == .failed && status.errorCodes == [131_047, 131_026] && status.callbackData == nil)
  }

  @Test("what a message costs is read by its category and type; without a category nothing is known of it")
  func pricing() throws {
    let prices = try Fixture.readings("statuses_priced").map(\.event).map { event -> Pricing? in
      guard case .status(let status) = event else { throw Fixture.Missing() }
      return status.pricing
    }
    #expect(
      prices == [
        Pricing(category: "service", type: "free_customer_service"),
        Pricing(category: "authentication-international", type: "unknown"), nil, nil,
      ])
  }

  @Test("a status nobody knows is kept under its name, made harmless")
  func unknown() throws {
    #expect(try Fixture.event("status_unknown") == .other(field: "statuses.warped_____"))
  }

  @Test("a status without a status is kept unread")
  func noStatus() throws {
    #expect(try Fixture.readings("status_without_status").map(\.reason) == [.noStatus])
  }

  @Test("in a group the recipient is the participant, not the group")
  func group() throws {
    #expect(
      try status("status_group").recipient == Identity(phone: "5215555550123", userID: "MX.1000000000000001"))
  }

  @Test("a recipient without a phone is known by the user id")
  func noPhone() throws {
    let status = try status("status_no_phone")
    #expect(status.recipient == Identity(userID: "CO.2", profileName: "Luz"))
    #expect(status.timestamp == Timestamp(seconds: 1_795_300_012))
  }
}
