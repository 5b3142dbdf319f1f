package import BusinessTime

/// A customer who is being forgotten: by what their traces are known, and how far the erasing has come.
///
/// It is stored until the last trace is gone, because nothing else knows any more who they were; whoever was cut off
/// goes on from it.
package struct Forgetting: Sendable, Equatable, Codable {
  /// Whoever is left half-forgotten is to be finished first.
  package static let most = 64

  package var id: String
  package var beganAt: Timestamp
  /// Under which they were known; their rows stay, without an identity.
  package var contacts: [ContactID]
  package var phones: [PhoneKey]
  package var userIDs: [UserID]
  /// As far as they have been found; their rows stay as well.
  package var conversations: [ConversationRef]
  /// The kind of rows that is being gone through, and the key of the last that was looked at.
  package var place: Place?
  /// Rows that were erased, by kind.
  package var erased: [String: Int] = [:]

  package struct Place: Sendable, Equatable, Codable {
    package var kind: String
    package var key: String?

    package init(kind: String, key: String?) {
      self.kind = kind
      self.key = key
    }
  }

  package init(
    id: String, beganAt: Timestamp, contacts: [ContactID], phones: [PhoneKey], userIDs: [UserID],
    conversations: [ConversationRef]
  ) {
    self.id = id
    self.beganAt = beganAt
    self.contacts = contacts
    self.phones = phones
    self.userIDs = userIDs
    self.conversations = conversations
  }

  /// Whoever is named so is this customer.
  func isOf(_ name: CustomerName) -> Bool {
    switch name {
    case .phone(let phone): phones.contains(phone)
    case .user(let userID): userIDs.contains(userID)
    case .conversation(let ref): conversations.contains(ref)
    }
  }
}

/// What the desk answers to whoever wants a customer forgotten.
package enum ForgetAnswer: Sendable, Equatable {
  /// Their identity is gone from the tables that are looked into; what is left is to be erased by this.
  case begun(Forgetting)
  case unknown
  /// Somebody has to act in it first: a promise is not to slip unnoticed.
  case notOver(ConversationRef)
  /// A message to them, or about them, may still be under way.
  case unsettled
  /// One of our own numbers wrote: all that comes in names it.
  case ownNumber
  /// `Forgetting.most` are half done.
  case tooMany
}

extension Contact {
  /// Nobody's by now: only its id is left, which conversations point to.
  mutating func forget() { self = Contact(id: id, identity: Identity(), firstSeenAt: firstSeenAt) }
}

extension Conversation {
  /// Closed for good, with nothing in it that is the customer's own: what figures are made of stays. Nothing is sent
  /// and nobody waits; otherwise it may not be called.
  package mutating func forget() {
    state = .closed
    loopGuard = LoopGuard()
    hops = []
    heldByAgent = nil
    assignAgainAt = nil
    acknowledgement.pending = nil
    for index in marks.indices { marks[index].acceptBy = nil }
  }
}
