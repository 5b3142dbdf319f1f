package import BusinessTime

/// A match that a person marked wrong. It outlives the message's text, so it holds what the report needs and no more.
package struct Misfire: Sendable, Equatable, Codable {
  package var conversation: ConversationRef
  package var message: MessageID
  /// As the match names it: a rule of the file's, or `lexicon:<meaning>`.
  package var rule: String
  /// Of the matches that were marked: see `TriageMatch.bareWords`. Sorted.
  package var words: [String]
  /// The category that the person would have given, if they said so.
  package var shouldBe: String?
  package var author: PersonID
  package var markedAt: Timestamp
  /// When the message was received: by this the report counts it.
  package var matchedAt: Timestamp

  package init(
    conversation: ConversationRef, message: MessageID, rule: String, words: [String], shouldBe: String?,
    author: PersonID, markedAt: Timestamp, matchedAt: Timestamp
  ) {
    self.conversation = conversation
    self.message = message
    self.rule = rule
    self.words = words
    self.shouldBe = shouldBe
    self.author = author
    self.markedAt = markedAt
    self.matchedAt = matchedAt
  }
}

/// What a person says of a match.
package struct MisfireOrder: Sendable, Equatable, Codable {
  package var conversation: ConversationRef
  package var message: MessageID
  package var rule: String
  /// Nil: every match of that rule in the message.
  package var words: String?
  package var shouldBe: String?

  package init(
    conversation: ConversationRef, message: MessageID, rule: String, words: String? = nil, shouldBe: String? = nil
  ) {
    self.conversation = conversation
    self.message = message
    self.rule = rule
    self.words = words
    self.shouldBe = shouldBe
  }
}

extension TriageMatch {
  /// The words folded, and `#` for one that holds a digit: between the words of an expression anything may stand, a
  /// phone as well.
  package var bareWords: String {
    TextFold.fold(words).split(separator: " ")
      .map { $0.contains(where: \.isNumber) ? "#" : String($0) }.joined(separator: " ")
  }
}

extension TriageVerdict {
  /// Rules that sorted the message, each once: what a negation took away sorted nothing.
  package var matchedRules: [String] { Set(matches.filter { !$0.isDenied }.map(\.rule)).sorted() }

  /// The bare words of a rule's matches, each once and sorted; of those alone that were written `words`, if that is
  /// said.
  func bareWords(of rule: String, written words: String?) -> [String] {
    let wanted = words.map { TextFold.fold($0) }
    let found = matches.filter { match in
      match.rule == rule && !match.isDenied && (wanted == nil || TextFold.fold(match.words) == wanted)
    }
    return Set(found.map(\.bareWords)).sorted()
  }
}
