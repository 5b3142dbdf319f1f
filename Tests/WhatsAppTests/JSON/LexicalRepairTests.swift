import Testing

@testable import WhatsApp

@Suite("The repair of strings and numbers")
struct LexicalRepairTests {
  private func repaired(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { LexicalRepair.repaired($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  static let pairs: [(broken: String, whole: String)] = [
    (#"["\ud83d"]"#, #"["\ufffd"]"#), (#"["\ude80\ud83d"]"#, #"["\ufffd\ufffd"]"#),
    (#"["\ud83d\ud83d\ude80"]"#, #"["\ufffd\ud83d\ude80"]"#), (#"["\ud83dx"]"#, #"["\ufffdx"]"#),
    (#"["\x"]"#, "[\"\u{7F}x\"]"), (#"["\u12"]"#, "[\"\u{7F}u12\"]"), ("[\"a\tb\nc\"]", "[\"a b c\"]"),
    ("[1e999]", "[0.000]"), ("[-123456789012345678901234567890]", "[0." + String(repeating: "0", count: 29) + "]"),
    ("[18446744073709551616]", "[0.000000000000000000]"),
  ]

  @Test("what is broken is replaced at its own length", arguments: pairs.indices)
  func replaced(index: Int) {
    let pair = Self.pairs[index]
    #expect(repaired(pair.broken) == pair.whole)
    #expect(pair.broken.utf8.count == pair.whole.utf8.count)
  }

  @Test(
    "what is whole is left alone, broken structure too",
    arguments: [
      #"{"a":"\ud83d\ude80\\\"\/\b\f\n\r\t\u0041é🚀","b":[-1.5e3,18446744073709551615,9223372036854775807]}"#, "{",
      "[1,",
      #""\"#, "",
    ])
  func untouched(text: String) {
    #expect(repaired(text) == nil)
  }
}
