package import BusinessTime
internal import GRDB
package import Gateway
package import Helpdesk

extension SQL {
  static let countMatch = """
    INSERT INTO rule_match (quarter, rule, matches) VALUES (?, ?, 1)
    ON CONFLICT (quarter, rule) DO UPDATE SET matches = matches + 1
    """
  static let ruleMatches = """
    SELECT rule, sum(matches) FROM rule_match WHERE quarter >= ? AND quarter < ? GROUP BY rule
    """
  static let misfire = "SELECT body FROM misfire WHERE message = ? AND rule = ?"
  static let misfiresOfConversation = "SELECT body FROM misfire WHERE conversation = ?"
  static let misfiresMatched = "SELECT body FROM misfire WHERE matched_at >= ? AND matched_at < ?"
  static let saveMisfire = """
    INSERT OR REPLACE INTO misfire (message, rule, conversation, matched_at, body) VALUES (?, ?, ?, ?, ?)
    """
  static let removeMisfire = "DELETE FROM misfire WHERE message = ? AND rule = ?"
}

extension SQLiteTables {
  package func misfire(of message: MessageID, rule: String) throws -> Misfire? {
    try session.first(SQL.misfire, [message.rawValue, rule]) { try $0.state(0) }
  }

  package mutating func save(_ misfire: Misfire) throws {
    try session.run(
      SQL.saveMisfire,
      [
        misfire.message.rawValue, misfire.rule, misfire.conversation.number, misfire.matchedAt.milliseconds,
        try RowCoder.encode(misfire),
      ])
  }

  package mutating func removeMisfire(of message: MessageID, rule: String) throws {
    try session.run(SQL.removeMisfire, [message.rawValue, rule])
  }

  func misfires(in ref: ConversationRef) throws -> [Misfire] {
    try session.all(SQL.misfiresOfConversation, [ref.number]) { try $0.state(0) }
  }

  /// Of a message that is new.
  func countMatches(of message: StoredMessage) throws {
    for rule in message.verdict?.matchedRules ?? [] {
      try session.run(SQL.countMatch, [RuleQuarter.of(message.receivedAt), rule])
    }
  }

  package func ruleFigures(from: Timestamp, to: Timestamp) throws -> [RuleFigures] {
    let quarters = RuleQuarter.all(from: from, to: to)
    let (first, end) = (quarters.lowerBound, quarters.upperBound)
    let matched: [(String, Int)] = try session.all(SQL.ruleMatches, [first, end]) { ($0[0], $0[1]) }
    let misfires: [Misfire] = try session.all(
      SQL.misfiresMatched, [first * RuleQuarter.milliseconds, end * RuleQuarter.milliseconds]
    ) { try $0.state(0) }
    return RuleFigures.all(matched: Dictionary(uniqueKeysWithValues: matched), misfires: misfires)
  }
}
