import Foundation

/// Words planted where nothing may leak from, found in a line in whatever spelling they stand there: as they are, in
/// another case, in base64 at any offset, in hexadecimal, percent-encoded, escaped in JSON, a phone as people write it;
/// whole or a piece of them.
struct Canaries: Sendable {
  /// So many characters of one give it away: fewer stand in ordinary lines by chance.
  static let pieceLength = 10

  private var pieces: Set<[UInt8]> = []
  private var lengths: Set<Int> = []
  /// By the first two bytes: most places of a line are passed over by one look.
  private var beginnings = [Bool](repeating: false, count: 65_536)

  init(_ words: [String]) {
    for word in words { plant(word) }
  }

  /// What is shorter than a piece is looked for whole.
  mutating func plant(_ word: String) {
    for spelling in [Self.folded(word), Self.folded(Self.hexadecimal(word))] {
      let length = min(Self.pieceLength, spelling.count)
      guard length > 1 else { continue }
      lengths.insert(length)
      for start in 0...(spelling.count - length) {
        pieces.insert(Array(spelling[start..<start + length]))
        beginnings[Self.beginning(spelling, start)] = true
      }
    }
  }

  /// The piece that gives a canary away, with the spelling in which the line holds it; nil for a clean line.
  func found(in line: String) -> String? {
    let plain = line.replacing("\\/", with: "/")
    let decoded = Self.percentDecoded(plain)
    for (spelling, text) in [("plain", plain), ("percent-encoded", decoded), ("phone", Self.joinedDigits(decoded))] {
      if let piece = piece(in: Self.folded(text)) { return "\(piece) (\(spelling))" }
    }
    for run in Self.base64Runs(decoded) {
      for offset in 0..<4 {
        if let bytes = Self.base64Decoded(run.dropFirst(offset)), let piece = piece(in: bytes.map(Self.lower)) {
          return "\(piece) (base64)"
        }
      }
    }
    return nil
  }

  private func piece(in bytes: [UInt8]) -> String? {
    for start in bytes.indices.dropLast() where beginnings[Self.beginning(bytes, start)] {
      for length in lengths where start + length <= bytes.count {
        let piece = Array(bytes[start..<start + length])
        if pieces.contains(piece) { return String(decoding: piece, as: UTF8.self) }
      }
    }
    return nil
  }

  private static func beginning(_ bytes: [UInt8], _ start: Int) -> Int {
    Int(bytes[start]) << 8 | Int(bytes[start + 1])
  }

  // MARK: Spellings

  /// Without case and accents.
  private static func folded(_ text: String) -> [UInt8] {
    Array(text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).lowercased().utf8)
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

  private static func hexadecimal(_ word: String) -> String { word.utf8.map { String(format: "%02x", $0) }.joined() }

  /// `+52 1 55-5550 (6001)` is `5215555506001`.
  private static func joinedDigits(_ text: String) -> String { text.filter { !" -().+".contains($0) } }

  /// What is no escape stays as it is.
  private static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.popFirst() {
      if first == UInt8(ascii: "%"), rest.count >= 2,
        let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(first)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Runs of base64's letters that are long enough to hold a piece, in the common alphabet.
  private static func base64Runs(_ text: String) -> [Substring] {
    let common = text.replacing("-", with: "+").replacing("_", with: "/")
    return common.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+" || $0 == "/")) }
      .filter { $0.count >= pieceLength }
  }

  private static func base64Decoded(_ run: Substring) -> [UInt8]? {
    Data(base64Encoded: String(run.prefix(run.count / 4 * 4))).map { [UInt8]($0) }
  }
}
