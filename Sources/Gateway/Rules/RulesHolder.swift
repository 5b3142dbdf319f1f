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

    func token(of number: NumberID) -> String? {
      context.rules.numbers[number].flatMap { access.tokens[$0.accessTokenVariable] }
    }
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

  package var mail: MailAccess? { state.withLock { $0.access.mail } }

  /// Nil if the rules do not list the number, or there is no token for it.
  package func graphAccess(of number: NumberID) -> GraphAccess? {
    state.withLock { state in
      state.token(of: number).map {
        GraphAccess(url: state.access.graphURL, version: state.access.graphVersion, token: $0)
      }
    }
  }

  /// Messages a second of a number; Meta's default for one that the rules do not list.
  package func throughput(of number: NumberID) -> Int {
    state.withLock { $0.context.rules.numbers[number]?.throughput ?? 80 }
  }

  /// Exchanges rules, texts, access and terms of retention. What is nil stays as it is, and so do the books of other
  /// versions. Returns the numbers that have another access token now.
  @discardableResult
  package func replace(
    rules: RuleSet, texts: (any TextBook)? = nil, lexicon: Lexicon? = nil, access: MetaAccess? = nil,
    retention: RetentionSettings? = nil
  ) -> [NumberID] {
    state.withLock { state in
      let (former, old) = (state, state.context)
      state = State(
        context: DeskContext(
          rules: rules, books: old.books, texts: texts ?? old.texts, lexicon: lexicon ?? old.lexicon,
          remedy: old.remedy),
        access: access ?? state.access, retention: retention ?? state.retention)
      return state.context.rules.numbers.keys.filter { state.token(of: $0) != former.token(of: $0) }.sorted()
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
