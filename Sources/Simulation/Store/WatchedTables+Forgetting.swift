package import BusinessTime
package import Gateway
package import Helpdesk

extension WatchedTables {
  package func isForgotten(_ wamid: Wamid) throws -> Bool {
    try read("forgotten", try base.isForgotten(wamid)) { try $0.isForgotten(wamid) }
  }

  package mutating func noteForgotten(_ wamids: [Wamid], at now: Timestamp) throws {
    try probe.passWrite("note forgotten")
    try base.noteForgotten(wamids, at: now)
    try shadow?.noteForgotten(wamids, at: now)
    changes.writes += wamids.count
  }

  package func forgettings() throws -> [Forgetting] {
    try read("forgettings", try base.forgettings()) { try $0.forgettings() }
  }

  package mutating func save(_ forgetting: Forgetting) throws {
    try probe.passWrite("save forgetting")
    try base.save(forgetting)
    try shadow?.save(forgetting)
    changes.writes += 1
  }

  package mutating func removeForgetting(_ id: String) throws {
    try probe.passWrite("remove forgetting")
    try base.removeForgetting(id)
    try shadow?.removeForgetting(id)
    changes.writes += 1
  }

  package func contacts(movedTo id: ContactID, most: Int) throws -> [Contact] {
    try read("contacts moved", try base.contacts(movedTo: id, most: most)) { try $0.contacts(movedTo: id, most: most) }
  }

  package func unclosedConversations(of contact: ContactID) throws -> [Conversation] {
    try read("unclosed conversations", try base.unclosedConversations(of: contact)) {
      try $0.unclosedConversations(of: contact)
    }
  }

  package func hasUnsettledSend(of contacts: [ContactID]) throws -> Bool {
    try read("unsettled send", try base.hasUnsettledSend(of: contacts)) { try $0.hasUnsettledSend(of: contacts) }
  }

  package func traces(_ kind: TraceKind, after key: String?, most: Int) throws -> [TraceRow] {
    try probe.pass("traces")
    return try base.traces(kind, after: key, most: most)
  }

  /// Rows have other keys in each store: the reference cannot follow, and no world has anybody forgotten.
  package mutating func erase(_ kind: TraceKind, keys: [String]) throws -> Int {
    try probe.passWrite("erase")
    changes.writes += keys.count
    return try base.erase(kind, keys: keys)
  }
}
