/// What is looked at in a message: by these signs it is weighed, and of these the training learns.
package enum EvidenceSign: Hashable, Sendable {
  /// Stands in every message.
  case always
  case word(String)
  /// How a word begins: what it shares with its family ("factura", "facturar", "facturación").
  case stem(String)
  /// How two words in a row begin, in one clause.
  case pair(String, String)
  /// An expression of a meaning, a second one, and one that was denied.
  case found(String)
  case foundTwice(String)
  case denied(String)
  case question
  /// A message of up to two words, and one of up to five.
  case few
  case several

  /// How much of a word is its stem.
  static let stemLetters = 4

  /// As it stands in the file of what was learned.
  package var name: String {
    switch self {
    case .always: "always"
    case .word(let word): "word " + word
    case .stem(let stem): "stem " + stem
    case .pair(let a, let b): "pair " + a + " " + b
    case .found(let meaning): "found " + meaning
    case .foundTwice(let meaning): "twice " + meaning
    case .denied(let meaning): "denied " + meaning
    case .question: "question"
    case .few: "few"
    case .several: "several"
    }
  }

  /// Nil for what is no sign's name.
  init?(name: String) {
    let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("always", 1): self = .always
    case ("question", 1): self = .question
    case ("few", 1): self = .few
    case ("several", 1): self = .several
    case ("word", 2): self = .word(parts[1])
    case ("stem", 2): self = .stem(parts[1])
    case ("found", 2): self = .found(parts[1])
    case ("twice", 2): self = .foundTwice(parts[1])
    case ("denied", 2): self = .denied(parts[1])
    case ("pair", 2):
      let stems = parts[1].split(separator: " ", maxSplits: 1).map(String.init)
      guard stems.count == 2 else { return nil }
      self = .pair(stems[0], stems[1])
    case _: return nil
    }
  }
}
