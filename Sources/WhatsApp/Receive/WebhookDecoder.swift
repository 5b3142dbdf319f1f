package import BusinessTime

/// Takes a signed body apart into its updates, each on its own (whatsapp §1 to §3).
///
/// Never throws and never traps, whatever the bytes; time and memory grow with the body and are bounded by named
/// constants. Meta's envelope is read tolerantly: a field at the wrong depth is found, an object in place of an array
/// is its only element, and what nobody knows is kept and named.
package enum WebhookDecoder {
  /// Ten times Meta's largest batch; beyond it the body is kept whole.
  package static let maximumItems = 10_000

  /// Reads a body that arrived at `receivedAt`. Slices count from the first byte of `body`.
  package static func decode(_ body: UnsafeRawBufferPointer, receivedAt: Timestamp) -> DecodedWebhook {
    let read = JSONParser.read(body) { items(of: $0, receivedAt) }
    switch read {
    case .success(let decoded): return decoded
    case .failure(.invalid): return decodeRepaired(body, receivedAt)
    case .failure(let fault): return .unreadable(reason(fault))
    }
  }

  /// As above, for a body in an array.
  package static func decode(_ body: [UInt8], receivedAt: Timestamp) -> DecodedWebhook {
    body.withUnsafeBytes { decode($0, receivedAt: receivedAt) }
  }

  /// The body with `null` in place of each item: what the journal keeps beside the items' own slices.
  package static func envelope(of body: [UInt8], without items: [DecodedItem]) -> [UInt8] {
    var envelope: [UInt8] = []
    var at = 0
    for slice in items.map(\.slice) where slice.lowerBound >= at && slice.upperBound <= body.count {
      envelope.append(contentsOf: body[at..<slice.lowerBound])
      envelope.append(contentsOf: "null".utf8)
      at = slice.upperBound
    }
    envelope.append(contentsOf: body[at...])
    return envelope
  }

  /// One broken string or number must not cost the other updates: it is replaced, at its own length, and read again.
  private static func decodeRepaired(_ body: UnsafeRawBufferPointer, _ receivedAt: Timestamp) -> DecodedWebhook {
    guard let repaired = LexicalRepair.repaired(body) else { return .unreadable(.notJSON) }
    let read = repaired.withUnsafeBytes { bytes in JSONParser.read(bytes) { items(of: $0, receivedAt) } }
    switch read {
    case .success(let decoded): return decoded
    case .failure(let fault): return .unreadable(reason(fault))
    }
  }

  private static func items(of root: JSONValue, _ receivedAt: Timestamp) -> DecodedWebhook {
    var reader = EnvelopeReader(receivedAt: receivedAt, maximumItems: maximumItems)
    return reader.read(root)
  }

  private static func reason(_ fault: JSONFault) -> UnreadableBody {
    switch fault {
    case .empty: .empty
    case .invalid: .notJSON
    case .notAContainer: .notAnObject
    case .tooDeep: .tooDeep
    case .tooLarge: .tooLarge
    case .tooManyMembers: .tooManyMembers
    case .outOfMemory, .inconsistent: .internalFault
    }
  }
}
