import BusinessTime

/// Whatever can change state. Nothing else does.
package enum Input: Sendable {
  case item(WebhookItem, RawSlice)
  case command(Command)
  case wake(Entity)
  case settled(OutboxID, Outcome)
  case mailed(LetterID, Letter.Outcome)
}

/// What has a life of its own and one alarm.
package enum Entity: Sendable, Hashable, Codable {
  case conversation(ConversationRef)
  case pager(PersonID)
  case line(NumberID)

  /// Short and stable, for the journal and the crash note.
  package var key: String {
    switch self {
    case .conversation(let ref): "conversation/\(ref.number)"
    case .pager(let person): "pager/\(person.rawValue)"
    case .line(let number): "line/\(number.rawValue)"
    }
  }
}

/// What our own people and programs ask for.
package enum Command: Sendable, Equatable, Codable {
  /// A reply by API, in free form, so only inside the window. `form` nil: nothing but the text.
  case reply(ConversationRef, text: String, form: ReplyForm? = nil, author: Author)
  case act(ConversationRef, Action, author: Author)
  /// A matter that reached us by another way than WhatsApp.
  case open(Opening, author: Author)
  /// Send once more what will not arrive, or at once what waits for another time.
  case retry(OutboxID, author: Author)
  /// Do not send what still waits.
  case discard(OutboxID, author: Author)
  /// A match of triage is wrong, or was called so by mistake. Only a person can say that.
  case misfire(MisfireOrder, author: Author)
  case misfireUndone(MisfireOrder, author: Author)
  /// A number has another access token than before.
  case tokenChanged(NumberID)
}

/// Whose token it was. Only a person's message is human (semantics §4).
package enum Author: Sendable, Equatable, Codable {
  case person(PersonID)
  case automation(name: String)

  package var name: String {
    switch self {
    case .person(let id): id.rawValue
    case .automation(let name): "automation:\(name)"
    }
  }
}

/// What the desk answers to whoever brought the input.
package enum Answer: Sendable, Equatable {
  case done
  /// A webhook item that was known already: nothing changed.
  case duplicate
  /// Kept, but nobody's: an unknown number.
  case parked(reason: String)
  case replied(OutboxID)
  /// False: it joined one that was open.
  case opened(ConversationRef, isNew: Bool)
  case refused(Refusal)
}

/// Why a command was not carried out; the API turns it into a problem with a status.
package enum Refusal: String, Sendable, Equatable {
  case noSuchConversation = "no-such-conversation"
  /// Outside the 24-hour window a human free-form reply is refused at once (semantics §4).
  case windowClosed = "window-closed"
  case conversationClosed = "conversation-closed"
  case noAddress = "no-address"
  /// What was asked for makes no sense in the state that the conversation is in.
  case wrongState = "wrong-state"
  case nothingToDismiss = "nothing-to-dismiss"
  case tooManyTags = "too-many-tags"
  case noSuchPerson = "no-such-person"
  case noSuchTeam = "no-such-team"
  case noSuchNumber = "no-such-number"
  /// One of our own people is nobody's customer.
  case isStaff = "is-staff"
  case noSuchEntry = "no-such-entry"
  /// It is in flight or in doubt: whoever sends it again may send it twice.
  case maybeSent = "may-have-been-sent"
  /// What was asked for makes no sense in the state that the entry of the outbox is in.
  case wrongEntryState = "wrong-entry-state"
  /// What it was about is answered or void.
  case nobodyWaits = "nobody-waits"
  /// Its text promises a time that has passed.
  case pastItsTime = "past-its-time"
  /// Its text went with its age (semantics §14).
  case textErased = "text-erased"
  /// A program asked for what only a person can judge.
  case needsPerson = "needs-person"
  case noSuchMessage = "no-such-message"
  /// Meta takes no reaction to it any more.
  case messageTooOld = "message-too-old"
  /// The customer was to be asked for a phone that we have.
  case phoneKnown = "phone-known"
  /// The message holds no match of that rule, or no longer.
  case noSuchMatch = "no-such-match"
}

/// Where an item's own bytes lie: part of the raw body, journalled as they came (I01).
package struct RawSlice: Sendable, Equatable {
  /// The id of the stored envelope.
  package var envelope: String
  /// Where the slice begins in the raw body.
  package var offset: Int
  package var bytes: [UInt8]
  /// A delivery status, whose bytes are not kept for long.
  package var isStatus: Bool
  /// It lay in quarantine before it could be used (semantics §3, `late_ingest`).
  package var isLate: Bool

  package init(envelope: String, offset: Int, bytes: [UInt8], isStatus: Bool = false, isLate: Bool = false) {
    self.envelope = envelope
    self.offset = offset
    self.bytes = bytes
    self.isStatus = isStatus
    self.isLate = isLate
  }
}
