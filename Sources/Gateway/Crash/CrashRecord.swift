/// One slot of the note file: 16 bytes.
struct CrashRecord: Equatable {
  static let size = 16
  /// A note that has stood through so many starts is forgotten, whatever came of it.
  static let mostLives: UInt8 = 16
  /// Deaths while handled alone after which it is refused. A killer reaches it as surely as two; an innocent input
  /// that happened to be in hand when somebody else ended the process does not (ADR 16).
  static let mostDeaths: UInt8 = 4

  enum State: UInt8 {
    case noted = 1
    case alone = 2
    /// Refused in this life; tried alone once more in the next, because a new version may have mended it.
    case refused = 3
  }

  var key: CrashKey
  var state: State
  /// Times that the process died while this was handled alone.
  var deaths: UInt8 = 0
  /// Starts that it has lived through.
  var lives: UInt8 = 0

  init(key: CrashKey, state: State, deaths: UInt8 = 0, lives: UInt8 = 0) {
    self.key = key
    self.state = state
    self.deaths = deaths
    self.lives = lives
  }

  /// Nil for a free slot, and for one that makes no sense.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.size, let state = State(rawValue: bytes[8]) else { return nil }
    self.init(
      key: CrashKey(rawValue: UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))), state: state,
      deaths: bytes[9], lives: bytes[10])
  }

  func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    let word = UInt64(state.rawValue) | UInt64(deaths) << 8 | UInt64(lives) << 16
    return withUnsafeBytes(of: (key.rawValue.littleEndian, word.littleEndian), body)
  }

  /// The same slot as the next life finds it; nil when it is to be forgotten.
  ///
  /// What is refused is tried once more, but not while others are being found out (`anotherDied`: something was being
  /// handled alone when the last life ended): two killers would take turns for ever.
  func afterDeath(anotherDied: Bool) -> CrashRecord? {
    guard lives < Self.mostLives else { return nil }
    var next = self
    next.lives += 1
    switch state {
    case .noted: break
    case .alone: next.deaths = min(deaths + 1, Self.mostDeaths)
    case .refused: next.deaths = anotherDied ? Self.mostDeaths : Self.mostDeaths - 1
    }
    next.state = next.deaths >= Self.mostDeaths ? .refused : .noted
    return next
  }
}
