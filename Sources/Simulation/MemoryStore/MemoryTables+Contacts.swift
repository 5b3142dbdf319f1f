package import Helpdesk

extension MemoryTables {
  package func contact(_ id: ContactID) throws -> Contact? { contacts[id] }

  package func contact(userID: UserID) throws -> Contact? {
    newest(of: contacts.rows { $0.userID == userID })
  }

  package func contact(phone: PhoneKey) throws -> Contact? {
    newest(of: contacts.rows { $0.phoneKey == phone })
  }

  package mutating func save(_ contact: Contact) throws { contacts[contact.id] = contact }

  /// The one that was seen first last: numbers are recycled.
  private func newest(of holders: [Contact]) -> Contact? {
    holders.max { ($0.firstSeenAt, $0.id) < ($1.firstSeenAt, $1.id) }
  }

  package func pager(_ person: PersonID) throws -> Pager? { pagers[person] }

  package func pager(userID: UserID) throws -> PersonID? {
    pagers.rows { $0.userID == userID }.first?.person
  }

  package mutating func save(_ pager: Pager) throws { pagers[pager.person] = pager }

  package func line(_ number: NumberID) throws -> Line? { lines[number] }

  package mutating func save(_ line: Line) throws { lines[line.number] = line }

  package func brokenLines() throws -> [Line] { lines.rows { $0.breaker != .closed } }
}
