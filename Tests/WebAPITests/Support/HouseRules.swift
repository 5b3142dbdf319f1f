import Gateway
import Helpdesk
import Synchronization

/// What the house decides by, and what its next reload comes to.
final class HouseRules: Sendable {
  private let state: Mutex<(context: DeskContext, outcome: ReloadOutcome)>

  init(_ context: DeskContext) { state = Mutex((context: context, outcome: .fixed)) }

  var context: DeskContext { state.withLock { $0.context } }

  func reload() -> ReloadOutcome { state.withLock { $0.outcome } }

  func nextReload(is outcome: ReloadOutcome) { state.withLock { $0.outcome = outcome } }

  /// From now on the rules list this number too, with the team of sales.
  func add(number id: String) {
    state.withLock { state in
      var rules = state.context.rules
      rules.numbers[NumberID(id)] = BusinessNumber(
        id: NumberID(id), account: "15550009999", display: "+1 555 000 3333", name: "Nuevo", language: "es",
        team: "ventas")
      let old = state.context
      state.context = DeskContext(rules: rules, books: old.books, texts: old.texts, remedy: old.remedy)
    }
  }
}
