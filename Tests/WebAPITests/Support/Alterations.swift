import Gateway
import Helpdesk

/// States that no request brings about yet, put straight into the tables.
extension WebHouse {
  func alter(_ ref: Int64, _ change: @escaping @Sendable (inout Conversation) -> Void) async throws {
    try await committer.perform(AlterConversation(ref: ConversationRef(ref), change: change))
  }

  func alterContact(of ref: Int64, _ change: @escaping @Sendable (inout Contact) -> Void) async throws {
    try await committer.perform(AlterContact(ref: ConversationRef(ref), change: change))
  }
}

private struct AlterConversation: TableWork {
  var ref: ConversationRef
  var change: @Sendable (inout Conversation) -> Void

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    guard var conversation = try tables.conversation(ref) else { throw Wire.Failed(what: "no \(ref)") }
    change(&conversation)
    try tables.save(conversation)
  }
}

private struct AlterContact: TableWork {
  var ref: ConversationRef
  var change: @Sendable (inout Contact) -> Void

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    guard let conversation = try tables.conversation(ref), var contact = try tables.contact(conversation.contact)
    else { throw Wire.Failed(what: "no \(ref)") }
    change(&contact)
    try tables.save(contact)
  }
}
