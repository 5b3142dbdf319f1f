/// A matter that a web form, a CRM or a person brings (semantics §2; R11, R12, R17, R68).
package struct Opening: Sendable, Equatable, Codable {
  /// Where conversations that are opened from outside come from, as policies name it.
  package static let source = "form"

  package var number: NumberID
  package var customer: Identity
  /// What the customer wrote in the form; sorted by triage like a message.
  package var text: String?
  /// What is said here, triage leaves alone. It counts only if a conversation is opened by it.
  package var priority: Priority?
  package var category: String?
  package var tags: [String]
  package var stage: String?
  package var queue: String?
  package var team: TeamID?

  package init(
    number: NumberID, customer: Identity, text: String? = nil, priority: Priority? = nil, category: String? = nil,
    tags: [String] = [], stage: String? = nil, queue: String? = nil, team: TeamID? = nil
  ) {
    self.number = number
    self.customer = customer
    self.text = text
    self.priority = priority
    self.category = category
    self.tags = tags
    self.stage = stage
    self.queue = queue
    self.team = team
  }
}
