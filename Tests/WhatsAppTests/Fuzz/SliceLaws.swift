import WhatsApp

/// Where the items of a body may stand.
enum SliceLaws {
  /// The first law that is broken; nil when all hold.
  static func broken(by items: [DecodedItem], of body: UnsafeRawBufferPointer) -> String? {
    guard (1...WebhookDecoder.maximumItems).contains(items.count) else { return "\(items.count) items" }
    var end = 0
    var envelope: [UInt8] = []
    for slice in items.map(\.slice) {
      guard slice.lowerBound >= end else { return "slices overlap or stand out of order" }
      guard slice.upperBound <= body.count, !slice.isEmpty else { return "a slice is empty or outside the body" }
      guard isOneValue(body, slice) else { return "a slice is not exactly one value" }
      envelope += body[end..<slice.lowerBound] + Array("null".utf8)
      end = slice.upperBound
    }
    envelope += body[end...]
    guard WebhookDecoder.envelope(of: Array(body), without: items) == envelope else {
      return "slices and envelope are not the body"
    }
    return nil
  }

  /// By its brackets and quotes alone: whole, with no white space at its ends, and standing where a value may.
  private static func isOneValue(_ body: UnsafeRawBufferPointer, _ slice: Range<Int>) -> Bool {
    guard let before = neighbour(body, from: slice.lowerBound - 1, step: -1), "[:,".utf8.contains(before),
      let after = neighbour(body, from: slice.upperBound, step: 1), ",]}".utf8.contains(after)
    else { return false }
    var depth = 0
    var isInString = false
    var at = slice.lowerBound
    while at < slice.upperBound {
      let byte = body[at]
      if isInString {
        if byte == UInt8(ascii: "\\") { at += 1 }
        if byte == UInt8(ascii: "\"") { isInString = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: if depth == 0 { return false }
        case _: break
        }
      }
      at += 1
      if depth < 0 { return false }
    }
    return depth == 0 && !isInString && at == slice.upperBound
  }

  /// The nearest byte that is not white space.
  private static func neighbour(_ body: UnsafeRawBufferPointer, from start: Int, step: Int) -> UInt8? {
    var at = start
    while body.indices.contains(at) {
      if body[at] > 0x20 { return body[at] }
      at += step
    }
    return nil
  }
}
