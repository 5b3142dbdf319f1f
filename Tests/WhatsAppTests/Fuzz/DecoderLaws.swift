import BusinessTime
import WhatsApp

/// What holds of the decoder for every body there is. Used by the mutation tests and by the fuzzer alike, so it knows
/// no test library.
enum DecoderLaws {
  static let receivedAt = Timestamp(seconds: 1_795_300_100)

  /// A field of Meta's or a place, and the label of a property.
  private static let longestNovelty = 64 + 1 + 64

  /// What became of one body: the first law that it breaks, nil when all hold, and how many items it gave.
  struct Verdict {
    var broken: String?
    var items = 0
  }

  static func verdict(on body: UnsafeRawBufferPointer) -> Verdict {
    let decoded = WebhookDecoder.decode(body, receivedAt: receivedAt)
    guard WebhookDecoder.decode(body, receivedAt: receivedAt) == decoded else {
      return Verdict(broken: "decoded twice, read differently")
    }
    switch decoded {
    case .unreadable(let reason):
      return Verdict(broken: reason == .internalFault ? "the parser contradicts itself" : nil)
    case .items(let items, let novelties):
      guard novelties.count <= 8, Set(novelties).count == novelties.count,
        novelties.allSatisfy({ $0.utf8.count <= longestNovelty })
      else { return Verdict(broken: "novelties without bound, or one told twice") }
      return Verdict(broken: broken(by: items, of: body), items: items.count)
    }
  }

  static func verdict(on body: [UInt8]) -> Verdict {
    body.withUnsafeBytes { verdict(on: $0) }
  }

  private static func broken(by items: [DecodedItem], of body: UnsafeRawBufferPointer) -> String? {
    if let broken = SliceLaws.broken(by: items, of: body) { return broken }
    for item in items {
      if let broken = ItemLaws.broken(by: item, in: body) { return broken }
    }
    return siblingsChanged(items, Array(body))
  }

  /// One item becomes `{}`: at most it is gone, and the others read as before.
  private static func siblingsChanged(_ items: [DecodedItem], _ body: [UInt8]) -> String? {
    let chosen = body.count % items.count
    let changed = body[..<items[chosen].slice.lowerBound] + Array("{}".utf8) + body[items[chosen].slice.upperBound...]
    return siblingsChanged(items, at: chosen, afterwards: Array(changed))
  }

  /// Whether the items beside the one at `chosen` read otherwise in `changed`, where only that one is different.
  static func siblingsChanged(_ items: [DecodedItem], at chosen: Int, afterwards changed: [UInt8]) -> String? {
    let before = items.map(\.reading)
    guard case .items(let after, _) = WebhookDecoder.decode(changed, receivedAt: receivedAt) else {
      return before.count == 1 ? nil : "an item's change cost the whole body"
    }
    let readings = after.map(\.reading)
    let following = before.count - chosen - 1
    guard readings.count >= chosen + following else { return "an item's change cost a sibling" }
    return readings.prefix(chosen) == before.prefix(chosen) && readings.suffix(following) == before.suffix(following)
      ? nil : "an item's change changed a sibling"
  }
}
