package import BusinessTime

/// What Meta says about an account, its numbers, templates and tools, and about no customer.
package struct AccountNews: Sendable, Equatable {
  /// Meta's field as it came; Meta has sent one kind of news under another's name (whatsapp §1).
  package var field: String
  package var fact: Fact
  /// When Meta says that it happened; nil if it does not.
  package var timestamp: Timestamp?

  package init(field: String, fact: Fact, timestamp: Timestamp?) {
    self.field = field
    self.fact = fact
    self.timestamp = timestamp
  }

  /// One case a field. Texts are Meta's words, up to 512 bytes; what is nil was missing, or no such thing.
  package enum Fact: Sendable, Equatable {
    /// `account_update`.
    case update(AccountUpdate)
    /// `account_alerts`.
    case alert(AccountAlert)
    /// `account_review_update`.
    case review(MetaWord<Decision>)
    /// `account_settings_update`: which kind of settings (`phone_number_settings`), and of which number.
    case settings(type: String?, number: NumberID?)
    /// `business_capability_update`.
    case capability(dailyLimit: DailyLimit?, mostNumbers: Int?)
    /// `phone_number_quality_update`.
    case numberQuality(NumberQuality)
    /// `phone_number_name_update`; the phone in digits.
    case numberName(MetaWord<Decision>, reason: String?, displayPhone: String?)
    /// `security`: a number's PIN; never the PIN itself.
    case security(MetaWord<SecurityEvent>, displayPhone: String?)
    /// `message_template_quality_update`.
    case templateQuality(TemplateName, previous: MetaWord<QualityScore>?, new: MetaWord<QualityScore>)
    /// `message_template_components_update`: somebody edited it; what it wants filled in, if that can be told.
    case templateComponents(TemplateName, TemplateNeeds?)
    /// `template_category_update`.
    case templateCategory(TemplateName, CategoryChange)
    /// `business_username_update`, or with an `s`.
    case username(MetaWord<UsernameStatus>, displayPhone: String?)
    /// `flows`: a form's state or trouble.
    case flow(MetaWord<FlowEvent>, flowID: String?)
    /// `payment_configuration_update`.
    case payment(configuration: String?, status: String?)
    /// `partner_solutions`.
    case partnerSolution(event: String, solutionID: String?)
    /// `automatic_events`: what Meta took a chat for, say a lead or a purchase.
    case automatic(events: [String])
  }
}

extension AccountNews {
  /// What a review at Meta's came to.
  package enum Decision: String, Sendable {
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case pending = "PENDING"
    case deferred = "DEFERRED"
  }

  package enum SecurityEvent: String, Sendable {
    case pinChanged = "PIN_CHANGED"
    case pinResetRequested = "PIN_RESET_REQUEST"
    case pinResetGranted = "PIN_REQUEST_SUCCESS"
  }

  package enum UsernameStatus: String, Sendable { case approved, deleted, reserved }

  package enum FlowEvent: String, Sendable {
    case statusChange = "FLOW_STATUS_CHANGE"
    case clientErrors = "CLIENT_ERROR_RATE"
    case endpointErrors = "ENDPOINT_ERROR_RATE"
    case endpointLatency = "ENDPOINT_LATENCY"
    case endpointAvailability = "ENDPOINT_AVAILABILITY"
    case versionExpires = "FLOW_VERSION_EXPIRY_WARNING"
  }
}
