/// What the desk decides by: everything current, and the books that conversations are pinned to.
package struct DeskContext: Sendable {
  package let rules: RuleSet
  /// By version, the current one among them.
  package var books: [RulesVersion: PolicyBook]
  package var texts: any TextBook
  /// The shipped words by which messages are sorted; always current, because they are the product's and not the
  /// file's. Nil: only the file's own rules sort.
  package let lexicon: Lexicon?
  /// What a code in a failed status asks for (Meta's error table lives with Meta's wire format).
  package var remedy: @Sendable (_ code: Int) -> Remedy
  /// Our people by their phones: every inbound message asks.
  let staff: [PhoneKey: PersonID]

  package init(
    rules: RuleSet, books: [RulesVersion: PolicyBook], texts: any TextBook, lexicon: Lexicon? = nil,
    remedy: @escaping @Sendable (_ code: Int) -> Remedy
  ) {
    self.rules = rules
    self.books = books
    self.texts = texts
    self.lexicon = lexicon
    self.remedy = remedy
    staff = Dictionary(
      rules.people.values.map { (PhoneKey($0.whatsapp), $0.id) }, uniquingKeysWith: { first, _ in first })
    self.books[rules.book.version] = rules.book
  }

  /// What sorts the messages of a conversation that is pinned to this version.
  func sorter(_ version: RulesVersion) -> Sorter { Sorter(lexicon: lexicon, rules: book(version).triage) }

  /// The book that a conversation is pinned to; the current one if its own was lost.
  func book(_ version: RulesVersion) -> PolicyBook { books[version] ?? rules.book }
}
