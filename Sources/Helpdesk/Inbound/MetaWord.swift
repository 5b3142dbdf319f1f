/// A word of Meta's of which this version knows some values: one of them, or another that is kept as it came.
///
/// Meta adds values without notice, and a new one must be taken for none of the known.
package enum MetaWord<Known>: Sendable, Equatable where Known: RawRepresentable<String> & Sendable & Equatable {
  case known(Known)
  /// As Meta spelled it, bounded by whoever read it.
  case other(String)

  /// Known in any case of letters: what is written and what is sent differ in that.
  package init(_ word: String) {
    let known = Known(rawValue: word) ?? Known(rawValue: word.uppercased()) ?? Known(rawValue: word.lowercased())
    self = known.map { .known($0) } ?? .other(word)
  }
}
