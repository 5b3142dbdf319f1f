package import BusinessTime

/// An account was shared, restricted, banned, deleted or given back (field `account_update`).
package struct AccountUpdate: Sendable, Equatable {
  package var event: MetaWord<Event>
  /// Of `ACCOUNT_VIOLATION`: Meta's name of what was broken.
  package var violation: String?
  /// Of `ACCOUNT_RESTRICTION`; at most 16.
  package var restrictions: [Restriction]
  /// Of `DISABLED_UPDATE`.
  package var ban: Ban?
  /// Of `PARTNER_REMOVED`: why, and by whom.
  package var disconnection: String?

  package init(
    event: MetaWord<Event>, violation: String? = nil, restrictions: [Restriction] = [], ban: Ban? = nil,
    disconnection: String? = nil
  ) {
    self.event = event
    self.violation = violation
    self.restrictions = restrictions
    self.ban = ban
    self.disconnection = disconnection
  }

  package enum Event: String, Sendable {
    case deleted = "ACCOUNT_DELETED"
    case violation = "ACCOUNT_VIOLATION"
    case restriction = "ACCOUNT_RESTRICTION"
    case disabledUpdate = "DISABLED_UPDATE"
    case offboarded = "ACCOUNT_OFFBOARDED"
    case reconnected = "ACCOUNT_RECONNECTED"
    case partnerAdded = "PARTNER_ADDED"
    case partnerRemoved = "PARTNER_REMOVED"
    case partnerAppInstalled = "PARTNER_APP_INSTALLED"
    case partnerAppUninstalled = "PARTNER_APP_UNINSTALLED"
    case clientCertificate = "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE"
    case internationalPrice = "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE"
    case primaryCountry = "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE"
    case marketingTermsSigned = "MM_LITE_TERMS_SIGNED"
    case adAccountLinked = "AD_ACCOUNT_LINKED"
    case priceTier = "VOLUME_BASED_PRICING_TIER_UPDATE"
  }

  /// What the account may not do for a while.
  package struct Restriction: Sendable, Equatable {
    /// Meta's name (`RESTRICTED_BIZ_INITIATED_MESSAGING`).
    package var type: String
    /// Nil if Meta does not say.
    package var expiresAt: Timestamp?

    package init(type: String, expiresAt: Timestamp?) {
      self.type = type
      self.expiresAt = expiresAt
    }
  }

  package struct Ban: Sendable, Equatable {
    package var state: MetaWord<State>
    /// As Meta writes it: a date in words or digits.
    package var date: String?

    package enum State: String, Sendable {
      case disabled = "DISABLE"
      case reinstated = "REINSTATE"
      case scheduled = "SCHEDULE_FOR_DISABLE"
    }

    package init(state: MetaWord<State>, date: String?) {
      self.state = state
      self.date = date
    }
  }
}
