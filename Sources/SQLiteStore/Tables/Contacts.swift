internal import BusinessTime
internal import GRDB
internal import Gateway
package import Helpdesk

extension SQL {
  static let contact = "SELECT body FROM contact WHERE id = ?"
  static let contactByUser = """
    SELECT body FROM contact WHERE user_id = ? ORDER BY first_seen_at DESC, id DESC LIMIT 1
    """
  static let contactByPhone = """
    SELECT body FROM contact WHERE phone_key = ? ORDER BY first_seen_at DESC, id DESC LIMIT 1
    """
  static let saveContact = """
    INSERT INTO contact (id, user_id, phone_key, phone, folded_name, first_seen_at, moved_to, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, phone_key = excluded.phone_key,
      phone = excluded.phone, folded_name = excluded.folded_name, first_seen_at = excluded.first_seen_at,
      moved_to = excluded.moved_to, body = excluded.body
    """
}

extension SQLiteTables {
  package func contact(_ id: ContactID) throws -> Contact? {
    try session.first(SQL.contact, [id.rawValue]) { try session.state($0, 0) }
  }

  package func contact(userID: UserID) throws -> Contact? {
    try session.first(SQL.contactByUser, [userID.rawValue]) { try session.state($0, 0) }
  }

  /// If two hold one phone, the one that was first seen last: numbers are recycled, and the newer holder has it.
  package func contact(phone: PhoneKey) throws -> Contact? {
    try session.first(SQL.contactByPhone, [phone.rawValue]) { try session.state($0, 0) }
  }

  package mutating func save(_ contact: Contact) throws {
    try session.run(
      SQL.saveContact,
      [
        contact.id.rawValue, contact.userID?.rawValue, contact.phoneKey?.rawValue, contact.phone,
        contact.name.map(SearchText.fold), contact.firstSeenAt.milliseconds, contact.movedTo?.rawValue,
        try session.encode(contact),
      ])
  }
}
