package import Helpdesk

/// Where a send goes.
package enum SendRequest {
  /// `https://graph.facebook.com`, `v26.0` and a number give `https://graph.facebook.com/v26.0/<number>/messages`.
  ///
  /// What would end or open a path segment in the number is percent-encoded, so that no id leads elsewhere.
  package static func url(graphURL: String, version: String, number: NumberID) -> String {
    var base = graphURL[...]
    while base.hasSuffix("/") { base = base.dropLast() }
    return "\(base)/\(segment(version))/\(segment(number.rawValue))/messages"
  }

  private static func segment(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        encoded.append(byte)
      case _:
        let digits = Array("0123456789ABCDEF".utf8)
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
