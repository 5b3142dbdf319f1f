import Helpdesk
import WhatsApp

/// One POST inside the transaction: each item in a savepoint of its own, then the envelope, if anything was new.
///
/// Slices and remainder together are the raw bytes again (I01): what is journalled or quarantined lies under its
/// offset, and all other bytes, those of duplicates among them, stay in the remainder. A POST of duplicates only
/// leaves no row (I03); items without an id of their own are duplicates when the whole POST came before.
struct ReceivePost: TableWork {
  static let keepsOwnSavepoints = true
  var webhook: ReceivedWebhook
  /// It came before and was kept whole: its bytes are known, and nothing of it was handled.
  var isRetry = false

  var weight: Int { webhook.body.count }

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> ReceiveReport {
    var report = ReceiveReport()
    switch webhook.decoded {
    case .unreadable:
      if try isRepeated(&tables) {
        report.duplicates += 1
      } else {
        try quarantine(nil, QuarantineReason.unreadable, &tables, &turn, &report)
      }
    case .items(let items, _):
      var stored: [Range<Int>] = []
      let isRepeated = try items.contains { hasNoID($0, turn.context) } && isRepeated(&tables)
      for item in items {
        if isRepeated, hasNoID(item, turn.context) {
          report.duplicates += 1
        } else if try take(item, &tables, &turn, &report) {
          stored.append(item.slice)
        }
      }
      if !stored.isEmpty {
        try tables.insert(envelope(without: stored, notesPlaces: !report.quarantined.isEmpty))
      }
    }
    return report
  }

  /// Nothing in the tables would know it again.
  private func hasNoID(_ item: DecodedItem, _ context: DeskContext) -> Bool {
    guard case .item(let update) = item.reading else { return true }
    switch update.event {
    case .status: return false
    case .handOver, .identityChange, .templateChange, .call, .preference, .addressBook, .account, .group, .accountError,
      .other:
      return true
    // Its ids are in no table: what is handed on again is known by the whole POST.
    case .history: return true
    case .message(let message) where message.groupID == nil && !message.sender.isKnown: return true
    case .message, .echo: return update.number.flatMap { context.rules.numbers[$0] } == nil
    }
  }

  /// Notes the POST by its bytes; true if they came before.
  private func isRepeated(_ tables: inout some TransactionTables) throws -> Bool {
    try !isRetry && !tables.insertIfNew(SeenPost(digest: Digest.sha256(webhook.body), receivedAt: webhook.receivedAt))
  }

  /// True if the item's slice is stored now, in the journal or in quarantine.
  private func take(
    _ item: DecodedItem, _ tables: inout some TransactionTables, _ turn: inout GroupTurn, _ report: inout ReceiveReport
  ) throws -> Bool {
    switch item.reading {
    case .unreadable:
      try quarantine(item, QuarantineReason.unreadable, &tables, &turn, &report)
    case .item(let update):
      let slice = RawSlice(
        envelope: webhook.id, offset: item.slice.lowerBound, bytes: Array(webhook.body[item.slice]),
        isStatus: Self.isStatus(update), isLate: isRetry)
      guard let answer = try decide(.item(update, slice), &tables, &turn) else {
        try quarantine(item, QuarantineReason.handlingFailed, &tables, &turn, &report)
        return true
      }
      switch answer {
      case .duplicate:
        report.duplicates += 1
        return false
      case .parked(let reason):
        try quarantine(item, reason, &tables, &turn, &report)
      case .done, .replied, .opened, .refused:
        report.new += 1
        if let edited = Self.edited(update, turn.context) { report.edited.append(edited) }
      }
    }
    return true
  }

  /// Nil: it is no such news, or of a template that is none of ours.
  private static func edited(_ update: WebhookItem, _ context: DeskContext) -> EditedTemplate? {
    guard case .account(let news) = update.event, case .templateComponents(let template, let needs?) = news.fact,
      let fits = context.texts.fits(needs, template)
    else { return nil }
    return EditedTemplate(template: template, fits: fits)
  }

  static func isStatus(_ update: WebhookItem) -> Bool {
    if case .status = update.event { true } else { false }
  }

  /// Nil if handling threw and was rolled back.
  private func decide(
    _ input: Input, _ tables: inout some TransactionTables, _ turn: inout GroupTurn
  ) throws -> Answer? {
    do {
      return try tables.decide(input, &turn)
    } catch let error as StoreError {
      throw error
    } catch {
      return nil
    }
  }

  /// Nil: the body as a whole.
  private func quarantine(
    _ item: DecodedItem?, _ reason: String, _ tables: inout some TransactionTables, _ turn: inout GroupTurn,
    _ report: inout ReceiveReport
  ) throws {
    let slice = item?.slice
    var row = QuarantineRow(
      id: turn.newID(), receivedAt: webhook.receivedAt, reason: reason, envelope: slice.map { _ in webhook.id },
      offset: slice?.lowerBound, bytes: slice.map { Array(webhook.body[$0]) } ?? webhook.body)
    if case .item(let update)? = item?.reading { row.number = update.number }
    try tables.insert(row)
    report.quarantined[reason, default: 0] += 1
  }

  private func envelope(without stored: [Range<Int>], notesPlaces: Bool) -> StoredEnvelope {
    var remainder: [UInt8] = []
    var at = 0
    for slice in stored {
      remainder += webhook.body[at..<slice.lowerBound]
      at = slice.upperBound
    }
    remainder += webhook.body[at...]
    return StoredEnvelope(
      id: webhook.id, receivedAt: webhook.receivedAt, remainder: remainder, secretIndex: webhook.secretIndex,
      places: notesPlaces ? stored : [])
  }
}

/// A body that was being handled alone at too many deaths: kept whole, unread (architecture: no crash loops).
struct QuarantineUnread: TableWork {
  var webhook: ReceivedWebhook

  var weight: Int { webhook.body.count }

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> ReceiveReport {
    try tables.insert(
      QuarantineRow(
        id: turn.newID(), receivedAt: webhook.receivedAt, reason: QuarantineReason.crashesAlone, envelope: nil,
        offset: nil, bytes: webhook.body))
    return ReceiveReport(quarantined: [QuarantineReason.crashesAlone: 1])
  }
}
