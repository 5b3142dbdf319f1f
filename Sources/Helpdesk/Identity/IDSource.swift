package import BusinessTime

/// Makes ids and jitter from a seed that is an argument, so that a journalled input decides the same again.
///
/// The seed is 128 bits from the system's generator in production; xoshiro128-style mixing spreads it.
package struct IDSource: Sendable {
  private var high: UInt64
  private var low: UInt64
  private let place: UInt16

  package init(seed: Seed) {
    place = seed.place
    high = seed.high
    low = seed.low
  }

  /// 26 characters of Crockford base 32: 48 bits of time and 16 of the input's place in its transaction, so that
  /// rows lie in order, then 64 bits of chance.
  package mutating func next(at now: Timestamp) -> String {
    let time = UInt64(clamping: now.milliseconds) & 0xFFFF_FFFF_FFFF
    return Self.base32(time << 16 | UInt64(place), nextWord())
  }

  /// A number in 0..<1, for jitter.
  package mutating func fraction() -> Double {
    Double(nextWord() >> 11) / Double(1 << 53)
  }

  /// SplitMix over the first half, keyed by the second: short, well spread, and no secret is made here.
  private mutating func nextWord() -> UInt64 {
    high &+= 0x9E37_79B9_7F4A_7C15
    var z = high ^ low
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    low = low &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return z ^ (z >> 31)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static func base32(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 26) { buffer in
      var (high, low) = (high, low)
      for index in stride(from: 25, through: 0, by: -1) {
        buffer[index] = alphabet[Int(low & 31)]
        low = low >> 5 | high << 59
        high >>= 5
      }
      return 26
    }
  }
}

/// Where the ids and the jitter of one input come from.
package struct Seed: Hashable, Sendable, Codable {
  package var high: UInt64
  package var low: UInt64
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Where the input stands in its transaction: the first bits, which are chance where nobody set them.
  var place: UInt16 { UInt16(truncatingIfNeeded: high >> 48) }

  package func placed(_ place: UInt16) -> Seed {
    Seed(high: UInt64(place) << 48 | high & 0xFFFF_FFFF_FFFF, low: low)
  }
}
