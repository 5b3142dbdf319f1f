import Helpdesk

/// `immediate` of a policy: who is told at once when something is seen. Read and checked; acted on later.
struct ImmediateReader {
  let declared: DeclaredNames

  private static let triggers = ["tags", "words", "category", "segment", "priority"]

  func read(_ cursor: Cursor) {
    for item in cursor.items() {
      guard let map = MapCursor(item, label: "`immediate`", keys: Self.triggers + ["tell"]) else { continue }
      map["tags"]?.items().forEach { _ = $0.text() }
      map["words"]?.items().forEach { _ = $0.text() }
      map["category"]?.items().forEach { _ = $0.reference(to: "category", among: declared.categories) }
      map["segment"]?.items().forEach { _ = $0.reference(to: "segment", among: declared.segments) }
      map["priority"]?.items().forEach { let _: Priority? = $0.choice(of: Priority.allCases) }
      _ = map.required("tell").map(AudienceReader(declared: declared).read)
      if !Self.triggers.contains(where: map.has) {
        map.fail("`immediate` names nothing that sets it off.", hint: "for example `tags: emergencia`")
      }
    }
  }
}
