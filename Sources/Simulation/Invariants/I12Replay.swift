import BusinessTime
import Gateway
import Helpdesk
import WhatsApp

/// The journal, run again into an empty desk, decides the same: in every second world.
enum I12Replay: Invariant {
  static let name = "I12"

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    guard ledger.isReplayed else { return nil }
    do {
      let replayed = try replay(end.tables, ledger)
      return difference(end.tables, replayed)
    } catch {
      return "the journal cannot be run again: \(error)"
    }
  }

  private static func replay(_ tables: MemoryTables, _ ledger: Ledger) throws -> MemoryTables {
    let journal = tables.journalLog.rows(after: 0, most: .max)
    let items = items(of: tables, journal.map(\.row))
    var contexts: [Int: DeskContext] = [:]
    for version in [1, 2] { contexts[version] = context(version) }
    var again = MemoryTables()
    for (number, entry) in journal {
      let version = ledger.rules.last { $0.after < number }?.version ?? 1
      guard let context = contexts[version] else { continue }
      // Moved, not copied: what is written to must have one owner, or all of it is copied first.
      var desk = Desk(tables: consume again, context: context, now: entry.at, seed: entry.seed)
      switch entry.body {
      case .item(let slice):
        guard let item = items[Place(envelope: slice.envelope, offset: slice.offset)] else {
          throw Unreadable(number: number)
        }
        _ = try desk.handle(.item(item, slice))
      case .command(let command): _ = try desk.handle(.command(command))
      case .wake(let entity): _ = try desk.handle(.wake(entity))
      case .settled(let id, let outcome): _ = try desk.handle(.settled(id, outcome))
      case .mailed(let id, let outcome): _ = try desk.handle(.mailed(id, outcome))
      case .claimed(let id, let lease): _ = try desk.claim(id, leaseSeconds: lease)
      }
      again = desk.tables
    }
    return again
  }

  /// Both books known, as after a reload.
  private static func context(_ version: Int) -> DeskContext {
    var context = Company.context(version)
    context.books[Company.book(3 - version).version] = Company.book(3 - version)
    return context
  }

  private struct Place: Hashable {
    var envelope: String
    var offset: Int
  }

  private struct Unreadable: Error { var number: Int64 }

  /// The items as they were decoded: the raw body is put together again from the slices and what lay between them.
  private static func items(of tables: MemoryTables, _ journal: [JournalEntry]) -> [Place: WebhookItem] {
    var slices: [String: [(offset: Int, bytes: [UInt8])]] = [:]
    for entry in journal {
      if case .item(let slice) = entry.body { slices[slice.envelope, default: []].append((slice.offset, slice.bytes)) }
    }
    for row in tables.quarantined.rows() {
      guard let envelope = row.envelope, let offset = row.offset else { continue }
      if slices[envelope]?.contains(where: { $0.offset == offset }) != true {
        slices[envelope, default: []].append((offset, row.bytes))
      }
    }
    var items: [Place: WebhookItem] = [:]
    for (id, parts) in slices {
      guard let envelope = tables.envelopes[id] else { continue }
      let body = join(parts.sorted { $0.offset < $1.offset }, envelope.remainder)
      guard case .items(let decoded, _) = WebhookDecoder.decode(body, receivedAt: envelope.receivedAt) else { continue }
      for one in decoded {
        if case .item(let item) = one.reading { items[Place(envelope: id, offset: one.slice.lowerBound)] = item }
      }
    }
    return items
  }

  private static func join(_ parts: [(offset: Int, bytes: [UInt8])], _ remainder: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var rest = remainder[...]
    for part in parts {
      let gap = part.offset - body.count
      body += rest.prefix(max(0, gap))
      rest = rest.dropFirst(max(0, gap))
      body += part.bytes
    }
    return body + rest
  }

  private static func difference(_ a: MemoryTables, _ b: MemoryTables) -> String? {
    if a.conversations.rows() != b.conversations.rows() { return "conversations differ after a replay" }
    if a.outbox.rows() != b.outbox.rows() { return "the outbox differs after a replay" }
    if a.contacts.rows() != b.contacts.rows() { return "contacts differ after a replay" }
    if a.messages.rows() != b.messages.rows() { return "messages differ after a replay" }
    if a.pagers.rows() != b.pagers.rows() { return "pagers differ after a replay" }
    if a.lines.rows() != b.lines.rows() { return "lines differ after a replay" }
    if a.clocks.rows().map(\.clock) != b.clocks.rows().map(\.clock) { return "clocks differ after a replay" }
    if a.statuses.rows() != b.statuses.rows() { return "statuses differ after a replay" }
    if a.letters.rows() != b.letters.rows() { return "letters differ after a replay" }
    if a.surveys.rows() != b.surveys.rows() { return "surveys differ after a replay" }
    if timeline(a) != timeline(b) { return "the record differs after a replay" }
    return nil
  }

  private static func timeline(_ tables: MemoryTables) -> [ConversationRef: [TimelineEntry]] {
    tables.timeline.rows(after: 0, most: .max).reduce(into: [:]) { $0[$1.row.ref, default: []] += $1.row.entries }
  }
}
