import Gateway
package import Hummingbird
import Logging

/// What a request carries on its way: whose token it is, once that is known.
package struct APIContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  var caller: TokenRow?

  package init(source: Source) {
    coreContext = .init(source: source)
  }

  /// The caller; the authentication stands before every route that asks.
  func requireCaller() throws -> TokenRow {
    guard let caller else { throw Problem.unauthorized }
    return caller
  }
}
