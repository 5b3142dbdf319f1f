/// Finds what somebody meant to write.
enum Nearest {
  /// The known name within a third of the word's length in edits (at least one), or nil; of equals the first by name.
  static func name(to word: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars.prefix(longest))
    let reach = max(1, wanted.count / 3)
    var best: (name: String, edits: Int)?
    for name in names.sorted() {
      let candidate = Array(name.lowercased().unicodeScalars.prefix(longest))
      guard abs(candidate.count - wanted.count) <= reach else { continue }
      let edits = distance(wanted, candidate)
      if edits <= reach, edits < best?.edits ?? .max { best = (name, edits) }
    }
    return best?.name
  }

  /// Words are compared up to here: the table below is quadratic.
  private static let longest = 64

  /// Insertions, deletions, substitutions and swaps of neighbours.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var edits = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, beforeLast[j - 1] + 1) }
        row.append(edits)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
