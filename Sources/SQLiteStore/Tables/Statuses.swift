package import BusinessTime
internal import GRDB
internal import Gateway
package import Helpdesk

extension SQL {
  static let insertStatus = """
    INSERT INTO status (wamid, status, recipient, received_at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (wamid, status, recipient) DO NOTHING
    """
  static let statuses = "SELECT body FROM status WHERE wamid = ? ORDER BY arrival"
}

extension SQLiteTables {
  package mutating func insertIfNew(_ status: StatusUpdate, receivedAt: Timestamp) throws -> Bool {
    try session.run(
      SQL.insertStatus,
      [
        status.wamid.rawValue, status.status.rawValue, status.recipientColumn, receivedAt.milliseconds,
        try RowCoder.encode(status),
      ]) == 1
  }

  package func statuses(of wamid: Wamid) throws -> [StatusUpdate] {
    try session.all(SQL.statuses, [wamid.rawValue]) { try $0.state(0) }
  }
}
