import Yams

/// Turns the parser's tree into ours: aliases written out within bounds, merge keys (`<<`) applied, repeated keys told.
struct Tree {
  private let source: YAMLText
  private let findings: Findings
  private var nodes = 0
  private var isTooLarge = false

  /// The root; nil when there is none or nothing can be read of it (reported).
  static func read(_ text: String, findings: Findings) -> Node? {
    // Some editors begin a file with a byte order mark, which the parser would take for a value.
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    guard TextGuard.admits(text, findings: findings) else { return nil }
    var source = YAMLText(text)
    guard let root = source.parse(findings: findings) else {
      if findings.errors.isEmpty { findings.error(.start, "The file holds no rules.") }
      return nil
    }
    var tree = Tree(source: source, findings: findings)
    let node = tree.node(of: root, depth: 1)
    return tree.isTooLarge ? nil : node
  }

  private init(source: YAMLText, findings: Findings) {
    self.source = source
    self.findings = findings
  }

  private mutating func node(of raw: Yams.Node, depth: Int) -> Node {
    let place = place(of: raw)
    guard count(at: place, depth: depth) else { return Node(place: place, kind: .list([])) }
    switch raw {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      return Node(place: place, kind: .scalar(scalar.string, quoted: isQuoted))
    case .sequence(let sequence):
      var items: [Node] = []
      for item in sequence where !isTooLarge { items.append(node(of: item, depth: depth + 1)) }
      return Node(place: place, kind: .list(items))
    case .mapping(let mapping):
      return Node(place: place, kind: .map(entries(of: mapping, depth: depth)))
    case .alias:
      findings.error(place, "This alias has no anchor above it.")
      return Node(place: place, kind: .list([]))
    }
  }

  /// A map's own keys first, then what it merges and does not have.
  private mutating func entries(of mapping: Yams.Node.Mapping, depth: Int) -> [Entry] {
    var own: [Entry] = []
    var merged: [Entry] = []
    var places: [String: Place] = [:]
    for (rawKey, rawValue) in mapping where !isTooLarge {
      let place = place(of: rawKey)
      guard case .scalar(let scalar) = rawKey else {
        findings.error(place, "A key must be one plain text.")
        continue
      }
      let key = String(scalar.string.unicodeScalars.drop { $0 == YAMLText.mark })
      let value = node(of: rawValue, depth: depth + 1)
      if key == "<<", scalar.style == .plain {
        merged += mergedEntries(of: value)
      } else if let first = places[key] {
        findings.error(place, "The key \(Shown.name(key)) stands twice; the first is on line \(first.line).")
      } else {
        places[key] = place
        own.append(Entry(key: key, place: place, value: value))
      }
    }
    for entry in merged where places[entry.key] == nil {
      places[entry.key] = entry.place
      own.append(entry)
    }
    return own
  }

  private func mergedEntries(of value: Node) -> [Entry] {
    switch value.kind {
    case .map(let entries): return entries
    case .list(let items): return items.flatMap(mergedEntries)
    case .scalar:
      findings.error(value.place, "`<<` takes a map or a list of maps.", hint: "write `<<: *name`")
      return []
    }
  }

  private func place(of raw: Yams.Node) -> Place {
    raw.mark.map { source.original(Place($0)) } ?? .start
  }

  private mutating func count(at place: Place, depth: Int) -> Bool {
    nodes += 1
    guard !isTooLarge, nodes > Limits.nodes || depth > Limits.depth else { return !isTooLarge }
    isTooLarge = true
    findings.error(
      place,
      depth > Limits.depth
        ? "Values are nested more than \(Limits.depth) deep here."
        : "With its aliases written out the file has more than \(Limits.nodes) values.")
    return false
  }
}
