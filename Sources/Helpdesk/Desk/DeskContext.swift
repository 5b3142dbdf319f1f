/// What the desk decides by: everything current, and the books that conversations are pinned to.
package struct DeskContext: Sendable {
  package let rules: RuleSet
  /// By version, the current one among them.
  package var books: [RulesVersion: PolicyBook]
  package var texts: any TextBook
  /// What a code in a failed status asks for (Meta's error table lives with Meta's wire format).
  package var remedy: @Sendable (_ code: Int) -> Remedy
  /// Our people by their phones: every inbound message asks.
  let staff: [PhoneKey: PersonID]

  package init(
    rules: RuleSet, books: [RulesVersion: PolicyBook], texts: any TextBook,
    remedy: @escaping @Sendable (_ code: Int) -> Remedy
  ) {
    self.rules = rules
    self.books = books
    self.texts = texts
    self.remedy = remedy
    staff = Dictionary(
      rules.people.values.map { (PhoneKey($0.whatsapp), $0.id) }, uniquingKeysWith: { first, _ in first })
    self.books[rules.book.version] = rules.book
  }

  /// The book that a conversation is pinned to; the current one if its own was lost.
  func book(_ version: RulesVersion) -> PolicyBook { books[version] ?? rules.book }
}
