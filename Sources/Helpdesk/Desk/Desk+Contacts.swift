import BusinessTime

extension Desk {
  /// The contact behind an update: by user id first, then by phone; the first update that carries both
  /// links them (semantics §1). Saves nothing unless a phone has to move.
  mutating func contact(for identity: Identity) throws -> Contact {
    let key = identity.phone.map(PhoneKey.init)
    let known = try identity.userID.flatMap { try contact(of: $0) }
    // Written before they went by another one: what it says of their phone is out of date.
    if let known, known.isFormer { return known.contact }
    var holder = try key.flatMap { try tables.contact(phone: $0) }

    if var known = known?.contact {
      if let other = holder, other.id != known.id {
        try release(other, to: &known)
        holder = nil
      }
      // Sends must not go on to a number that is somebody else's by now.
      if let phone = identity.phone, known.phoneKey != PhoneKey(phone) { known.sendPhone = nil }
      known.phone = identity.phone ?? known.phone
      known.name = identity.profileName ?? known.name
      return known
    }
    if var holder {
      if let userID = identity.userID, let bound = holder.userID, bound != userID {
        // A recycled number: its new owner must not land in the old owner's conversation.
        holder.phone = nil
        holder.sendPhone = nil
        try tables.save(holder)
      } else {
        holder.userID = holder.userID ?? identity.userID
        holder.phone = identity.phone ?? holder.phone
        holder.name = identity.profileName ?? holder.name
        return holder
      }
    }
    return Contact(id: ContactID(ids.next(at: now)), identity: identity, firstSeenAt: now)
  }

  /// A phone moves from one contact to the one whose user id came with it. If its holder was known by the
  /// phone alone, both are one person, and what is open goes along.
  private mutating func release(_ holder: Contact, to owner: inout Contact) throws {
    var holder = holder
    if holder.userID == nil { try merge(&holder, into: &owner) }
    holder.phone = nil
    holder.sendPhone = nil
    try tables.save(holder)
  }

  /// Two contacts turned out to be one person: all that goes on of the former goes on as the other's.
  mutating func merge(_ former: inout Contact, into kept: inout Contact) throws {
    kept.inherit(from: former)
    for number in context.rules.numbers.keys.sorted() { try moveOpen(on: number, from: former, to: kept) }
    try moveSends(from: former, to: kept)
    former.movedTo = kept.id
  }

  /// What is open of one contact goes on as the other's; of two that are open then, the older takes the newer in.
  private mutating func moveOpen(on number: NumberID, from holder: Contact, to owner: Contact) throws {
    guard var moved = try openConversation(of: holder, on: number) else { return }
    moved.contact = owner.id
    guard let kept = try openConversation(of: owner, on: number) else { return try tables.save(moved) }
    var (older, newer) = (kept, moved)
    if (moved.openedAt, moved.ref) < (kept.openedAt, kept.ref) { swap(&older, &newer) }
    try withdrawAcknowledgement(of: &newer, besides: older)
    let absorbed = newer
    try drive(&newer, owner, .merged(into: older.ref))
    try drive(&older, owner, .absorbed(absorbed))
  }

  /// What the newer has not said yet goes unsaid, if the older has told the same customer already.
  private mutating func withdrawAcknowledgement(of newer: inout Conversation, besides older: Conversation) throws {
    let interval = context.rules.acknowledgements.intervalSeconds
    guard let told = older.acknowledgement.decidedAt, now < told.adding(seconds: interval),
      let id = newer.acknowledgement.entry, var entry = try tables.outboxEntry(id), entry.isWaiting
    else { return }
    entry.close(.cancelled, because: "merged")
    try tables.update(entry)
    newer.acknowledgement.withdraw(id)
  }

  /// One person has one queue and one rate (semantics §11): what still waits for the former or is under way, and what
  /// went out so lately that Meta may still count it, is the other's.
  private mutating func moveSends(from former: Contact, to kept: Contact) throws {
    let since = now.adding(seconds: -OutboxEntry.Recipient.debtSeconds)
    for var entry in try tables.sendsInHand(to: former.id, attemptedSince: since, most: Self.mostMovedSends) {
      entry.recipient = .contact(kept.id)
      try tables.update(entry)
    }
    moves.append(ContactMove(from: former.id, to: kept.id))
  }

  /// A transaction may take a second, and nobody is owed so many messages. What is beyond it reaches them as well, in a
  /// queue of its own once the process has ended that saw them become one.
  private static var mostMovedSends: Int { 10_000 }

  /// The conversation behind a reference: the one that goes on, if that one was merged.
  func living(_ ref: ConversationRef) throws -> Conversation? {
    var conversation = try tables.conversation(ref)
    // Each was older than the one before, so that it ends.
    while let next = conversation?.mergedInto { conversation = try tables.conversation(next) }
    return conversation
  }

  /// The last lines of a conversation and of those that were merged into it, newest first.
  func lastMessages(of conversation: Conversation, most: Int) throws -> [MessageLine] {
    let own = try tables.lastMessages(of: conversation.ref, most: most)
    guard let absorbed = conversation.absorbed else { return own }
    let theirs = try absorbed.flatMap { try tables.lastMessages(of: $0, most: most) }
    return Array((own + theirs).sorted { $0.occurredAt > $1.occurredAt }.prefix(most))
  }

  /// One of our people: by a phone of the rules file, or by the user id that Meta gave them.
  func person(behind identity: Identity) throws -> PersonID? {
    if let phone = identity.phone, let person = context.staff[PhoneKey(phone)] { return person }
    guard let userID = identity.userID, let person = try tables.pager(userID: userID) else { return nil }
    return context.rules.people[person] == nil ? nil : person
  }

  /// A message from one of our people opens their window on that number, and nothing else.
  mutating func openWindow(of person: PersonID, on number: NumberID, at: Timestamp, identity: Identity) throws {
    var pager = try tables.pager(person) ?? Pager(person: person)
    pager.lastInbound[number.rawValue] = latest(pager.lastInbound[number.rawValue], at)
    pager.userID = identity.userID ?? pager.userID
    try tables.save(pager)
  }
}
