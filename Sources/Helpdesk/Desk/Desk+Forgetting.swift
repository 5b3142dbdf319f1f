import BusinessTime

/// A customer is forgotten (semantics §14). It is not journalled: nothing of it could be decided again.
extension Desk {
  /// One person has been known by no more contacts than this, unless something is very wrong.
  private static var mostContacts: Int { 256 }

  /// Takes the identity out of the tables, closes what is resolved, and notes what is left to be erased; or says why
  /// not, and nothing has changed. Who writes from then on is a new customer. Asked again before all is erased, it
  /// answers with what was begun.
  package mutating func forget(_ customer: CustomerName) throws -> ForgetAnswer {
    let unfinished = try tables.forgettings()
    if let begun = unfinished.first(where: { $0.isOf(customer) }) { return .begun(begun) }
    guard let named = try contact(named: customer) else { return .unknown }
    guard unfinished.count < Forgetting.most else { return .tooMany }

    let contacts = try samePerson(as: named)
    let phones = Set(contacts.flatMap { [$0.phone, $0.sendPhone] }.compactMap { $0.map(PhoneKey.init) })
    let own = Set(context.rules.numbers.values.map { PhoneKey($0.phone) })
    guard phones.isDisjoint(with: own) else { return .ownNumber }
    let unclosed = try contacts.flatMap { try tables.unclosedConversations(of: $0.id) }
    if let waits = unclosed.filter({ !$0.isOver }).min(by: { $0.ref < $1.ref }) { return .notOver(waits.ref) }
    let known = contacts.map(\.id).sorted()
    guard try !tables.hasUnsettledSend(of: known) else { return .unsettled }

    for var conversation in unclosed {
      conversation.forget()
      try tables.save(conversation)
    }
    for var contact in contacts {
      contact.forget()
      try tables.save(contact)
    }
    var refs = Set(unclosed.map(\.ref))
    if case .conversation(let ref) = customer { refs.insert(ref) }
    let forgetting = Forgetting(
      id: ids.next(at: now), beganAt: now, contacts: known, phones: phones.sorted { $0.rawValue < $1.rawValue },
      userIDs: Set(contacts.compactMap(\.userID)).sorted(), conversations: refs.sorted())
    try tables.save(forgetting)
    return .begun(forgetting)
  }

  private func contact(named customer: CustomerName) throws -> Contact? {
    switch customer {
    case .phone(let phone): try tables.contact(phone: phone)
    case .user(let userID): try tables.contact(userID: userID)
    case .conversation(let ref): try tables.conversation(ref).flatMap { try tables.contact($0.contact) }
    }
  }

  /// All that one person has been known as: who they became, and who became them.
  private func samePerson(as contact: Contact) throws -> [Contact] {
    var found = [contact]
    var place = 0
    while place < found.count, found.count < Self.mostContacts {
      let one = found[place]
      let next = try one.movedTo.flatMap { try tables.contact($0) }.map { [$0] } ?? []
      for other in try next + tables.contacts(movedTo: one.id, most: Self.mostContacts)
      where !found.contains(where: { $0.id == other.id }) {
        found.append(other)
      }
      place += 1
    }
    return found
  }
}
