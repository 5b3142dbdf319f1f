/// Takes a query string apart as HTML forms write it: `&` between pairs, `+` for a space, `%` and two hexadecimal
/// digits for a byte.
enum FormQuery {
  struct Pair: Equatable {
    var name: [UInt8]
    var value: [UInt8]
  }

  static func pairs(_ query: String) -> [Pair] {
    query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return Pair(name: decode(parts[0]), value: parts.count > 1 ? decode(parts[1]) : [])
    }
  }

  /// A `%` that is not followed by two hexadecimal digits stands for itself.
  private static func decode(_ text: Substring.UTF8View) -> [UInt8] {
    let bytes = Array(text)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = nibble(bytes[at + 1]),
        let low = nibble(bytes[at + 2])
      {
        decoded.append(high << 4 | low)
        at += 3
      } else {
        decoded.append(bytes[at] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[at])
        at += 1
      }
    }
    return decoded
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case _: nil
    }
  }
}
