package import BusinessTime

/// One update out of a webhook: normalised, on its own, whatever came beside it in the same POST.
package struct WebhookItem: Sendable, Equatable {
  /// `entry.id`: the business account, absent when the envelope lacked it.
  package var account: AccountID?
  /// `value.metadata.phone_number_id`, absent for updates about an account.
  package var number: NumberID?
  /// When the POST reached us.
  package var receivedAt: Timestamp
  package var event: WebhookEvent
  /// Labels of properties that this version does not know, at most a few: for whoever counts.
  package var novelties: [String] = []

  package init(account: AccountID?, number: NumberID?, receivedAt: Timestamp, event: WebhookEvent) {
    self.account = account
    self.number = number
    self.receivedAt = receivedAt
    self.event = event
  }
}

/// What an update says.
package enum WebhookEvent: Sendable, Equatable {
  /// A user wrote (field `messages`), or wrote while Meta's own agent holds the thread (field `standby`).
  case message(InboundMessage)
  /// What became of a message of ours.
  case status(StatusUpdate)
  /// The business answered from the WhatsApp Business app (field `smb_message_echoes`).
  case echo(EchoedMessage)
  /// Meta's own agent handed a customer's thread over to us (field `messaging_handovers`).
  case handOver(HandOver)
  /// Somebody goes by another phone or user id from now on (field `user_id_update`).
  case identityChange(IdentityChange)
  /// A template can be used no longer, or again (field `message_template_status_update`).
  case templateChange(TemplateChange)
  /// A customer calls (field `calls`).
  case call(IncomingCall)
  /// A user wants messages of a category no longer, or again (field `user_preferences`).
  case preference(MarketingPreference)
  /// The phone app's address book changed (field `smb_app_state_sync`).
  case addressBook(AddressBookChange)
  /// What was written before the number was connected (field `history`).
  case history(HistoryItem)
  /// Something about an account, its numbers, templates or tools (whatsapp §2).
  case account(AccountNews)
  /// Something about a group (fields `group_…_update`).
  case group(GroupNews)
  /// The account or the system is in trouble (field `messages`, without one).
  case accountError(AccountError)
  /// Anything else that is signed: kept raw, counted by its field.
  case other(field: String)
}

/// Who an update is from or about. The phone may be absent for ever; so may the user id on old updates.
package struct Identity: Sendable, Equatable, Hashable, Codable {
  /// Digits only, without `+`.
  package var phone: String?
  package var userID: UserID?
  package var profileName: String?

  package init(phone: String? = nil, userID: UserID? = nil, profileName: String? = nil) {
    self.phone = phone
    self.userID = userID
    self.profileName = profileName
  }

  package var isKnown: Bool { phone != nil || userID != nil }
}

/// A message from a user.
package struct InboundMessage: Sendable, Equatable {
  package var wamid: Wamid
  package var sender: Identity
  /// Meta's timestamp, in whatever form it came; nil when it could not be read.
  package var timestamp: Timestamp?
  package var content: MessageContent
  package var groupID: String?
  /// `context.id`: the message that this one quotes.
  package var quoted: Wamid?
  package var isForwarded: Bool
  /// The advert or post that it came from.
  package var referral: Referral?
  /// `context.referred_product`: the product that it asks about.
  package var product: ProductEnquiry?
  /// Field `standby`: Meta's own Business Agent holds the thread.
  package var isStandby: Bool
  /// Of a `system` message: who the sender is from now on; nil: the same.
  package var newIdentity: Identity?

  package init(
    wamid: Wamid, sender: Identity, timestamp: Timestamp?, content: MessageContent, groupID: String? = nil,
    quoted: Wamid? = nil, isForwarded: Bool = false, referral: Referral? = nil, isStandby: Bool = false
  ) {
    self.wamid = wamid
    self.sender = sender
    self.timestamp = timestamp
    self.content = content
    self.groupID = groupID
    self.quoted = quoted
    self.isForwarded = isForwarded
    self.referral = referral
    self.isStandby = isStandby
  }
}

/// Meta's own agent let go of a thread. Hand-overs in the other direction change nothing here: what the
/// customer then writes comes under `standby`.
package struct HandOver: Sendable, Equatable {
  package var customer: Identity
  package var timestamp: Timestamp?

  package init(customer: Identity, timestamp: Timestamp?) {
    self.customer = customer
    self.timestamp = timestamp
  }
}

/// A message that the business sent from its phone app, or that Meta's own agent sent.
package struct EchoedMessage: Sendable, Equatable {
  package var wamid: Wamid
  package var recipient: Identity
  package var timestamp: Timestamp?
  package var content: MessageContent
  /// Sent by Meta's own agent (echo inside `standby`): automatic, never a human's.
  package var isFromMetaAgent: Bool

  package init(
    wamid: Wamid, recipient: Identity, timestamp: Timestamp?, content: MessageContent, isFromMetaAgent: Bool = false
  ) {
    self.wamid = wamid
    self.recipient = recipient
    self.timestamp = timestamp
    self.content = content
    self.isFromMetaAgent = isFromMetaAgent
  }
}
