/// Keys of the schema that this version reads and checks but does not act on: the one list of them.
///
/// Who builds one of these removes its line. `mode: pilot` is not here: it is an error (see `ModeSection`).
enum NotYet {
  /// Where a key stands, from the root; `*` is any key, and lists are looked through.
  private static let keys: [(path: String, reason: String)] = [
    ("gateway.public_url", "nothing links to it yet"),
    ("segments", "contacts cannot be put into segments"),
    ("ladders.*.then.tell_customer", "the customer is not told"),
    ("policies.when.segment", "nobody is in a segment"),
    ("policies.clocks.promise", "what was promised is measured without a target, and has no ladder"),
    ("policies.clocks.*.ladder.then.tell_customer", "the customer is not told"),
    ("policies.immediate", "nobody is told at once"),
  ]

  /// One warning for each place where such a key stands; what lies below it is not told again.
  static func warn(about root: Node, findings: Findings) {
    walk(root, paths: keys.map { ($0.path.split(separator: ".")[...], $0.reason) }, findings: findings)
  }

  private static func warn(_ place: Place, _ name: String, _ reason: String, _ findings: Findings) {
    findings.warn(place, "`\(name)` is not acted on in this version: \(reason).")
  }

  private static func walk(
    _ node: Node, paths: [(rest: ArraySlice<Substring>, reason: String)], findings: Findings
  ) {
    switch node.kind {
    case .scalar: return
    case .list(let items): items.forEach { walk($0, paths: paths, findings: findings) }
    case .map(let entries):
      for entry in entries {
        let matching = paths.filter { $0.rest.first == "*" || $0.rest.first.map(String.init) == entry.key }
        if let reached = matching.first(where: { $0.rest.count == 1 }) {
          warn(entry.place, entry.key, reached.reason, findings)
        } else if !matching.isEmpty {
          walk(entry.value, paths: matching.map { ($0.rest.dropFirst(), $0.reason) }, findings: findings)
        }
      }
    }
  }
}
