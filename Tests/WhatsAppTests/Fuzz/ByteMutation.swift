/// What a broken line or a hostile sender does to the bytes, whatever they mean.
enum ByteMutation: String, CaseIterable {
  case truncate, flipBit, overwrite, remove, insertFragment, doublePart, spliceBytes

  func apply(to body: inout [UInt8], donor: [UInt8], using generator: inout SeededGenerator) {
    guard let at = body.indices.randomElement(using: &generator) else { return }
    switch self {
    case .truncate: body.removeSubrange(at...)
    case .flipBit: body[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case .overwrite: body[at] = UInt8.random(in: 0...255, using: &generator)
    case .remove: body.removeSubrange(at..<min(at + Int.random(in: 1...8, using: &generator), body.count))
    case .insertFragment: body.insert(contentsOf: MutationTokens.fragments.randomElement(using: &generator)!, at: at)
    case .doublePart: body.insert(contentsOf: body[at..<min(at + 64, body.count)], at: at)
    case .spliceBytes:
      let cut = donor.indices.randomElement(using: &generator) ?? 0
      body.replaceSubrange(at..., with: donor[cut...])
    }
  }
}
