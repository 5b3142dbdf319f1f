import Foundation

/// One spelling for all the ways in which the same words are typed: what texts are compared by, never shown.
///
/// Lower case, no accents, compatibility forms undone (`ﬁ`, `Ａ`, `²`), nothing invisible, punctuation and white space
/// of any length as one space, apostrophes gone. Emoji stay, without skin tones and variation selectors.
package enum TextFold {
  package static func fold(_ text: String) -> String {
    var folded = FoldedText()
    for scalar in text.unicodeScalars { folded.take(scalar) }
    return String(decoding: folded.bytes, as: UTF8.self)
  }

  /// What a scalar is made of, compatibility forms undone.
  static func decomposed(_ scalar: Unicode.Scalar) -> String {
    String(Character(scalar)).decomposedStringWithCompatibilityMapping
  }

  /// 64 bits (FNV-1a) of the folded text as 16 hexadecimal digits; nil when nothing is left of it.
  ///
  /// Not a secret and no proof: two texts with one fingerprint are taken for the same by the loop guard only.
  package static func fingerprint(of text: String) -> String? {
    let folded = fold(text)
    guard !folded.isEmpty else { return nil }
    let hash = folded.utf8.reduce(offsetBasis) { ($0 ^ UInt64($1)) &* prime }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static let offsetBasis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3
}
