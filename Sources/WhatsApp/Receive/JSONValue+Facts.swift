import Helpdesk

/// Facts about accounts and people: short ones. What is longer or of another kind is absent, and in the kept bytes.
extension JSONValue {
  /// Longer than any name, reason or date of Meta's; an item must not hold megabytes beside its bytes.
  static var maximumFactBytes: Int { 512 }

  /// A text that says something, and not too much.
  var fact: String? {
    guard let bytes = utf8, (1...Self.maximumFactBytes).contains(bytes.count), let text = string,
      text.utf8.count <= Self.maximumFactBytes
    else { return nil }
    return text
  }

  func fact(_ name: StaticString) -> String? { self[name]?.fact }

  /// A text of somebody's words: as much of it as a fact may hold, and `…` for the rest.
  var excerpt: String? {
    guard let bytes = utf8, !bytes.isEmpty else { return nil }
    if let fact { return fact }
    var kept = String.UnicodeScalarView()
    var length = 0
    // A scalar has four bytes at most; what is repaired grows from one byte to three.
    for scalar in String(decoding: bytes.prefix(Self.maximumFactBytes), as: UTF8.self).unicodeScalars {
      let clean = scalar == "\0" || scalar == "\u{7F}" ? "\u{FFFD}" : scalar
      length += String(clean).utf8.count
      if length > Self.maximumFactBytes - 3 { break }
      kept.append(clean)
    }
    return String(kept) + "…"
  }

  /// A date or a figure, where Meta writes some as text and some as a number: a whole number counts as its digits.
  func figure(_ name: StaticString) -> String? { fact(name) ?? self[name]?.integer.map { String($0) } }

  /// A name of Meta's, safe to count and to log.
  func label(_ name: StaticString) -> String? { self[name]?.label }

  var label: String? { fact.map { Label.of($0) } }

  func word<Known>(_ name: StaticString) -> MetaWord<Known>? { label(name).map { MetaWord($0) } }

  /// A username, seen with and without `@`.
  var username: String? {
    guard let name = fact("username") else { return nil }
    let bare = name.hasPrefix("@") ? String(name.dropFirst()) : name
    return bare.isEmpty ? nil : bare
  }

  /// An error's `code`, as a number or as text.
  var errorCode: Int? {
    guard let code = self["code"] else { return nil }
    return code.integer.map(Int.init) ?? code.string.flatMap { Int($0) }
  }
}

extension AccountError {
  /// An element of a list of errors; nil without a code.
  init?(_ error: JSONValue) {
    guard let code = error.errorCode else { return nil }
    self.init(code: code, title: error.fact("title") ?? error.fact("message"))
  }
}
