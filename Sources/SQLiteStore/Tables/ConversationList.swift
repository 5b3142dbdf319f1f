internal import BusinessTime
internal import GRDB
package import Gateway
internal import Helpdesk

/// A list's statement, put together from constant fragments; values are always arguments.
struct ConversationListStatement {
  private(set) var sql: String
  private(set) var arguments: StatementArguments = []

  init(_ query: ConversationQuery) {
    sql = "SELECT c.body, k.body FROM conversation c CROSS JOIN contact k WHERE k.id = c.contact"
    states(query.states)
    sla(query.sla, at: query.now)
    if let assignee = query.assignee { add("c.assignee = ?", assignee.rawValue) }
    if let team = query.team { add("c.team = ?", team.rawValue) }
    if let text = query.text.flatMap(SearchText.init) { search(text) }
    switch query.sort {
    case .due: sql += " ORDER BY c.next_due_at NULLS LAST, c.ref"
    case .newest: sql += " ORDER BY c.opened_at DESC, c.ref DESC"
    }
    sql += " LIMIT ? OFFSET ?"
    arguments += [query.most, query.offset]
  }

  /// Without `closed`, the term that lets SQLite use the small index of live conversations.
  private mutating func states(_ states: Set<ConversationState>) {
    guard !states.isEmpty else { return }
    let names = states.map(\.rawValue).sorted()
    sql += " AND c.state IN (\(names.map { _ in "?" }.joined(separator: ", ")))"
    arguments += StatementArguments(names)
    if !states.contains(.closed) { sql += " AND c.state <> 'closed'" }
  }

  private mutating func sla(_ sla: SLAState?, at now: Timestamp) {
    switch sla {
    case nil: break
    case .overdue: add("c.next_due_at <= ?", now.milliseconds)
    case .dueSoon:
      add("c.next_due_at > ?", now.milliseconds)
      add("c.due_soon_at <= ?", now.milliseconds)
    case .onTime:
      add("c.next_due_at > ?", now.milliseconds)
      add("(c.due_soon_at IS NULL OR c.due_soon_at > ?)", now.milliseconds)
    case .some(.none): sql += " AND c.next_due_at IS NULL"
    }
  }

  private mutating func search(_ text: SearchText) {
    var terms: [String] = []
    if let ref = text.ref { terms.append("c.ref = ?"); arguments += [ref.number] }
    if let digits = text.digits { terms.append("instr(k.phone, ?) > 0"); arguments += [digits] }
    if let name = text.foldedName { terms.append("instr(k.folded_name, ?) > 0"); arguments += [name] }
    sql += " AND (\(terms.joined(separator: " OR ")))"
  }

  private mutating func add(_ term: String, _ value: some DatabaseValueConvertible) {
    sql += " AND \(term)"
    arguments += [value]
  }
}

extension SQLiteTables {
  package func list(_ query: ConversationQuery) throws -> [ConversationSummary] {
    let statement = ConversationListStatement(query)
    return try session.all(statement.sql, statement.arguments) { row in
      ConversationSummary(conversation: try session.state(row, 0), contact: try session.state(row, 1))
    }
  }
}
