import GRDB
import Gateway
import Helpdesk
import Testing

@testable import SQLiteStore

@Suite("Query plans")
struct QueryPlanTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: String
    var index: String

    init(_ name: String, _ sql: String, _ index: String) {
      (testDescription, self.sql, self.index) = (name, sql, index)
    }
  }

  static let cases = [
    Case("contact", SQL.contact, "PRIMARY KEY"),
    Case("contact by user id", SQL.contactByUser, "contact_user"),
    Case("contact by phone", SQL.contactByPhone, "contact_phone"),
    Case("conversation", SQL.conversation, "INTEGER PRIMARY KEY"),
    Case("open conversation", SQL.openConversation, "conversation_contact"),
    Case("load", SQL.load, "conversation_assignee"),
    Case("last assigned", SQL.lastAssigned, "conversation_assigned"),
    Case("versions in use", SQL.versionsInUse, "COVERING INDEX conversation_version"),
    Case("due conversations", SQL.dueConversations, "COVERING INDEX conversation_wake"),
    Case("due pagers", SQL.duePagers, "pager_wake"),
    Case("due lines", SQL.dueLines, "line_wake"),
    Case("message", SQL.message, "message_wamid"),
    Case("message of a conversation", SQL.messageOfConversation, "message_conversation (conversation=?)"),
    Case("misfire", SQL.misfire, "PRIMARY KEY (message=? AND rule=?)"),
    Case("misfires of a conversation", SQL.misfiresOfConversation, "misfire_conversation"),
    Case("misfires of a stretch of time", SQL.misfiresMatched, "misfire_matched (matched_at>? AND matched_at<?)"),
    Case("matches of a stretch of time", SQL.ruleMatches, "PRIMARY KEY (quarter>? AND quarter<?)"),
    Case("newest inbound", SQL.newestInbound, "INDEX message_conversation (conversation=?)"),
    Case("last messages", SQL.lastMessages, "message_conversation"),
    Case("prompt echoes", SQL.promptEchoes, "COVERING INDEX message_prompt"),
    Case("survey", SQL.survey, "PRIMARY KEY (entry=?)"),
    Case("letter", SQL.letter, "INDEX sqlite_autoindex_letter_1 (id=?)"),
    Case("due letters", SQL.dueLetters, "INDEX letter_due (due_at<?)"),
    Case("earliest letter", SQL.earliestLetter, "INDEX letter_due"),
    Case("newest survey", SQL.newestSurvey, "INDEX survey_asked (contact=? AND number=?)"),
    Case("surveys of a conversation", SQL.surveys, "INDEX survey_of (ref=?)"),
    Case("last inbound", SQL.lastInbound, "COVERING INDEX message_inbound (contact=? AND number=? AND occurred_at<?)"),
    Case("outbox entry", SQL.outboxEntry, "outbox"),
    Case("outbox by wamid", SQL.outboxByWamid, "outbox_wamid"),
    Case("last sends", SQL.lastSends, "outbox_conversation"),
    Case("alerts about a conversation", SQL.alertsAbout, "outbox_told (conversation=?)"),
    Case("alert count", SQL.alertCount, "COVERING INDEX outbox_alert"),
    Case("earliest send", SQL.earliestSend, "COVERING INDEX outbox_due"),
    Case("due sends", SQL.dueSends, "outbox_due"),
    Case("due sends beside busy recipients", SQL.dueSendsSkipping, "outbox_due"),
    Case("held sends", SQL.heldSends, "outbox_due (rank=? AND due_at>? AND due_at<?)"),
    Case("recent sends", SQL.recentSends, "COVERING INDEX outbox_attempted"),
    Case("newest sends", SQL.newestSends, "outbox"),
    Case("newest sends in a state", SQL.newestSendsInState, "outbox_state (state=? AND id<?)"),
    Case("statuses", SQL.statuses, "status_wamid"),
    Case("pager by user id", SQL.pagerByUser, "pager_user"),
    Case("broken lines", SQL.brokenLines, "line_broken"),
    Case("timeline", SQL.timeline, "timeline_conversation"),
    Case("clocks", SQL.clocks, "PRIMARY KEY"),
    Case("journal", SQL.journal, "INTEGER PRIMARY KEY"),
    Case("envelope", SQL.envelope, "PRIMARY KEY"),
    Case("token", SQL.token, "token"),
    Case("rules", SQL.rules, "PRIMARY KEY"),
    Case("update of an entry", SQL.updateOutbox, "outbox"),
    Case("oldest status slices", statement(.statusSlices), "journal_status"),
    Case("oldest of the journal", statement(.journal), "journal"),
    Case("oldest envelopes", statement(.envelopes), "PRIMARY KEY"),
    Case("oldest in quarantine", statement(.quarantine), "quarantine_received"),
    Case("lines of the quarantine", SQL.quarantineLines, "quarantine_received"),
    Case("one in quarantine", SQL.quarantined, "quarantine"),
    Case("removal from quarantine", SQL.removeQuarantined, "quarantine"),
    Case("kept answer", SQL.keptAnswer, "kept_answer_key (token=? AND key=?)"),
    Case("count of kept answers", SQL.keptAnswerCount, "COVERING INDEX kept_answer_key (token=?)"),
    Case("oldest kept answers", statement(.keptAnswers), "kept_answer"),
    Case("forgotten message", SQL.isForgotten, "PRIMARY KEY (digest=?)"),
    Case("oldest forgotten messages", statement(.forgotten), "COVERING INDEX forgotten_at"),
    Case("contacts of who became another", SQL.contactsMovedTo, "contact_moved (moved_to=?)"),
    Case("conversations that are not closed", SQL.unclosedConversations, "conversation_contact (contact=?)"),
    Case("unsettled send to somebody", SQL.unsettledSendTo, "COVERING INDEX outbox_due"),
    Case("sends that wait for a contact", SQL.unsettledSends, "COVERING INDEX outbox_due"),
    Case(
      "sends that were attempted for a contact", SQL.attemptedSends, "COVERING INDEX outbox_attempted (attempted_at>?)"),
    Case("owner of an unsettled send", SQL.unsettledSendAbout, "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"),
    Case("oldest seen posts", statement(.seenPosts), "COVERING INDEX seen_post_received"),
    Case("oldest statuses", statement(.statuses), "status"),
    Case("message texts past their time", statement(.messageTexts), "message_text (received_at>? AND received_at<?)"),
    Case("messages past their time", statement(.messages), "message_bare (received_at>? AND received_at<?)"),
    Case("sent texts past their time", statement(.sentTexts), "outbox_text (created_at>? AND created_at<?)"),
    Case("sent messages past their time", statement(.sentMessages), "outbox_bare (created_at>? AND created_at<?)"),
    Case("record past its time", statement(.timeline), "INTEGER PRIMARY KEY (rowid>?)"),
    Case("summary", SQL.summary, "INTEGER PRIMARY KEY"),
    Case("entries in a state", SQL.outboxInState, "COVERING INDEX outbox_state (state=?)"),
    Case("size of the quarantine", SQL.quarantineSize, "COVERING INDEX"),
    Case("due alarms of conversations", SQL.dueAlarmCounts[0], "COVERING INDEX conversation_wake"),
    Case("due alarms of people", SQL.dueAlarmCounts[1], "COVERING INDEX pager_wake"),
    Case("due alarms of numbers", SQL.dueAlarmCounts[2], "COVERING INDEX line_wake"),
    Case("waiting conversations", SQL.waitingConversations, "conversation_live (next_due_at>?)"),
  ]

  /// What a purge looks for its rows with.
  private static func statement(_ what: Perishable) -> String {
    switch SQL.purge(what) {
    case .head(let sql), .byKey(let sql, _), .byTime(let sql, _): sql
    }
  }

  /// Sorted by a temporary tree on purpose: never more than a handful of rows.
  static let mayBeSorted: Set<String> = ["statuses", "prompt echoes", "matches of a stretch of time"]

  /// Walks from the oldest row in the order of the key, and stops after one batch.
  static let beginsAtOldest: Set<String> = [
    "oldest status slices", "oldest of the journal", "oldest envelopes", "oldest statuses",
    "oldest kept answers", "owner of an unsettled send",
  ]

  @Test("each hot query goes by its index, reads no table from end to end and sorts nothing", arguments: cases)
  func goesByIndex(_ query: Case) async throws {
    let plan = try await Self.plan(query.sql)
    #expect(plan.contains { $0.contains(query.index) }, "\(plan)")
    let scans = plan.filter { line in
      guard !Self.beginsAtOldest.contains(query.testDescription) else { return false }
      return line.hasPrefix("SCAN")
        && !["COVERING INDEX", "json_each", "line_broken", "subquery"].contains { line.contains($0) }
    }
    #expect(scans.isEmpty, "\(plan)")
    if !Self.mayBeSorted.contains(query.testDescription) {
      #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
  }

  @Test("rows are looked through for traces in the order of their key, behind the last", arguments: TraceKind.allCases)
  func traces(_ kind: TraceKind) async throws {
    let plan = try await Self.plan(SQL.traces(kind))
    #expect(plan.first?.hasPrefix("SEARCH") == true, "\(plan)")
    #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(plan)")
    guard let erase = SQL.erase(kind) else { return }
    let erasing = try await Self.plan(erase)
    #expect(erasing.first?.hasPrefix("SEARCH") == true, "\(erasing)")
  }

  @Test("the earliest alarms are read from the end of an index")
  func earliestAlarms() async throws {
    for (sql, index) in zip(SQL.earliestWakes, ["conversation_wake", "pager_wake", "line_wake"]) {
      let plan = try await Self.plan(sql)
      #expect(plan == ["SEARCH \(index.prefix { $0 != "_" }) USING COVERING INDEX \(index) (wake_at>?)"], "\(plan)")
    }
  }

  /// A list, each of its pages with the plan of each of its parts.
  struct ListCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var query: ConversationQuery
    /// Of the first page, and of one behind a place with a due time and one without.
    var plans: [[String]]

    init(_ name: String, _ plans: [[String]], _ change: (inout ConversationQuery) -> Void = { _ in }) {
      (testDescription, query, self.plans) = (name, Sample.query(0, change), plans)
    }
  }

  static let listCases = [
    ListCase(
      "all by due time",
      [
        [
          "SEARCH c USING INDEX conversation_due (next_due_at>?)",
          "SEARCH c USING INDEX conversation_due (next_due_at=?)",
        ],
        [
          "SEARCH c USING INDEX conversation_due (next_due_at>?)",
          "SEARCH c USING INDEX conversation_due (next_due_at=?)",
        ],
        ["SEARCH c USING INDEX conversation_due (next_due_at=? AND ref>?)"],
      ]),
    ListCase(
      "live ones by due time",
      [
        [
          "SEARCH c USING INDEX conversation_live (next_due_at>?)",
          "SEARCH c USING INDEX conversation_live (next_due_at=?)",
        ],
        [
          "SEARCH c USING INDEX conversation_live (next_due_at>?)",
          "SEARCH c USING INDEX conversation_live (next_due_at=?)",
        ],
        ["SEARCH c USING INDEX conversation_live (next_due_at=?)"],
      ]
    ) { $0.states = [.open, .waitingCustomer] },
    ListCase(
      "overdue ones",
      [
        ["SEARCH c USING INDEX conversation_due (next_due_at>? AND next_due_at<?)"],
        ["SEARCH c USING INDEX conversation_due (next_due_at>? AND next_due_at<?)"],
      ]
    ) { $0.sla = .overdue },
    ListCase(
      "all by opening",
      [["SCAN c USING INDEX conversation_opened"], ["SEARCH c USING INDEX conversation_opened (opened_at<?)"]]
    ) { $0.sort = .newest },
    ListCase(
      "live ones by opening",
      [
        ["SCAN c USING INDEX conversation_live_opened"],
        ["SEARCH c USING INDEX conversation_live_opened (opened_at<?)"],
      ]
    ) {
      $0.sort = .newest
      $0.states = [.open]
    },
  ]

  @Test(
    "lists walk an index in their order from their place on, sort nothing and stop when the page is full",
    arguments: listCases)
  func lists(_ list: ListCase) async throws {
    let places = [
      nil, ConversationPlace(time: Sample.at(5), ref: .of(1002)), ConversationPlace(time: nil, ref: .of(1002)),
    ]
    for (place, expected) in zip(places, list.plans) {
      var query = list.query
      query.after = place
      #expect(try await listPlans(query) == expected.map { [$0, "contact"] })
    }
  }

  @Test("what one person holds is found by them, and only that is sorted", arguments: [nil, 1002])
  func mine(after ref: Int64?) async throws {
    let query = Sample.query {
      $0.states = [.open]
      $0.assignee = "ana"
      $0.after = ref.map { ConversationPlace(time: nil, ref: .of($0)) }
    }
    let plans = try await listPlans(query)
    #expect(plans.count == (ref == nil ? 2 : 1))
    for plan in plans {
      #expect(
        plan.first?.hasPrefix("SEARCH c USING INDEX conversation_assignee (assignee=? AND state=?)") == true, "\(plan)")
    }
  }

  /// The plans of a list's parts; the lookup of the contact by its key is shortened to one word.
  private func listPlans(_ query: ConversationQuery) async throws -> [[String]] {
    var plans: [[String]] = []
    for part in ConversationListStatement.parts(of: query) {
      let plan = try await Self.plan(ConversationListStatement(query, part, most: 50).sql)
      plans.append(plan.map { $0 == "SEARCH k USING PRIMARY KEY (id=?)" ? "contact" : $0 })
    }
    return plans
  }

  /// SQLite's plan for a statement on a new database, without statistics, as in production.
  private static func plan(_ sql: String) async throws -> [String] {
    let queue = try DatabaseQueue()
    return try await queue.write { db in
      for migration in Migrations.all { try db.execute(sql: migration.sql) }
      let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
      let nulls = [DatabaseValue](repeating: .null, count: statement.sqlParameterCount)
      return try Row.fetchAll(statement, arguments: StatementArguments(nulls)).map { $0["detail"] }
    }
  }
}

extension Statement {
  /// How many values the statement waits for: one for each question mark, none of which stands in a text.
  fileprivate var sqlParameterCount: Int { sql.filter { $0 == "?" }.count }
}
