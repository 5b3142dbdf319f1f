import Helpdesk

/// Reads what happened to one group; who it is about as the change's contacts know them (Meta, webhooks for groups).
struct GroupReader {
  /// Meta's groups have eight participants at most.
  private static let mostPeople = 16
  /// A failure carries one or two codes.
  private static let mostCodes = 16

  let contacts: ContactBook

  func change(of group: JSONValue) -> GroupChange {
    GroupChange(
      action: group.label("type"), requestID: group["request_id"]?.identifier, reason: group.label("reason"),
      initiator: group.label("initiated_by"), joinRequest: joinRequest(in: group),
      added: people(in: group["added_participants"]), removed: people(in: group["removed_participants"]),
      failed: failed(in: group["failed_participants"]), settings: Self.settings(of: group),
      errorCodes: Self.codes(in: group))
  }

  /// Whoever asks to be let in stands beside the request's id and in no list.
  private func joinRequest(in group: JSONValue) -> GroupChange.JoinRequest? {
    let id = group["join_request_id"]?.identifier
    let person = person(group)
    return id == nil && person == nil ? nil : GroupChange.JoinRequest(id: id, person: person ?? Identity())
  }

  private func people(in list: JSONValue?) -> [Identity] {
    guard let list else { return [] }
    return Array(list.oneOrMany.lazy.compactMap(person).prefix(Self.mostPeople))
  }

  private func failed(in list: JSONValue?) -> [GroupChange.Failure] {
    guard let list else { return [] }
    let all = list.oneOrMany.lazy.compactMap { element in
      person(element).map { GroupChange.Failure(person: $0, errorCodes: Self.codes(in: element)) }
    }
    return Array(all.prefix(Self.mostPeople))
  }

  /// `input` is what we had named them by: a phone or a user id.
  private func person(_ element: JSONValue) -> Identity? {
    let input = element["input"]
    let phone = (element["wa_id"] ?? input)?.phone
    let userID = element["user_id"]?.userID ?? (input?.phone == nil ? input?.userID : nil)
    let person = contacts.identity(phone: phone, userID: userID)
    return phone == nil && userID == nil ? nil : person
  }

  /// A setting is an object with a text, or at a group's making the plain text.
  private static func settings(of group: JSONValue) -> [GroupChange.Setting] {
    var found: [GroupChange.Setting] = []
    for member in group.members {
      guard let name = name(of: member.name), !found.contains(where: { $0.name == name }) else { continue }
      let value = member.value
      let isDone = value["update_successful"].map { $0.isTrue || $0.isText("true") }
      let setting = GroupChange.Setting(
        name, text: value.excerpt ?? value["text"]?.excerpt, isDone: isDone, errorCodes: codes(in: value))
      if setting != GroupChange.Setting(name) { found.append(setting) }
    }
    return found
  }

  private static func name(of key: JSONValue) -> GroupChange.Setting.Name? {
    // What a group is called when it is made.
    if key.isText("subject") { return .subject }
    guard let bytes = key.utf8, bytes.count <= Label.maximumBytes else { return nil }
    return key.string.flatMap(GroupChange.Setting.Name.init)
  }

  private static func codes(in object: JSONValue) -> [Int] {
    guard let errors = object["errors"] else { return [] }
    return Array(errors.oneOrMany.lazy.compactMap(\.errorCode).prefix(mostCodes))
  }
}
