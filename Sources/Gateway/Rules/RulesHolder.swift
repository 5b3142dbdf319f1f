package import Helpdesk
package import Rulebook
import Synchronization
package import WhatsApp

/// What the gateway decides and speaks by, current and exchanged whole: a group of the committer, a webhook's check or
/// a send sees one state or the other, never a mixture.
package final class RulesHolder: Sendable {
  private struct State {
    var context: DeskContext
    var access: MetaAccess
    var retention: RetentionSettings
  }

  private let state: Mutex<State>

  package init(_ context: DeskContext, access: MetaAccess = .none, retention: RetentionSettings = RetentionSettings()) {
    state = Mutex(State(context: context, access: access, retention: retention))
  }

  package var context: DeskContext { state.withLock { $0.context } }

  package var version: RulesVersion { state.withLock { $0.context.rules.book.version } }

  package var signature: WebhookSignature { state.withLock { $0.access.signature } }

  package var handshake: WebhookHandshake { state.withLock { $0.access.handshake } }

  package var retention: RetentionSettings { state.withLock { $0.retention } }

  /// Nil if the rules do not list the number, or there is no token for it.
  package func graphAccess(of number: NumberID) -> GraphAccess? {
    state.withLock { state in
      guard let variable = state.context.rules.numbers[number]?.accessTokenVariable,
        let token = state.access.tokens[variable]
      else { return nil }
      return GraphAccess(url: state.access.graphURL, version: state.access.graphVersion, token: token)
    }
  }

  /// Messages a second of a number; Meta's default for one that the rules do not list.
  package func throughput(of number: NumberID) -> Int {
    state.withLock { $0.context.rules.numbers[number]?.throughput ?? 80 }
  }

  /// Exchanges rules, texts, access and terms of retention. What is nil stays as it is, and so do the books of other
  /// versions.
  package func replace(
    rules: RuleSet, texts: (any TextBook)? = nil, lexicon: Lexicon? = nil, access: MetaAccess? = nil,
    retention: RetentionSettings? = nil
  ) {
    state.withLock { state in
      let old = state.context
      state = State(
        context: DeskContext(
          rules: rules, books: old.books, texts: texts ?? old.texts, lexicon: lexicon ?? old.lexicon,
          remedy: old.remedy),
        access: access ?? state.access, retention: retention ?? state.retention)
    }
  }

  func add(_ book: PolicyBook) {
    state.withLock { state in
      if state.context.books[book.version] == nil { state.context.books[book.version] = book }
    }
  }

  /// Forgets books that nobody is pinned to, so that reloads do not add up. The current one stays.
  func forget(allBut versions: Set<RulesVersion>) {
    state.withLock { state in
      let current = state.context.rules.book.version
      state.context.books = state.context.books.filter { versions.contains($0.key) || $0.key == current }
    }
  }
}
