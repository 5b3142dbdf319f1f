import Helpdesk

/// A business number with the places that later checks point at.
struct NumberEntry {
  let number: BusinessNumber
  let idPlace: Place
  let displayPlace: Place
}

/// `numbers:`.
enum NumbersSection {
  static func read(_ cursor: Cursor?, reading: Reading) -> [NumberEntry] {
    guard let cursor else { return [] }
    var entries: [NumberEntry] = []
    for item in cursor.items(atMost: Limits.numbers) {
      guard let entry = number(item, reading: reading) else { continue }
      if let first = entries.first(where: { $0.number.id == entry.number.id }) {
        item.findings.error(entry.idPlace, "This `phone_number_id` already stands on line \(first.idPlace.line).")
      }
      entries.append(entry)
    }
    return entries
  }

  private static let keys = [
    "phone_number_id", "waba_id", "display", "name", "language", "team", "throughput", "access_token",
  ]

  private static func number(_ cursor: Cursor, reading: Reading) -> NumberEntry? {
    guard let map = MapCursor(cursor, label: "number", keys: keys) else { return nil }
    let idCursor = map.required("phone_number_id", hint: "from the app's WhatsApp page at Meta")
    let id = idCursor?.numericID()
    let account = map.required("waba_id", hint: "the WhatsApp Business Account's id")?.numericID()
    let displayCursor = map.required("display", hint: "for example `\"+52 55 5555 1234\"`")
    let display = displayCursor?.phone() == nil ? nil : displayCursor?.text()
    let name = map.required("name")?.text()
    let language = map.required("language", hint: "for example `es_MX`")?.language()
    let team = map.required("team")?.reference(to: "team", among: reading.declared.teams)
    let throughput = map["throughput"].map { $0.integer(in: Limits.throughput) }
    let variable = AccessToken.variable(map["access_token"], number: map.place, reading: reading)
    guard let id, let account, let display, let name, let language, let team, let variable, let idCursor,
      let displayCursor
    else { return nil }
    return NumberEntry(
      number: BusinessNumber(
        id: NumberID(id), account: AccountID(account), display: display, name: name, language: language,
        team: TeamID(team), throughput: (throughput ?? nil) ?? defaultThroughput, accessTokenVariable: variable),
      idPlace: idCursor.place, displayPlace: displayCursor.place)
  }

  /// What Meta grants a number that nobody upgraded, in messages a second.
  private static let defaultThroughput = 80
}

/// `access_token` of a number: the *name* of the variable that holds the token.
enum AccessToken {
  static let standard = "ACUSE_ACCESS_TOKEN"

  static func variable(_ cursor: Cursor?, number: Place, reading: Reading) -> String? {
    guard let cursor else {
      return isSet(standard, reading: reading, at: number) ? standard : nil
    }
    guard let text = cursor.text(atMost: Limits.addressCharacters, example: standard) else { return nil }
    guard isVariableName(text), !Shown.looksSecret(text) else {
      cursor.fail(
        "`access_token` takes the name of an environment variable, never the token itself.",
        hint: "write `access_token: \(standard)`, and revoke a token that stood here")
      return nil
    }
    return isSet(text, reading: reading, at: cursor.place) ? text : nil
  }

  /// Set, or given through a file (`…_FILE`).
  private static func isSet(_ name: String, reading: Reading, at place: Place) -> Bool {
    guard reading.context.checksSecrets else { return true }
    let isSet = [name, name + "_FILE"].contains { !(reading.environment[$0] ?? "").isEmpty }
    if !isSet {
      reading.findings.error(
        place, "The environment variable `\(name)`, which holds this number's token, is not set.",
        hint: "set it, or `\(name)_FILE` to a file that holds the token")
    }
    return isSet
  }

  private static func isVariableName(_ text: String) -> Bool {
    text.utf8.count <= Limits.nameCharacters && text.first?.isNumber == false
      && text.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
  }
}
