/// Objects that hold what they may and nothing else: a slip in the name of a key is told, not overlooked.
extension Decoder {
  /// The members under these keys. Throws `DecodingError` if there is another one.
  func container<Key: CodingKey & CaseIterable>(closed keys: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let known = Set(Key.allCases.map(\.stringValue))
    let all = try container(keyedBy: AnyKey.self)
    if let unknown = all.allKeys.first(where: { !known.contains($0.stringValue) }) {
      throw DecodingError.dataCorruptedError(forKey: unknown, in: all, debugDescription: "unknown key")
    }
    return try container(keyedBy: keys)
  }
}

private struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
