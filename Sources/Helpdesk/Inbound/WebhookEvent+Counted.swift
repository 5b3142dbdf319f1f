extension WebhookEvent {
  /// The name by which it is counted among what is kept and asks nothing of us: Meta's field, or field and list; nil
  /// for what has counters of its own.
  package var countedField: String? {
    switch self {
    case .message, .status, .echo, .handOver, .identityChange, .templateChange, .call: nil
    case .preference: "user_preferences"
    case .addressBook: "smb_app_state_sync"
    case .history: "history"
    case .account(let news): news.field
    case .group(let news): news.field.rawValue
    case .accountError: "messages.errors"
    case .other(let field): field
    }
  }
}
