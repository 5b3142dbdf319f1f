internal import BusinessTime
internal import GRDB
package import Gateway
package import Helpdesk

extension SQL {
  static let summary = """
    SELECT c.body, k.body FROM conversation c CROSS JOIN contact k WHERE c.ref = ? AND k.id = c.contact
    """
}

extension SQLiteTables {
  package func detail(_ ref: ConversationRef, messages: Int) throws -> ConversationDetail? {
    let summary = try session.first(SQL.summary, [ref.number]) { row in
      ConversationSummary(conversation: try session.state(row, 0), contact: try session.state(row, 1))
    }
    guard let summary else { return nil }
    return ConversationDetail(
      summary: summary,
      clocks: ConversationDetail.clocks(saved: try savedClocks(of: ref), state: summary.conversation.clocks),
      messages: try lastRecords(of: ref, most: messages).reversed(), timeline: try timeline(of: ref),
      surveys: try surveys(of: ref), misfires: try misfires(in: ref))
  }
}
