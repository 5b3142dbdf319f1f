import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("What happens to groups")
struct GroupNewsTests {
  @Test("which group something happened to, in each of the four fields, in a list or not")
  func groups() throws {
    let joined = GroupChange(added: [Identity(phone: "5215555550177")])
    let renamed = GroupChange(settings: [.init(.subject, text: "Obra")])
    #expect(
      try Fixture.readings("groups").map(\.event) == [
        .group(
          GroupNews(
            field: .lifecycle, groupID: "grupo1", timestamp: Timestamp(seconds: 1_795_300_026),
            change: GroupChange(action: "group_create"))),
        .other(field: "group_lifecycle_update"),
        .group(
          GroupNews(field: .lifecycle, groupID: nil, timestamp: nil, change: GroupChange(action: "group_delete"))),
        .group(GroupNews(field: .participants, groupID: "grupo1", timestamp: nil, change: joined)),
        .group(GroupNews(field: .settings, groupID: "grupo2", timestamp: nil, change: renamed)),
        .group(
          GroupNews(field: .status, groupID: "grupo3", timestamp: nil, change: GroupChange(action: "group_suspend"))),
      ])
  }

  @Test("what happened to a group: who came, went or could not, what became what, and why not")
  func changes() throws {
    let changes = try Fixture.readings("group_changes").map { reading -> GroupChange? in
      if case .group(let news)? = reading.event { news.change } else { nil }
    }
    #expect(
      changes == [
        GroupChange(
          action: "group_create", requestID: "pedido1",
          settings: [
            .init(.subject, text: "Obra norte"), .init(.inviteLink, text: "https://chat.example/abc"),
            .init(.joinApproval, text: "auto_approve"),
          ]),
        GroupChange(action: "group_create", requestID: "pedido2", errorCodes: [131_000]),
        GroupChange(
          action: "group_participants_add", reason: "invite_link",
          added: [
            Identity(phone: "5215555550177", userID: "MX.6", profileName: "Luz"), Identity(userID: "MX.7"),
          ]),
        GroupChange(
          action: "group_participants_remove", requestID: "pedido3", initiator: "business",
          removed: [
            Identity(phone: "5215555550177", userID: "MX.6", profileName: "Luz"), Identity(userID: "MX.9"),
          ],
          failed: [.init(person: Identity(userID: "MX.8"), errorCodes: [131_026])], errorCodes: [131_020]),
        GroupChange(
          action: "group_join_request_created",
          joinRequest: .init(id: "entrada1", person: Identity(phone: "5215555550178"))),
        GroupChange(
          action: "group_settings_update", requestID: "pedido4",
          settings: [
            .init(.picture, isDone: true), .init(.subject, text: "Obra sur", isDone: true),
            .init(.description, text: "Avisos", isDone: false, errorCodes: [131_000]),
          ]),
        GroupChange(action: "group_suspend"), GroupChange(action: "group_suspend_cleared"),
      ])
  }

  @Test("of a thousand people or errors sixteen are read, and of what is none nothing")
  func bounded() throws {
    let people = (0..<1000).map { #"{"wa_id":"52155555\#(50_000 + $0)"}"# }.joined(separator: ",")
    let errors = (1...1000).map { #"{"code":\#($0)}"# }.joined(separator: ",")
    let members = #""added_participants":[\#(people)],"failed_participants":"x","errors":[\#(errors)],"type":7"#
    let body =
      #"{"entry":[{"changes":[{"field":"group_participants_update","value":{"groups":[{\#(members)}]}}]}]}"#
    guard case .group(let news)? = try Fixture.readings(of: Array(body.utf8)).first?.event else {
      throw Fixture.Missing()
    }
    #expect(news.change.added == (0..<16).map { Identity(phone: "52155555\(50_000 + $0)") })
    #expect(news.change.errorCodes == Array(1...16))
    #expect(news.change.failed == [] && news.change.action == nil)
  }
}
