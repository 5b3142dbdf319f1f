import Helpdesk

/// `then` of a step: what is done besides telling.
struct ActionReader {
  let context: LoadContext

  /// A list of maps of one action each; a map of several is taken in its order.
  func read(_ cursor: Cursor) -> [EscalationAction] {
    cursor.items().flatMap(actions)
  }

  private static let keys = ["reassign", "tag", "stage", "queue", "priority", "tell_customer"]

  private func actions(_ cursor: Cursor) -> [EscalationAction] {
    let hint = "for example `{ tag: urgente }`"
    guard let map = MapCursor(cursor.labelled("`then`"), label: "`then`", keys: Self.keys, hint: hint) else {
      return []
    }
    let present = cursor.node.keys.filter(map.has)
    if present.isEmpty, cursor.node.keys.isEmpty { map.fail("This action does nothing.", hint: hint) }
    return present.flatMap { key in map[key].map { action(key, $0) } ?? [] }
  }

  private func action(_ key: String, _ cursor: Cursor) -> [EscalationAction] {
    switch key {
    case "reassign":
      let strategy: AssignmentStrategy? = cursor.choice(of: AssignmentStrategy.known)
      return strategy.map { [.reassign($0)] } ?? []
    case "tag": return cursor.items().compactMap { $0.text() }.map { .tag($0) }
    case "stage": return cursor.text().map { [.stage($0)] } ?? []
    case "queue": return cursor.text().map { [.queue($0)] } ?? []
    case "priority":
      let priority: Priority? = cursor.choice(of: Priority.allCases)
      return priority.map { [.priority($0)] } ?? []
    case "tell_customer": return cursor.messageTemplate(context).map { [.tellCustomer($0)] } ?? []
    default: return []
    }
  }
}

extension Cursor {
  /// The name of a free-form text that exists; nil without a word for `none`, where that may stand.
  func messageTemplate(_ context: LoadContext, orNone: Bool = false) -> String? {
    guard let text = text(example: "ack"), !(orNone && text == "none") else { return nil }
    if context.messageTemplates.contains(text) { return text }
    fail(
      "There is no message template \(Shown.name(text)).",
      hint: Self.suggestion(for: text, among: context.messageTemplates, kind: "message template"))
    return nil
  }
}
