internal import BusinessTime
internal import GRDB
package import Gateway
internal import Helpdesk

/// A list's statement, put together from constant fragments; values are always arguments.
///
/// A list by due time has two: what has one, and behind it what has none. One statement for both would have to read
/// from the head at every page, because no comparison finds a place among nulls.
struct ConversationListStatement {
  enum Part { case whole, due, undue }

  private(set) var sql: String
  private(set) var arguments: StatementArguments = []

  /// In the order in which they are read.
  static func parts(of query: ConversationQuery) -> [Part] {
    switch query.sort {
    case .newest: [.whole]
    case .due:
      if query.sla == SLAState.none || query.after.map({ $0.time == nil }) ?? false {
        [.undue]
      } else {
        query.sla == nil ? [.due, .undue] : [.due]
      }
    }
  }

  init(_ query: ConversationQuery, _ part: Part, most: Int) {
    sql = "SELECT c.body, k.body FROM conversation c CROSS JOIN contact k WHERE k.id = c.contact"
    states(query.states)
    sla(query.sla, at: query.now)
    if let assignee = query.assignee { add("c.assignee = ?", assignee.rawValue) }
    if let team = query.team { add("c.team = ?", team.rawValue) }
    if let text = query.text.flatMap(SearchText.init) { search(text) }
    let isNarrow = query.assignee != nil || !query.states.isEmpty && !query.states.contains(.closed)
    self.part(part, after: query.after, isNarrow: isNarrow)
    sql += " LIMIT ?"
    arguments += [most]
  }

  /// A place among the conversations without a due time is sought in the index of all of them, unless another index
  /// holds few anyway (`isNarrow`): the plus keeps SQLite from taking the larger one for the sake of the place.
  private mutating func part(_ part: Part, after place: ConversationPlace?, isNarrow: Bool) {
    switch part {
    case .due:
      sql += " AND c.next_due_at IS NOT NULL"
      if let place, let time = place.time {
        sql += " AND (c.next_due_at, c.ref) > (?, ?)"
        arguments += [time.milliseconds, place.ref.number]
      }
      sql += " ORDER BY c.next_due_at, c.ref"
    case .undue:
      sql += " AND c.next_due_at IS NULL"
      if let place, place.time == nil { add(isNarrow ? "+c.ref > ?" : "c.ref > ?", place.ref.number) }
      sql += " ORDER BY c.ref"
    case .whole:
      if let place, let time = place.time {
        sql += " AND (c.opened_at, c.ref) < (?, ?)"
        arguments += [time.milliseconds, place.ref.number]
      }
      sql += " ORDER BY c.opened_at DESC, c.ref DESC"
    }
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
    // The part without a due time is all there is of it; a list by opening has no parts.
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
    var found: [ConversationSummary] = []
    for part in ConversationListStatement.parts(of: query) where found.count < query.most {
      let statement = ConversationListStatement(query, part, most: query.most - found.count)
      found += try session.all(statement.sql, statement.arguments) { row in
        ConversationSummary(conversation: try session.state(row, 0), contact: try session.state(row, 1))
      }
    }
    return found
  }
}
