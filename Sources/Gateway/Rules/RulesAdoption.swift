package import Helpdesk

/// Makes a version of the rules durable before anything is decided by it, and brings back the versions that open
/// conversations are pinned to (R87).
package struct RulesAdoption: Sendable {
  private let holder: RulesHolder
  private let committer: Committer
  private let store: any Store
  private let parse: @Sendable (String) -> PolicyBook?

  /// `parse` reads the text of a stored version; nil if this program no longer understands it.
  package init(
    holder: RulesHolder, committer: Committer, store: any Store, parse: @escaping @Sendable (String) -> PolicyBook?
  ) {
    self.holder = holder
    self.committer = committer
    self.store = store
    self.parse = parse
  }

  /// At the start: notes the current version, then loads the others that are in use. Returns the versions whose text
  /// is lost or no longer understood; their conversations go on under the current rules, and somebody should know.
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

  /// A reload: the text is durable first, then it is decided by.
  package func adopt(_ rules: RuleSet, texts: (any TextBook)?, source: String) async throws {
    try await note(version: rules.book.version, source: source)
    holder.replace(rules: rules, texts: texts)
  }

  private func note(version: RulesVersion, source: String) async throws {
    _ = try await committer.perform(NoteRules(version: version, source: source))
  }
}

/// False if the version was known.
private struct NoteRules: TableWork {
  var version: RulesVersion
  var source: String

  var weight: Int { source.utf8.count }

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> Bool {
    try tables.insertIfNew(StoredRules(version: version, source: source, adoptedAt: turn.now))
  }
}
