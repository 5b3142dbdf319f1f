/// Fields whose value is a list of things that ask nothing of us, each an item of its own.
enum NewsList: String {
  case preferences = "user_preferences"
  case addressBook = "smb_app_state_sync"
  case history
  case groupLifecycle = "group_lifecycle_update"
  case groupParticipants = "group_participants_update"
  case groupSettings = "group_settings_update"
  case groupStatus = "group_status_update"

  /// What Meta calls the list within the value.
  var list: StaticString {
    switch self {
    case .preferences: "user_preferences"
    case .addressBook: "state_sync"
    case .history: "history"
    case .groupLifecycle, .groupParticipants, .groupSettings, .groupStatus: "groups"
    }
  }
}
