package import Helpdesk
import Synchronization

/// What the desk decides by, current and exchanged whole: a group of the committer sees one context or the
/// other, never a mixture.
package final class RulesHolder: Sendable {
  private let state: Mutex<DeskContext>

  package init(_ context: DeskContext) { state = Mutex(context) }

  package var context: DeskContext { state.withLock { $0 } }

  package var version: RulesVersion { state.withLock { $0.rules.book.version } }

  /// Messages a second of a number; Meta's default for one that the rules do not list.
  package func throughput(of number: NumberID) -> Int {
    state.withLock { $0.rules.numbers[number]?.throughput ?? 80 }
  }

  /// Exchanges rules and texts. Books of versions that are in use stay known.
  package func replace(rules: RuleSet, texts: (any TextBook)? = nil) {
    state.withLock { context in
      context = DeskContext(
        rules: rules, books: context.books, texts: texts ?? context.texts, lexicon: context.lexicon,
        remedy: context.remedy)
    }
  }

  func add(_ book: PolicyBook) {
    state.withLock { context in
      if context.books[book.version] == nil { context.books[book.version] = book }
    }
  }
}
