package import BusinessTime
package import Gateway
internal import Helpdesk

extension MemoryTables {
  /// A row that a walk looks at.
  private struct Candidate<Key> {
    var key: Key
    /// The key as a place names it.
    var name = ""
    var at: Timestamp
    var stays = false
  }

  package mutating func purge(
    _ what: Perishable, before: Timestamp, after place: PurgePlace?, most: Int
  ) throws -> PurgeStep {
    switch what {
    case .statusSlices, .journal:
      let rows = journalLog.rows(after: 0, most: .max).filter { what == .journal || $0.row.isStatus }
      let gone = Self.old(rows.map { ($0.number, $0.row.at) }, before, most)
      for number in gone { journalLog.remove(number) }
      return Self.step(gone.count, before, most)
    case .envelopes:
      let gone = Self.old(envelopes.rows().map { ($0.id, $0.receivedAt) }, before, most)
      for id in gone { envelopes[id] = nil }
      return Self.step(gone.count, before, most)
    case .quarantine:
      let rows = quarantined.rows().sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
      let gone = Self.old(rows.map { ($0.id, $0.receivedAt) }, before, most)
      for id in gone { quarantined[id] = nil }
      return Self.step(gone.count, before, most)
    case .keptAnswers:
      let rows = keptAnswers.rows().sorted { $0.at < $1.at }
      let gone = Self.old(rows.map { (Self.place(of: $0), $0.at) }, before, most)
      for place in gone { keptAnswers[place] = nil }
      return Self.step(gone.count, before, most)
    case .seenPosts:
      let rows = seenPosts.rows().sorted { $0.receivedAt < $1.receivedAt }
      let gone = Self.old(rows.map { (Self.key(of: $0), $0.receivedAt) }, before, most)
      for key in gone { seenPosts[key] = nil }
      return Self.step(gone.count, before, most)
    case .forgotten:
      let rows = forgotten.pairs().sorted { ($0.row, $0.key) < ($1.row, $1.key) }
      let gone = Self.old(rows.map { ($0.key, $0.row) }, before, most)
      for wamid in gone { forgotten[wamid] = nil }
      return Self.step(gone.count, before, most)
    case .letters:
      let over = letters.rows { $0.dueAt == nil }.sorted { $0.createdAt < $1.createdAt }
      let gone = Self.old(over.map { ($0.id, $0.createdAt) }, before, most)
      for id in gone { letters[id] = nil }
      return Self.step(gone.count, before, most)
    case .statuses:
      let gone = Self.old(arrivals.rows(after: 0, most: .max).map { ($0, $0.row.receivedAt) }, before, most)
      for arrival in gone {
        arrivals.remove(arrival.number)
        let left = statuses[arrival.row.status.wamid]?.filter { $0 != arrival.row.status } ?? []
        statuses[arrival.row.status.wamid] = left.isEmpty ? nil : left
      }
      return Self.step(gone.count, before, most)
    case .messageTexts, .messages: return purgeMessages(what, before, place, most)
    case .sentTexts, .sentMessages: return purgeSent(what, before, place, most)
    case .timeline: return purgeTimeline(before, place, most)
    }
  }

  private mutating func purgeMessages(
    _ what: Perishable, _ before: Timestamp, _ place: PurgePlace?, _ most: Int
  ) -> PurgeStep {
    let rows = messages.rows { ($0.text == nil && $0.details == nil) == (what == .messages) }.map { message in
      Candidate(
        key: message.wamid, name: message.wamid.rawValue, at: message.receivedAt,
        stays: message.conversation.map(somebodyWaits) ?? false)
    }
    let (step, gone) = Self.walk(Self.behind(place, rows, before), before, most)
    for wamid in gone {
      if what == .messages {
        messages[wamid] = nil
      } else {
        messages[wamid]?.text = nil
        messages[wamid]?.details = nil
        messages[wamid]?.fingerprint = nil
        messages[wamid]?.verdict = nil
      }
    }
    return step
  }

  private mutating func purgeSent(
    _ what: Perishable, _ before: Timestamp, _ place: PurgePlace?, _ most: Int
  ) -> PurgeStep {
    let bare = Rendering(freeForm: nil, template: nil)
    let rows = outbox.rows { ($0.rendering == bare) == (what == .sentMessages) }.map { entry in
      Candidate(
        key: entry.id, name: entry.id.rawValue, at: entry.createdAt,
        stays: entry.isUnsettled || entry.conversation.map(somebodyWaits) ?? false)
    }
    let (step, gone) = Self.walk(Self.behind(place, rows, before), before, most)
    for id in gone {
      if what == .sentMessages {
        erase(id)
      } else if var entry = outbox[id] {
        entry.rendering = bare
        keep(entry)
      }
    }
    return step
  }

  private mutating func purgeTimeline(_ before: Timestamp, _ place: PurgePlace?, _ most: Int) -> PurgeStep {
    let rows = timeline.rows(after: place.flatMap { Int64($0.key) } ?? 0, most: most).map { number, row in
      Candidate(
        key: number, name: "\(number)", at: row.entries.map(\.at).max() ?? before, stays: somebodyWaits(in: row.ref))
    }
    let (step, gone) = Self.walk(rows, before, most)
    for number in gone { timeline.remove(number) }
    return step
  }

  private func somebodyWaits(in ref: ConversationRef) -> Bool { conversations[ref]?.nextDueAt != nil }

  /// Of the first rows those that are old enough.
  private static func old<Key>(_ rows: [(key: Key, at: Timestamp)], _ before: Timestamp, _ most: Int) -> [Key] {
    rows.prefix(most).filter { $0.at < before }.map(\.key)
  }

  private static func step(_ erased: Int, _ before: Timestamp, _ most: Int) -> PurgeStep {
    PurgeStep(erased: erased, next: erased == most ? PurgePlace(at: before, key: "") : nil)
  }

  private static func behind<Key>(
    _ place: PurgePlace?, _ rows: [Candidate<Key>], _ before: Timestamp
  ) -> [Candidate<Key>] {
    rows.filter { row in row.at < before && place.map { ($0.at, $0.key) < (row.at, row.name) } ?? true }
      .sorted { ($0.at, $0.name) < ($1.at, $1.name) }
  }

  /// Looks at the first rows until one is too young.
  private static func walk<Key>(
    _ rows: [Candidate<Key>], _ before: Timestamp, _ most: Int
  ) -> (PurgeStep, gone: [Key]) {
    let old = rows.prefix(most).prefix { $0.at < before }
    let gone = old.filter { !$0.stays }.map(\.key)
    let last = old.count == most ? old.last : nil
    return (PurgeStep(erased: gone.count, next: last.map { PurgePlace(at: $0.at, key: $0.name) }), gone)
  }
}

extension JournalEntry {
  fileprivate var isStatus: Bool {
    if case .item(let slice) = body { slice.isStatus } else { false }
  }
}
