import BusinessTime
import Gateway
import Helpdesk

/// Contacts and entries put straight into the tables.
struct Owe: TableWork {
  var entries: [OutboxEntry]

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    for entry in entries {
      if case .contact(let id) = entry.recipient, try tables.contact(id) == nil {
        var contact = Contact(
          id: id, identity: Identity(phone: "1555555\(id.rawValue)", userID: nil), firstSeenAt: turn.now)
        contact.lastInbound = [House.number.rawValue: turn.now, House.otherNumber.rawValue: turn.now]
        try tables.save(contact)
      }
      _ = try tables.insertIfNew(entry)
    }
  }
}

extension House {
  /// An entry for the contact with these four digits, within its window.
  static func entry(
    _ id: String, to contact: String = "0100", kind: OutboxEntry.Kind = .acknowledgement,
    from number: NumberID = House.number, at time: Timestamp = StepClock.monday, validUntil: Timestamp? = nil
  ) -> OutboxEntry {
    OutboxEntry(
      id: OutboxID(id), kind: kind, number: number, recipient: .contact(ContactID(contact)), conversation: nil,
      createdAt: time, rendering: Rendering(freeForm: .text("Hola"), template: nil), validUntil: validUntil)
  }

  func owe(_ entries: [OutboxEntry]) async throws { try await committer.perform(Owe(entries: entries)) }

  func entry(_ id: String) async throws -> OutboxEntry? { try await committer.perform(LookUp(id: OutboxID(id))) }
}

struct LookUp: TableWork {
  var id: OutboxID
  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> OutboxEntry? {
    try tables.outboxEntry(id)
  }
}
