/// The words that any rule knows, found also when they were typed with one slip.
struct WordIndex: Sendable {
  /// A slip is forgiven in words of at least this many letters: shorter ones are too often other words.
  static let fewestLetters = 6

  private var ids: [String: Int32] = [:]
  private var words: [String] = []
  /// Letters of the longest word: what is longer by more than one is a slip of none.
  private var longest = 0
  /// By the hash of a long word with one letter left out: the words that it comes from.
  private var shortened: [UInt64: [Int32]] = [:]
  private var whole: [UInt64: Int32] = [:]

  /// The number of a word, a new one if it was not known.
  mutating func insert(_ word: String) -> Int32 {
    if let id = ids[word] { return id }
    let id = Int32(words.count)
    let bytes = Array(word.utf8)
    ids[word] = id
    words.append(word)
    longest = max(longest, bytes.count)
    guard Self.isLong(bytes) else { return id }
    whole[Self.hash(bytes, without: nil)] = id
    for place in bytes.indices { shortened[Self.hash(bytes, without: place), default: []].append(id) }
    return id
  }

  /// As written, then with its stretched letter doubled, then with one slip mended.
  func id(of word: TriageWord) -> Int32? {
    if let id = ids[word.text] { return id }
    if let doubled = word.doubled, let id = ids[doubled] { return id }
    return mended(Array(word.text.utf8))
  }

  func id(of word: String) -> Int32? { ids[word] }

  func word(_ id: Int32) -> String { words[Int(id)] }

  /// The word that this one is a slip of: one letter too many, too few, another, or two exchanged. Of several the
  /// one with the same first letter, then the first that was inserted.
  private func mended(_ typed: [UInt8]) -> Int32? {
    guard typed.count >= Self.fewestLetters - 1, typed.count <= longest + 1, typed.allSatisfy(Self.isLetter) else {
      return nil
    }
    var best: (isOther: Bool, id: Int32)?
    func weigh(_ id: Int32) {
      let word = Array(words[Int(id)].utf8)
      let isOther = word[0] != typed[0]
      if let best, (best.isOther ? 1 : 0, best.id) <= (isOther ? 1 : 0, id) { return }
      if Self.isOneSlip(typed, word) { best = (isOther, id) }
    }
    shortened[Self.hash(typed, without: nil)]?.forEach(weigh)
    for place in typed.indices {
      let hash = Self.hash(typed, without: place)
      if let id = whole[hash] { weigh(id) }
      shortened[hash]?.forEach(weigh)
    }
    return best?.id
  }

  private static func isOneSlip(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let start = zip(a, b).prefix { $0 == $1 }.count
    let (restA, restB) = (a[start...], b[start...])
    if restA.count == restB.count {
      if restA.dropFirst().elementsEqual(restB.dropFirst()) { return true }
      return restA.count >= 2 && restA[start] == restB[start + 1] && restA[start + 1] == restB[start]
        && restA.dropFirst(2).elementsEqual(restB.dropFirst(2))
    }
    return restA.count > restB.count
      ? restA.dropFirst().elementsEqual(restB) : restB.dropFirst().elementsEqual(restA)
  }

  private static func isLong(_ word: [UInt8]) -> Bool { word.count >= fewestLetters && word.allSatisfy(isLetter) }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  /// FNV-1a; two words with one hash are told apart by comparing them.
  private static func hash(_ word: [UInt8], without place: Int?) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in word.indices where index != place { hash = (hash ^ UInt64(word[index])) &* 0x100_0000_01b3 }
    return hash
  }
}
