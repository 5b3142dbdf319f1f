/// A warning or a notice about a business, a number or an account (field `account_alerts`).
package struct AccountAlert: Sendable, Equatable {
  /// Meta's name of the alert (`INCREASED_CAPABILITIES_ELIGIBILITY_FAILED`).
  package var type: String
  package var severity: MetaWord<Severity>?
  package var status: String?
  /// `BUSINESS` or `PHONE_NUMBER`, say.
  package var entityType: String?
  package var entityID: String?
  /// Meta's words for it, up to 512 bytes.
  package var description: String?

  package enum Severity: String, Sendable {
    case critical = "CRITICAL"
    case warning = "WARNING"
    case informational = "INFORMATIONAL"
  }

  package init(
    type: String, severity: MetaWord<Severity>? = nil, status: String? = nil, entityType: String? = nil,
    entityID: String? = nil, description: String? = nil
  ) {
    self.type = type
    self.severity = severity
    self.status = status
    self.entityType = entityType
    self.entityID = entityID
    self.description = description
  }
}
