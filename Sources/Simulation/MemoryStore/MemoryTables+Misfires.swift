package import BusinessTime
package import Gateway
package import Helpdesk

extension MemoryTables {
  package func misfire(of message: MessageID, rule: String) throws -> Misfire? {
    misfires[Self.place(of: message, rule)]
  }

  package mutating func save(_ misfire: Misfire) throws {
    misfires[Self.place(of: misfire.message, misfire.rule)] = misfire
  }

  package mutating func removeMisfire(of message: MessageID, rule: String) throws {
    misfires[Self.place(of: message, rule)] = nil
  }

  package func ruleFigures(from: Timestamp, to: Timestamp) throws -> [RuleFigures] {
    let quarters = RuleQuarter.all(from: from, to: to)
    var matched: [String: Int] = [:]
    for row in ruleMatches.rows(where: { quarters.contains($0.quarter) }) { matched[row.rule, default: 0] += row.count }
    return RuleFigures.all(
      matched: matched, misfires: misfires.rows { quarters.contains(RuleQuarter.of($0.matchedAt)) })
  }

  /// Of a message that is new.
  mutating func countMatches(of message: StoredMessage) {
    let quarter = RuleQuarter.of(message.receivedAt)
    for rule in message.verdict?.matchedRules ?? [] {
      let key = "\(quarter) \(rule)"
      ruleMatches[key] = RuleMatches(quarter: quarter, rule: rule, count: (ruleMatches[key]?.count ?? 0) + 1)
    }
  }

  /// Ids of messages hold no NUL.
  private static func place(of message: MessageID, _ rule: String) -> String { "\(message.rawValue)\u{0}\(rule)" }
}

/// Messages that a rule sorted within a quarter of an hour.
struct RuleMatches: Sendable {
  var quarter: Int64
  var rule: String
  var count: Int
}
