import Helpdesk

/// The `contacts` of one change: who the people of its messages and statuses are (whatsapp §3).
///
/// A contact is found by user id first, then by phone as written, then by any spelling of that phone. A contact with
/// another user id is somebody else, whatever the phone says: numbers are recycled.
struct ContactBook {
  /// Up to here a search from the front is faster than an index; Meta sends one contact a message.
  private static let mostWithoutIndex = 8

  private var contacts: [Identity] = []
  private var index = Index()

  /// Reads what is there; a contact without phone and user id is of no use and left out.
  init(_ list: JSONValue?) {
    guard let list else { return }
    for contact in list.oneOrMany {
      let identity = Identity(
        phone: contact["wa_id"]?.phone, userID: contact["user_id"]?.userID, profileName: Self.name(of: contact))
      if identity.isKnown { contacts.append(identity) }
    }
    if contacts.count > Self.mostWithoutIndex { index = Index(contacts) }
  }

  /// The person, with what the book adds; without phone and user id, the only contact there is.
  func identity(phone: String?, userID: UserID?) -> Identity {
    guard let contact = contact(phone: phone, userID: userID) else { return Identity(phone: phone, userID: userID) }
    return Identity(
      phone: phone ?? contact.phone, userID: userID ?? contact.userID, profileName: contact.profileName)
  }

  private func contact(phone: String?, userID: UserID?) -> Identity? {
    if let userID, let found = position(of: userID) { return contacts[found] }
    guard let phone else { return userID == nil && contacts.count == 1 ? contacts[0] : nil }
    guard let found = position(of: phone) else { return nil }
    let isSomebodyElse = userID != nil && contacts[found].userID != nil
    return isSomebodyElse ? nil : contacts[found]
  }

  private func position(of userID: UserID) -> Int? {
    if contacts.count > Self.mostWithoutIndex { return index.byUserID[userID] }
    return contacts.firstIndex { $0.userID == userID }
  }

  private func position(of phone: String) -> Int? {
    if contacts.count > Self.mostWithoutIndex { return index.byPhone[phone] ?? index.byKey[PhoneKey(phone)] }
    if let exact = contacts.firstIndex(where: { $0.phone == phone }) { return exact }
    let key = PhoneKey(phone)
    return contacts.firstIndex { $0.phone.map(PhoneKey.init) == key }
  }

  /// The first contact of a phone or user id holds.
  private struct Index {
    var byUserID: [UserID: Int] = [:]
    var byPhone: [String: Int] = [:]
    var byKey: [PhoneKey: Int] = [:]

    init() {}

    init(_ contacts: [Identity]) {
      for (position, contact) in contacts.enumerated().reversed() {
        if let userID = contact.userID { byUserID[userID] = position }
        guard let phone = contact.phone else { continue }
        byPhone[phone] = position
        byKey[PhoneKey(phone)] = position
      }
    }
  }

  /// The profile's name, else its username, seen with and without `@`.
  private static func name(of contact: JSONValue) -> String? {
    let profile = contact["profile"]
    if let name = profile?.text("name"), !name.isEmpty { return name }
    guard let username = profile?.text("username"), !username.isEmpty else { return nil }
    return username.hasPrefix("@") ? String(username.dropFirst()) : username
  }
}
