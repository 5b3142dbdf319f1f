/// A message taken apart once, for whatever has to be found in it.
struct MessageReading {
  let words: [TriageWord]
  let asksSomething: Bool
  private let negation: Negation

  init(_ message: String, language: Language?) {
    words = TriageWord.words(of: message)
    asksSomething = message.unicodeScalars.contains { $0 == "?" || $0 == "¿" }
    negation = Negation(isPortuguese: language?.base == "pt")
  }

  struct Find: Equatable {
    var expression: Int
    /// Places in `words`, both included.
    var first: Int
    var last: Int
    var isDenied: Bool
  }

  /// Every expression of an index that the message holds. A negation counts unless it is part of an expression itself
  /// ("no funciona").
  func finds(in index: ExpressionIndex, ids: [Int32?]) -> [Find] {
    let hits = index.hits(in: words, ids: ids) { negation.isNegator(words[$0]) }
    return hits.map { hit in
      let negator = negation.negator(before: hit.first, in: words)
      let isDenied = negator.map { place in !hits.contains { $0.first <= place && place <= $0.last } } ?? false
      return Find(expression: Int(hit.expression), first: hit.first, last: hit.last, isDenied: isDenied)
    }
  }

  /// The words of a find as they stand in the message.
  func match(_ first: Int, _ last: Int, of message: String, rule: String, isDenied: Bool = false) -> TriageMatch {
    let (from, to) = (words[first].span.lowerBound, words[last].span.upperBound)
    let start = message.utf8.index(message.startIndex, offsetBy: words[first].bytes.lowerBound)
    let end = message.utf8.index(message.startIndex, offsetBy: words[last].bytes.upperBound)
    return TriageMatch(rule: rule, words: String(message[start..<end]), from: from, to: to, isDenied: isDenied)
  }
}
