/// One to three buttons that answer with a tap (whatsapp §4).
enum InteractiveButtons {
  /// The titles in brackets.
  static func shown(_ action: Fields) throws(GraphError) -> String {
    var ids: Set<String> = []
    var titles: [String] = []
    for button in try action.array("buttons", count: count) {
      guard try button.string("type") == "reply" else { throw button.bad("type", "must be reply") }
      let reply = try button.object("reply")
      guard ids.insert(try reply.string("id", atMost: idLimit)).inserted else {
        throw reply.bad("id", "must be unique")
      }
      let title = try reply.string("title", atMost: titleLimit)
      // Two of one title could not be told apart by whoever taps.
      guard !titles.contains(title) else { throw reply.bad("title", "must be unique") }
      titles.append(title)
    }
    return titles.map { "[\($0)]" }.joined(separator: " ")
  }

  private static let count = 1...3
  private static let idLimit = 256
  private static let titleLimit = 20
}
