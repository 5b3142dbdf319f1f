import Helpdesk

/// `when` of a policy.
struct ConditionReader {
  let declared: DeclaredNames
  let numbers: [NumberEntry]

  static let keys = [
    "number", "category", "priority", "tags", "stage", "queue", "segment", "source", "language", "contact",
  ]

  /// Where a conversation comes from: a message to the number, an advert that led to it, or a form through the API.
  private static let sources = ["number", "referral", "form"]

  func read(_ cursor: Cursor) -> Condition {
    var condition = Condition()
    guard let map = MapCursor(cursor, label: "`when`", keys: Self.keys) else { return condition }
    condition.numbers = Set(map["number"]?.items().compactMap(number) ?? [])
    condition.categories = Set(
      map["category"]?.items().compactMap { $0.reference(to: "category", among: declared.categories) } ?? [])
    condition.priorities = Set(map["priority"]?.items().compactMap { $0.choice(of: Priority.allCases) } ?? [])
    condition.tags = texts(map["tags"])
    condition.stages = texts(map["stage"])
    condition.queues = texts(map["queue"])
    condition.segments = Set(
      map["segment"]?.items().compactMap { $0.reference(to: "segment", among: declared.segments) } ?? [])
    condition.sources = Set(map["source"]?.items().compactMap { $0.word(of: Self.sources) } ?? [])
    condition.languages = Set(map["language"]?.items().compactMap { $0.language() } ?? [])
    condition.newContact = map["contact"]?.word(of: ["new", "returning"]).map { $0 == "new" }
    return condition
  }

  private func texts(_ cursor: Cursor?) -> Set<String> {
    Set(cursor?.items().compactMap { $0.text() } ?? [])
  }

  /// A number by its id or by its name, when only one has that name.
  private func number(_ cursor: Cursor) -> NumberID? {
    guard let text = cursor.text() else { return nil }
    let known = numbers.map(\.number)
    if let exact = known.first(where: { $0.id.rawValue == text }) { return exact.id }
    let named = known.filter { $0.name == text }
    if named.count == 1 { return named[0].id }
    cursor.fail(
      named.isEmpty ? "There is no number \(Shown.name(text))." : "Several numbers are named \(Shown.name(text)).",
      hint: named.isEmpty
        ? Cursor.suggestion(for: text, among: known.map(\.name), kind: "number") : "write its `phone_number_id`")
    return nil
  }
}
