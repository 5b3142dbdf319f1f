/// The letters of Western Europe without their accents: what nearly every message consists of, so that it needs no
/// decomposition; and the letters that no decomposition takes apart (`ø`, `ß`, `ł`).
enum LatinLetters {
  /// Lower case without accent; empty for what is no letter; nil outside U+00A0 … U+017F and for what only the
  /// compatibility decomposition knows (`²`, `½`, `ŉ`, `ſ`).
  static func plain(_ scalar: Unicode.Scalar) -> String? {
    guard (0xA0..<0x180).contains(scalar.value) else { return nil }
    return table[Int(scalar.value) - 0xA0]
  }

  private static let table: [String?] = {
    var table = [String?](repeating: "", count: 0x180 - 0xA0)
    for (plain, letters) in groups {
      for letter in letters.unicodeScalars { table[Int(letter.value) - 0xA0] = plain }
    }
    for other in compatibility.unicodeScalars { table[Int(other.value) - 0xA0] = nil }
    return table
  }()

  private static let groups: [(String, String)] = [
    ("a", "ÀÁÂÃÄÅàáâãäåĀā\u{102}\u{103}\u{104}\u{105}"), ("ae", "Ææ"), ("c", "ÇçĆćĈĉĊċČč"), ("d", "ÐðĎďĐđ"),
    ("e", "ÈÉÊËèéêëĒēĔĕĖėĘęĚě"), ("g", "ĜĝĞğĠġĢģ"), ("h", "ĤĥĦħ"), ("i", "ÌÍÎÏìíîïĨĩĪīĬĭĮįİı"),
    ("j", "Ĵĵ"), ("k", "Ķķĸ"), ("l", "ĹĺĻļĽľŁł"), ("n", "ÑñŃńŅņŇňŊŋ"), ("o", "ÒÓÔÕÖØòóôõöøŌōŎŏŐő"), ("oe", "Œœ"),
    ("r", "ŔŕŖŗŘř"), ("s", "ŚśŜŝŞşŠš"), ("ss", "ß"), ("t", "ŢţŤťŦŧ"), ("th", "Þþ"),
    ("u", "ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲų"), ("w", "Ŵŵ"), ("y", "ÝýÿŶŷŸ"), ("z", "ŹźŻżŽž"),
  ]

  private static let compatibility =
    "\u{A8}\u{AA}\u{AF}\u{B2}\u{B3}\u{B4}\u{B5}\u{B8}\u{B9}\u{BA}\u{BC}\u{BD}\u{BE}"
    + "\u{132}\u{133}\u{13F}\u{140}\u{149}\u{17F}"
}
