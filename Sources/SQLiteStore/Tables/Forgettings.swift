package import BusinessTime
internal import Foundation
internal import GRDB
internal import Gateway
package import Helpdesk

extension SQL {
  static let forgottenKey = "SELECT key FROM forgotten_key WHERE id = 1"
  static let isForgotten = "SELECT 1 FROM forgotten WHERE digest = ?"
  static let noteForgotten = """
    INSERT INTO forgotten (digest, at) VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET at = excluded.at
    """
  static let forgettings = "SELECT body FROM forgetting ORDER BY id LIMIT ?"
  static let saveForgetting = """
    INSERT INTO forgetting (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body
    """
  static let removeForgetting = "DELETE FROM forgetting WHERE id = ?"
  static let contactsMovedTo = "SELECT body FROM contact WHERE moved_to = ? ORDER BY id LIMIT ?"
  static let unclosedConversations = """
    SELECT body FROM conversation WHERE contact = ? AND state <> 'closed' ORDER BY number, opened_at, ref
    """
  /// Walks what waits to be sent or may be under way, and nothing else. Both are bound to the contacts.
  static let unsettledSendTo = """
    SELECT 1 FROM outbox INDEXED BY outbox_due
    WHERE due_at IS NOT NULL AND recipient IN (SELECT 'c:' || value FROM json_each(?)) LIMIT 1
    """
  static let unsettledSendAbout = """
    SELECT 1 FROM outbox o INDEXED BY outbox_due CROSS JOIN conversation c ON c.ref = o.conversation
    WHERE o.due_at IS NOT NULL AND c.contact IN (SELECT value FROM json_each(?)) LIMIT 1
    """
}

extension SQLiteTables {
  package func isForgotten(_ wamid: Wamid) throws -> Bool {
    try session.first(SQL.isForgotten, [Data(digest(of: wamid))]) { _ in true } ?? false
  }

  package mutating func noteForgotten(_ wamids: [Wamid], at now: Timestamp) throws {
    for wamid in wamids { try session.run(SQL.noteForgotten, [Data(digest(of: wamid)), now.milliseconds]) }
  }

  private func digest(of wamid: Wamid) throws -> [UInt8] {
    let key = try session.forgottenKey.value {
      guard let key = try session.first(SQL.forgottenKey, [], { try $0.bytes(0) }),
        key.count == ForgottenWamid.keyBytes
      else { throw MissingRow(table: "forgotten_key") }
      return key
    }
    return ForgottenWamid.digest(of: wamid, key: key)
  }

  package func forgettings() throws -> [Forgetting] {
    try session.all(SQL.forgettings, [Forgetting.most]) { try $0.state(0) }
  }

  package mutating func save(_ forgetting: Forgetting) throws {
    try session.run(SQL.saveForgetting, [forgetting.id, try RowCoder.encode(forgetting)])
  }

  package mutating func removeForgetting(_ id: String) throws { try session.run(SQL.removeForgetting, [id]) }

  package func contacts(movedTo id: ContactID, most: Int) throws -> [Contact] {
    try session.all(SQL.contactsMovedTo, [id.rawValue, most]) { try session.state($0, 0) }
  }

  package func unclosedConversations(of contact: ContactID) throws -> [Conversation] {
    try session.all(SQL.unclosedConversations, [contact.rawValue]) { try session.state($0, 0) }
  }

  package func hasUnsettledSend(of contacts: [ContactID]) throws -> Bool {
    let ids = String(decoding: try RowCoder.encode(contacts), as: UTF8.self)
    return try [SQL.unsettledSendTo, SQL.unsettledSendAbout].contains { sql in
      try session.first(sql, [ids]) { _ in true } ?? false
    }
  }
}
