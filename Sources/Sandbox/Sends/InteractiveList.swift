/// A button that opens a list of one to ten rows in sections (whatsapp §4).
enum InteractiveList {
  /// The button in brackets, then a line for each row.
  static func shown(_ action: Fields) throws(GraphError) -> String {
    var lines = ["[\(try action.string("button", atMost: buttonLimit))]"]
    var ids: Set<String> = []
    let sections = try action.array("sections", count: sectionCount)
    for section in sections {
      let title = try section.optionalString("title", atMost: titleLimit)
      // A single section needs no title; several could not be told apart without.
      if sections.count > 1, title?.isEmpty ?? true { throw section.missing("title") }
      for row in try section.array("rows", count: 1...rowLimit) {
        guard ids.insert(try row.string("id", atMost: idLimit)).inserted else {
          throw row.bad("id", "must be unique")
        }
        lines.append("- \(try row.string("title", atMost: titleLimit))")
        _ = try row.optionalString("description", atMost: descriptionLimit)
      }
    }
    guard ids.count <= rowLimit else { throw action.bad("sections", "must have at most \(rowLimit) rows in all") }
    return lines.joined(separator: "\n")
  }

  private static let buttonLimit = 20
  private static let sectionCount = 1...10
  /// Of all sections together.
  private static let rowLimit = 10
  /// Of a section and of a row.
  private static let titleLimit = 24
  private static let idLimit = 200
  private static let descriptionLimit = 72
}
