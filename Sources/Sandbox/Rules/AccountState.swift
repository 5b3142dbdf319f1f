/// What Meta has done to a business account; what is not active sends nothing.
package enum AccountState: Sendable {
  case active
  /// For breaking a policy: 368.
  case restricted
  /// Disabled, or locked: 131031.
  case locked
  /// Nobody pays for it: 131042.
  case unpaid

  /// What a send is answered with; nil when it may go.
  var refusal: GraphError? {
    switch self {
    case .active: nil
    case .restricted: .code(368, "The account is restricted for breaking a policy.")
    case .locked: .code(131_031, "The account is locked or disabled.")
    case .unpaid: .code(131_042, "The account has no payment method that works.")
    }
  }
}

extension MetaRules {
  /// Meta holds an account, or lets it go; sends feel it at once. The news of it is `accountEvent`.
  package mutating func change(account id: String, to state: AccountState) { accountStates[id] = state }

  func state(ofAccount id: String) -> AccountState { accountStates[id] ?? .active }
}
