/// A map whose keys are known by the schema.
struct MapCursor {
  let place: Place
  let findings: Findings
  private let label: String
  private let values: [String: Cursor]

  /// Reports what is not a map, and each unknown key with the known one next to it.
  ///
  /// `label` is how messages call the map: "clock `resolution`".
  init?(_ cursor: Cursor, label: String, keys: [String], hint: String? = nil) {
    guard let one = cursor.labelled(label).single() else { return nil }
    let entries: [Entry]
    switch one.node.kind {
    case .map(let found): entries = found
    case .scalar where one.node.isEmpty: entries = []
    case .scalar, .list:
      one.fail("\(label.capitalisedFirst) takes a map of keys.", hint: hint ?? "known keys: \(Shown.list(keys))")
      return nil
    }
    self.label = label
    place = one.place
    findings = cursor.findings
    var values: [String: Cursor] = [:]
    for entry in entries {
      if keys.contains(entry.key) {
        values[entry.key] = Cursor(node: entry.value, label: "`\(entry.key)`", findings: findings)
      } else {
        Self.reportUnknown(entry, label: label, keys: keys, findings: findings)
      }
    }
    self.values = values
  }

  /// Nil when the key is not there.
  subscript(key: String) -> Cursor? { values[key] }

  func has(_ key: String) -> Bool { values[key] != nil }

  /// Reports a missing key at the map's own place.
  func required(_ key: String, hint: String? = nil) -> Cursor? {
    if let value = values[key] { return value }
    fail("\(label.capitalisedFirst) lacks `\(key)`.", hint: hint)
    return nil
  }

  func fail(_ message: String, hint: String? = nil) {
    findings.error(place, message, hint: hint)
  }

  private static func reportUnknown(_ entry: Entry, label: String, keys: [String], findings: Findings) {
    if let variable = SecretKeys.variable(for: entry.key) {
      findings.error(
        entry.place, "A secret does not belong into the rules file (\(Shown.name(entry.key))).",
        hint: "set the environment variable `\(variable)`, or `\(variable)_FILE`")
      return
    }
    let nearest = Nearest.name(to: entry.key, among: keys)
    findings.error(
      entry.place, "\(label.capitalisedFirst) has no key \(Shown.name(entry.key)).",
      hint: nearest.map { "did you mean `\($0)`?" } ?? "known keys: \(Shown.list(keys))")
  }
}

/// A map from names that the file chooses to values of one shape: calendars, people, teams.
struct NamedEntries {
  struct Item {
    let name: String
    let value: Cursor
  }

  let items: [Item]

  /// `kind` is what one of them is called: "calendar". Reports what is not a map, odd names and too many.
  init(_ cursor: Cursor, kind: String, atMost limit: Int) {
    guard let one = cursor.single() else {
      items = []
      return
    }
    guard case .map(let entries) = one.node.kind else {
      if !one.node.isEmpty { one.fail("\(cursor.label) takes a map from a name to a \(kind).") }
      items = []
      return
    }
    if entries.count > limit { one.fail("\(cursor.label) has more than \(limit) entries.") }
    items = entries.prefix(limit).compactMap { entry in
      guard Self.isName(entry.key) else {
        cursor.findings.error(
          entry.place, "\(Shown.name(entry.key)) cannot be the name of a \(kind).",
          hint: "letters, digits, `_`, `-` and `.`, at most \(Limits.nameCharacters)")
        return nil
      }
      return Item(
        name: entry.key,
        value: Cursor(node: entry.value, label: "\(kind) `\(entry.key)`", findings: cursor.findings))
    }
  }

  /// Names travel in `kind:name`, in URLs and in tables: no spaces, no colons.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.count <= Limits.nameCharacters
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "_-.".unicodeScalars.contains($0)
          || $0.properties.generalCategory == .nonspacingMark
      }
  }
}

/// Keys under which people put secrets, with the variable that takes them.
enum SecretKeys {
  static func variable(for key: String) -> String? {
    switch key.lowercased() {
    case "app_secret", "secret": "ACUSE_APP_SECRET"
    case "verify_token": "ACUSE_VERIFY_TOKEN"
    case "token", "api_token", "bearer", "api_key": "ACUSE_ACCESS_TOKEN"
    case "password", "smtp_password": "ACUSE_SMTP_PASSWORD"
    default: nil
    }
  }
}

extension String {
  /// For a label that begins a sentence.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
