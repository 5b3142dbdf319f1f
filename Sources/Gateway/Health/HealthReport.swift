package import Helpdesk

/// What `/readyz` tells: 200 while a webhook can be committed; everything else that is wrong stands beside it as
/// `degraded`, because a broken token must not make a proxy refuse customers' messages.
package struct HealthReport: Sendable, Equatable {
  package var isReady: Bool
  package var degraded: [Degradation]

  package init(isReady: Bool, degraded: [Degradation]) {
    self.isReady = isReady
    self.degraded = degraded
  }
}

/// Something that is wrong and does not keep customers' messages out. No name, phone or secret.
package enum Degradation: Sendable, Equatable {
  case breakerOpen(NumberID)
  case noToken(NumberID)
  case slowed(NumberID)
  case wakesPutOff(Int)
  case sendsPutOff(Int)
  /// Inputs that were being handled alone at too many deaths.
  case inputsRefused(Int)
  /// Something lies in quarantine and wants to be looked at.
  case quarantine
  case clockJumped
  case storeUnreadable
  /// The database's file system is nearly full.
  case diskSpace
  /// The files have changed and could not be taken over: what was read before is in force.
  case reloadRefused

  /// A stable word for the body, the metrics and the console.
  package var word: String {
    switch self {
    case .breakerOpen: "breaker_open"
    case .noToken: "no_token"
    case .slowed: "slowed"
    case .wakesPutOff: "wakes_put_off"
    case .sendsPutOff: "sends_put_off"
    case .inputsRefused: "inputs_refused"
    case .quarantine: "quarantine"
    case .clockJumped: "clock_jumped"
    case .storeUnreadable: "store_unreadable"
    case .diskSpace: "disk_space"
    case .reloadRefused: "reload_refused"
    }
  }
}
