import BusinessTime

extension Desk {
  /// The contact behind an update: by user id first, then by phone; the first update that carries both
  /// links them (semantics §1). Saves nothing unless a phone has to move.
  mutating func contact(for identity: Identity) throws -> Contact {
    let key = identity.phone.map(PhoneKey.init)
    let known = try identity.userID.flatMap { try tables.contact(userID: $0) }
    var holder = try key.flatMap { try tables.contact(phone: $0) }

    if var known {
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
    if holder.userID == nil {
      owner.isOptedOut = owner.isOptedOut || holder.isOptedOut
      owner.language = owner.language ?? holder.language
      owner.lastInbound.merge(holder.lastInbound) { max($0, $1) }
      owner.lastHuman.merge(holder.lastHuman) { max($0, $1) }
      // Of two that are open now the older goes on; the other keeps its clocks and can still be answered by its
      // reference.
      for number in context.rules.numbers.keys.sorted() {
        while var open = try tables.openConversation(of: holder.id, on: number) {
          open.contact = owner.id
          try tables.save(open)
        }
      }
    }
    holder.phone = nil
    holder.sendPhone = nil
    try tables.save(holder)
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
