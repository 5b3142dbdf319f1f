import Foundation
import Testing

/// Reads the machine's own tzdata (TZif files), so that our zone data is judged by somebody else's.
///
/// Not `TimeZone(identifier:)`: on Linux that answers from data compiled into Foundation, which may be years older.
enum SystemZone {
  static let folder = "/usr/share/zoneinfo"

  /// The release of the machine's tzdata, when it says so.
  static let version: String? = {
    guard let text = try? String(contentsOfFile: folder + "/tzdata.zi", encoding: .utf8),
      let line = text.split(separator: "\n").first, line.hasPrefix("# version ")
    else { return nil }
    return String(line.dropFirst("# version ".count))
  }()

  /// Every change of a zone that its file lists, and what its footer adds until 2100.
  static func load(_ name: String) throws -> OracleZone {
    let path = folder + "/" + name
    let data = try #require(FileManager.default.contents(atPath: path), "no \(path): is tzdata installed?")
    let bytes = [UInt8](data)
    try #require(Array(bytes.prefix(4)) == Array("TZif".utf8) && bytes[4] >= UInt8(ascii: "2"))
    let first = Header(bytes, at: 0)
    let second = Header(bytes, at: first.end(timeSize: 4))
    var zone = second.zone(name: name, in: bytes)
    let footer = String(decoding: bytes[second.end(timeSize: 8)...], as: UTF8.self)
    try PosixFooter(footer.trimmingCharacters(in: .newlines))?.extend(&zone, untilYear: 2100)
    return zone
  }
}

/// The six counts of a TZif block, and where its parts lie.
private struct Header {
  let body: Int
  let isUTCount, isStandardCount, leapCount, timeCount, typeCount, nameCount: Int

  init(_ bytes: [UInt8], at start: Int) {
    let counts = (0..<6).map { bigEndian(bytes, start + 20 + $0 * 4, 4) }
    (isUTCount, isStandardCount, leapCount) = (counts[0], counts[1], counts[2])
    (timeCount, typeCount, nameCount) = (counts[3], counts[4], counts[5])
    body = start + 44
  }

  func end(timeSize: Int) -> Int {
    body + timeCount * (timeSize + 1) + typeCount * 6 + nameCount + leapCount * (timeSize + 4) + isStandardCount
      + isUTCount
  }

  func zone(name: String, in bytes: [UInt8]) -> OracleZone {
    let types = body + timeCount * 9
    func offset(ofType type: Int) -> Int { bigEndian(bytes, types + type * 6, 4) }
    let changes = (0..<timeCount).map { index in
      (at: bigEndian(bytes, body + index * 8, 8), offset: offset(ofType: Int(bytes[body + timeCount * 8 + index])))
    }
    return OracleZone(name: name, initialOffset: offset(ofType: 0), changes: changes)
  }
}

private func bigEndian(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
  let unsigned = bytes[start..<start + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
  return count == 4 ? Int(Int32(truncatingIfNeeded: unsigned)) : Int(Int64(bitPattern: unsigned))
}
