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

  package func survey(_ entry: OutboxID) throws -> Survey? { surveys[entry] }

  package func newestSurvey(of contact: ContactID, on number: NumberID) throws -> Survey? {
    surveys.rows { $0.contact == contact && $0.number == number }.max {
      ($0.askedAt, $0.entry.rawValue) < ($1.askedAt, $1.entry.rawValue)
    }
  }

  package mutating func save(_ survey: Survey) throws { surveys[survey.entry] = survey }

  package func line(_ number: NumberID) throws -> Line? { lines[number] }

  package mutating func save(_ line: Line) throws { lines[line.number] = line }

  package func brokenLines() throws -> [Line] { lines.rows { $0.breaker != .closed } }
}
