internal import BusinessTime
internal import Foundation
internal import GRDB
package import Gateway

extension SQL {
  static let keptAnswer = """
    SELECT request, at, status, type, body FROM kept_answer WHERE token = ? AND key = ?
    """
  static let keptAnswerCount = "SELECT count(*) FROM (SELECT 1 FROM kept_answer WHERE token = ? LIMIT ?)"
  /// A key whose day is over may be used for something else: its row goes to the end.
  static let keepAnswer = """
    INSERT OR REPLACE INTO kept_answer (token, key, request, at, status, type, body) VALUES (?, ?, ?, ?, ?, ?, ?)
    """
}

extension SQLiteTables {
  package func keptAnswer(token: String, key: String) throws -> KeptAnswer? {
    try session.first(SQL.keptAnswer, [token, key]) { row in
      KeptAnswer(
        key: AnswerKey(token: token, key: key, request: try row.bytes(0)), at: Timestamp(column: row, 1),
        status: row[2], type: row[3], body: (row[4] as Data?).map { [UInt8]($0) })
    }
  }

  package func keptAnswerCount(of token: String, most: Int) throws -> Int {
    try session.first(SQL.keptAnswerCount, [token, most]) { $0[0] } ?? 0
  }

  package mutating func keep(_ answer: KeptAnswer) throws {
    try session.run(
      SQL.keepAnswer,
      [
        answer.key.token, answer.key.key, Data(answer.key.request), answer.at.milliseconds, answer.status,
        answer.type, answer.body.map { Data($0) },
      ])
  }
}
