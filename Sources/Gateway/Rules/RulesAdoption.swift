package import Helpdesk
package import Rulebook

/// Makes a version of the rules durable before anything is decided by it, and brings back the versions that open
/// conversations are pinned to (R87).
package struct RulesAdoption: Sendable {
  private let holder: RulesHolder
  private let store: any Store
  private let clock: any WallClock
  private let parse: @Sendable (String) -> PolicyBook?

  /// `parse` reads the text of a stored version; nil if this program no longer understands it.
  package init(
    holder: RulesHolder, store: any Store, clock: any WallClock, parse: @escaping @Sendable (String) -> PolicyBook?
  ) {
    self.holder = holder
    self.store = store
    self.clock = clock
    self.parse = parse
  }

  /// Before anything runs that decides: notes the current version, then loads the others that are in use. Returns the
  /// versions whose text is lost or no longer understood; their conversations go on under the current rules, and
  /// somebody should know.
  package func start(source: String) async throws -> [RulesVersion] {
    try await note(version: holder.version, source: source)
    let current = holder.version
    let stored = try await store.read { tables in
      try tables.versionsInUse().filter { $0 != current }.map { ($0, try tables.rules($0)) }
    }
    var lost: [RulesVersion] = []
    for (version, rules) in stored {
      guard let rules, var book = parse(rules.source) else {
        lost.append(version)
        continue
      }
      // The stored name holds: how versions are computed may have changed since.
      book.version = version
      holder.add(book)
    }
    return lost
  }

  /// A reload: the text is durable first, then it is decided by. Throws what the store throws, and then nothing has
  /// changed. Returns the numbers that have another access token now.
  @discardableResult
  package func adopt(
    _ rules: RuleSet, texts: (any TextBook)?, lexicon: Lexicon? = nil, access: MetaAccess? = nil,
    retention: RetentionSettings? = nil,
    source: String
  ) async throws -> [NumberID] {
    // Asked before the exchange: what is opened until then is pinned to the version that goes, which is kept as well.
    let former = holder.version
    try await note(version: rules.book.version, source: source)
    let inUse = try await store.read { try $0.versionsInUse() }
    holder.forget(allBut: Set(inUse + [former, rules.book.version]))
    return holder.replace(rules: rules, texts: texts, lexicon: lexicon, access: access, retention: retention)
  }

  private func note(version: RulesVersion, source: String) async throws {
    let rules = StoredRules(version: version, source: source, adoptedAt: clock.now())
    try await Self.note(rules, in: store)
  }

  /// Straight through the store: this comes before the committer runs, so that nothing is decided by rules that are
  /// not durable, or under the wrong version of them.
  private static func note(_ rules: StoredRules, in store: some Store) async throws {
    _ = try await store.transaction { try $0.insertIfNew(rules) }
  }
}
