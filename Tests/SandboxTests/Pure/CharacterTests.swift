import Sandbox
import Testing

/// What is counted where Meta says characters: Unicode scalars, and neither UTF-16 nor what a reader sees as one.
struct CharacterTests {
  static let cases: [(name: String, text: String, isTaken: Bool)] = [
    // One scalar each, two units in UTF-16, four bytes.
    ("4096 emoji", String(repeating: "🙂", count: 4096), true),
    ("4097 emoji", String(repeating: "🙂", count: 4097), false),
    // Two scalars each: what is seen is one flag, or one letter.
    ("2048 flags", String(repeating: "🇲🇽", count: 2048), true),
    ("2049 flags", String(repeating: "🇲🇽", count: 2049), false),
    ("2048 letters with their accent apart", String(repeating: "e\u{301}", count: 2048), true),
    ("2049 letters with their accent apart", String(repeating: "e\u{301}", count: 2049), false),
    ("4096 letters with their accent", String(repeating: "é", count: 4096), true),
    ("4097 letters with their accent", String(repeating: "é", count: 4097), false),
  ]

  @Test("a text has at most 4096 scalars", arguments: cases)
  func count(_ example: (name: String, text: String, isTaken: Bool)) {
    var rules = Fixture.openRules()
    #expect(rules.send(Fixture.text(example.text)).code == (example.isTaken ? nil : 131_009), "\(example.name)")
  }
}
