internal import BusinessTime
internal import GRDB
package import Helpdesk

extension SQL {
  static let survey = "SELECT body FROM survey WHERE entry = ?"
  static let newestSurvey = """
    SELECT body FROM survey WHERE contact = ? AND number = ? ORDER BY asked_at DESC, entry DESC LIMIT 1
    """
  static let surveys = "SELECT body FROM survey WHERE ref = ? ORDER BY asked_at, entry"
  static let saveSurvey = """
    INSERT INTO survey (entry, contact, number, ref, asked_at, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (entry) DO UPDATE SET contact = excluded.contact, number = excluded.number, ref = excluded.ref,
      asked_at = excluded.asked_at, body = excluded.body
    """
}

extension SQLiteTables {
  package func survey(_ entry: OutboxID) throws -> Survey? {
    try session.first(SQL.survey, [entry.rawValue]) { try $0.state(0) }
  }

  package func newestSurvey(of contact: ContactID, on number: NumberID) throws -> Survey? {
    try session.first(SQL.newestSurvey, [contact.rawValue, number.rawValue]) { try $0.state(0) }
  }

  package mutating func save(_ survey: Survey) throws {
    try session.run(
      SQL.saveSurvey,
      [
        survey.entry.rawValue, survey.contact.rawValue, survey.number.rawValue, survey.conversation.number,
        survey.askedAt.milliseconds, try RowCoder.encode(survey),
      ])
  }

  /// All that were asked about a conversation, oldest first.
  func surveys(of ref: ConversationRef) throws -> [Survey] {
    try session.all(SQL.surveys, [ref.number]) { try $0.state(0) }
  }
}
