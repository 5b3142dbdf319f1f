/// `segments:`: named groups of contacts. Who is in one is kept through the API, not as phone numbers in a file.
enum SegmentsSection {
  static func read(_ cursor: Cursor?) {
    guard let cursor else { return }
    for item in NamedEntries(cursor, kind: "segment", atMost: Limits.segments).items {
      let map = MapCursor(item.value, label: "segment `\(item.name)`", keys: ["contacts_from"])
      _ = map?.required("contacts_from", hint: "write `contacts_from: api`")?.word(of: ["api"])
    }
  }
}
