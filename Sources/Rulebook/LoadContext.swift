package import BusinessTime

/// What a reading of the rules file needs to know of the world: nothing is looked up behind its back.
package struct LoadContext: Sendable {
  /// The day of the reading: what Meta has retired by then is warned of.
  package var today: CivilDate
  /// Names of the free-form texts that exist (`ack`, `escalated`, …). Definitions that Meta approves join them
  /// here when templates are checked against the account.
  package var messageTemplates: Set<String>
  /// Whether the environment variables that hold tokens must be set: `serve` needs them, `check` in a
  /// repository's checks has none.
  package var checksSecrets: Bool

  package init(today: CivilDate, messageTemplates: Set<String>, checksSecrets: Bool = true) {
    self.today = today
    self.messageTemplates = messageTemplates
    self.checksSecrets = checksSecrets
  }
}
