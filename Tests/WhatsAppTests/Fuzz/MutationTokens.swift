/// The raw material of mutations.
enum MutationTokens {
  static let names = [
    "id", "object", "entry", "changes", "field", "value", "metadata", "contacts", "messages", "statuses",
    "message_echoes", "errors", "standby", "phone_number_id", "wa_id", "user_id", "profile", "type", "text", "body",
    "from", "timestamp", "context", "status", "message", "", "\\u0069d", "history", "threads", "user_preferences",
    "state_sync", "groups", "event", "to", "action",
  ].map { Array("\"\($0)\"".utf8) }

  static let values = [
    "null", "true", "false", "0", "-1", "1795300000", "1795300000123", "-1.5e3", #""""#, #"" ""#, "[]", "{}", "[[{}]]",
    #""wamid.MUTANT""#, #"{"id":"wamid.MUTANT"}"#, #"[{"id":"wamid.MUTANT"},{"id":"wamid.MUTANT"}]"#,
    #"{"messages":[{"id":"wamid.MUTANT"}]}"#, #""messages""#, #""standby""#, #""messaging_handovers""#,
  ].map { Array($0.utf8) }

  static let numbers = [
    "1e308", "1e309", "-1e999", "1e-999", "9223372036854775807", "9223372036854775808", "18446744073709551615",
    "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "0.1e-400",
    String(repeating: "9", count: 900),
    "-" + String(repeating: "7", count: 900) + ".5", "253402300799.9996", "253402300800", "999999999999.9999",
  ].map { Array($0.utf8) }

  static let illFormed: [[UInt8]] = [
    [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xF0, 0x9F, 0x98],
    [0xFE],
  ]
  static let surrogates = [#"\ud83d"#, #"\ude80"#, #"\ude80\ud83d"#, #"\ud83d\u0041"#, #"\ud83d\ud83d\ude80"#]
    .map { Array($0.utf8) }
  static let controls: [[UInt8]] = [[0], Array(#"\u0000"#.utf8), [0x0A], [0x7F], [0x1F], [0x0D, 0x0A]]
  static let badEscapes = [#"\x"#, #"\u12"#, #"\uZZZZ"#, #"\'"#, #"\u"#, #"\0"#].map { Array($0.utf8) }

  /// What breaks brackets, quotes and commas when it is put just anywhere.
  static let fragments = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", "\"id\":", "\"messages\":", "\"entry\":[", "null", "tru", "01", "+1", "-",
    "1e", "\u{FEFF}", "\n", "\t ", "//", "\u{2028}", "]}}]}]}",
  ].map { Array($0.utf8) }

  /// The node's own string, or an empty one, with one of `pieces` at a random place.
  static func string(_ pieces: [[UInt8]], in node: JSONTree, _ generator: inout SeededGenerator) -> JSONTree {
    let piece = pieces.randomElement(using: &generator)!
    guard case .token(var token) = node, token.count >= 2, token.first == UInt8(ascii: "\""),
      !token.contains(UInt8(ascii: "\\"))
    else { return .token([UInt8(ascii: "\"")] + piece + [UInt8(ascii: "\"")]) }
    token.insert(contentsOf: piece, at: Int.random(in: 1..<token.count, using: &generator))
    return .token(token)
  }

  /// As one token: a tree of that depth would be too deep for the walks.
  static func nested(_ node: JSONTree, levels: Int) -> JSONTree {
    let open = levels.isMultiple(of: 2) ? "[" : #"{"a":"#
    let close = levels.isMultiple(of: 2) ? "]" : "}"
    return .token(
      Array(String(repeating: open, count: levels).utf8) + node.bytes
        + Array(String(repeating: close, count: levels).utf8))
  }
}
