import BusinessTime

extension Desk {
  /// One person goes by another phone or user id from now on (semantics §1): who was known by the former is known by
  /// the new one, with all that is open. It may come twice, before or after their first message as either, and after
  /// what they became next.
  ///
  /// The contact in question; nil if nobody is known by the former phone, and no user id to remember them by was told.
  @discardableResult
  mutating func rekey(_ change: IdentityChange) throws -> Contact? {
    let former = try holder(ofFormer: change)
    let newer = try holder(of: change.current)
    guard var kept = try former ?? newer ?? stranger(becoming: change) else { return nil }
    var current = change.current
    if let newer, newer.userID != current.userID, newer.userID != nil {
      // They have become somebody else again since then.
      current = Identity(phone: newer.phone, userID: newer.userID)
    }
    if let newer, newer.id != kept.id { try unite(newer, into: &kept) }
    kept = try adopt(current, by: kept)
    let formerIDs = [former?.userID, change.previous.userID].compactMap { $0 }
    for id in formerIDs where id != kept.userID { try leaveTrace(of: id, to: kept) }
    return kept
  }

  /// Nobody whom we know: what they wrote before, and what they write from now on, is still on its way.
  private mutating func stranger(becoming change: IdentityChange) throws -> Contact? {
    guard change.previous.userID != nil, change.current.userID != nil else { return nil }
    let contact = Contact(id: ContactID(ids.next(at: now)), identity: change.current, firstSeenAt: now)
    try tables.save(contact)
    return contact
  }

  /// What is known of a person by an update: by user id, also one that they had before; else by phone.
  func holder(of identity: Identity) throws -> Contact? {
    if let userID = identity.userID, let known = try contact(of: userID) { return known.contact }
    guard let phone = identity.phone.map(PhoneKey.init), let known = try tables.contact(phone: phone),
      known.userID == nil || identity.userID == nil || known.userID == identity.userID
    else { return nil }
    return known
  }

  /// A `system` message may carry the new user id beside the former phone: then the phone says who it was.
  private func holder(ofFormer change: IdentityChange) throws -> Contact? {
    var former = change.previous
    if former.userID == change.current.userID { former.userID = nil }
    return try former.isKnown ? holder(of: former) : nil
  }

  /// The contact of a user id, present or former. By a former one nothing else is learned.
  func contact(of userID: UserID) throws -> (contact: Contact, isFormer: Bool)? {
    guard let found = try tables.contact(userID: userID) else { return nil }
    let living = try living(found)
    return (living, living.id != found.id)
  }

  /// Who a contact turned out to be since: themselves, as a rule.
  func living(_ contact: Contact) throws -> Contact {
    var living = contact
    var steps = 0
    while let next = living.movedTo, steps < Self.mostMoves, let contact = try tables.contact(next) {
      living = contact
      steps += 1
    }
    return living
  }

  /// Nobody changes their number more often within the time that anything is kept of it.
  private static var mostMoves: Int { 100 }

  private mutating func adopt(_ current: Identity, by contact: Contact) throws -> Contact {
    var contact = contact
    let userID = current.userID ?? contact.userID
    let isSame = userID == contact.userID && current.phone.map(PhoneKey.init) == contact.phoneKey
    guard !isSame else { return contact }
    if let phone = current.phone.map(PhoneKey.init), var other = try tables.contact(phone: phone),
      other.id != contact.id
    {
      // It was somebody else's, who is not there any more.
      other.phone = nil
      other.sendPhone = nil
      try tables.save(other)
    }
    if current.phone != nil || userID != contact.userID {
      // Where they were reached before may be somebody else's by now.
      contact.phone = current.phone
      contact.sendPhone = nil
    }
    contact.userID = userID
    contact.name = current.profileName ?? contact.name
    try tables.save(contact)
    return contact
  }

  /// Who came under the new identity before we were told is the same person.
  private mutating func unite(_ newer: Contact, into kept: inout Contact) throws {
    var newer = newer
    kept.name = newer.name ?? kept.name
    try merge(&newer, into: &kept)
    newer.userID = nil
    newer.phone = nil
    newer.sendPhone = nil
    try tables.save(newer)
  }

  /// What was written under the former user id may still come, for as long as Meta repeats it.
  private mutating func leaveTrace(of former: UserID, to contact: Contact) throws {
    guard try tables.contact(userID: former) == nil else { return }
    var trace = Contact(
      id: ContactID(ids.next(at: now)), identity: Identity(userID: former), firstSeenAt: now)
    trace.movedTo = contact.id
    try tables.save(trace)
  }
}

extension Desk {
  mutating func take(_ change: IdentityChange) throws -> Answer {
    if let person = try person(behind: change.previous) {
      try rename(person, change.current)
    } else {
      try rekey(change)
    }
    return .done
  }

  /// One of our people: their phone is what the rules say, their user id what Meta says.
  mutating func rename(_ person: PersonID, _ current: Identity) throws {
    guard let userID = current.userID else { return }
    var pager = try tables.pager(person) ?? Pager(person: person)
    pager.userID = userID
    try tables.save(pager)
  }

  /// A call opens the window on the number that was called, and nothing else.
  mutating func take(_ call: IncomingCall, on number: BusinessNumber, of item: WebhookItem) throws -> Answer {
    let time = MessageTime(claimed: call.timestamp, receivedAt: item.receivedAt)
    guard !time.isTooOld else { return .done }
    if let person = try person(behind: call.caller) {
      try openWindow(of: person, on: number.id, at: time.occurredAt, identity: call.caller)
      return .done
    }
    // What the business dials from its own number is no customer's call.
    guard call.caller.phone.map(PhoneKey.init) != PhoneKey(number.phone) else { return .done }
    var contact = try contact(for: call.caller)
    contact.lastInbound[number.id.rawValue] = latest(contact.lastInbound[number.id.rawValue], time.occurredAt)
    contact.lastCall = (contact.lastCall ?? [:]).merging([number.id.rawValue: time.occurredAt]) { max($0, $1) }
    try tables.save(contact)
    return .done
  }
}
