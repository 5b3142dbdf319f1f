/// What denies the words after it ("no es urgente", "não é urgente", "not urgent").
struct Negation: Sendable {
  /// A negation reaches over this many words at most, within its clause.
  private static let mostBetween = 3

  private let negators: Set<String>

  /// In Portuguese "no" is a preposition ("no sistema").
  init(isPortuguese: Bool) {
    negators = isPortuguese ? Self.always : Self.withNo
  }

  func isNegator(_ word: TriageWord) -> Bool { negators.contains(word.text) }

  /// The place of the word that denies whatever begins at `first`; nil if nothing does.
  func negator(before first: Int, in message: [TriageWord]) -> Int? {
    var place = first - 1
    while place >= 0, first - place - 1 <= Self.mostBetween, message[place].clause == message[first].clause {
      if Self.turns.contains(message[place].text) { return nil }
      if isNegator(message[place]) { return Self.isInability(message[place + 1].text) ? nil : place }
      place -= 1
    }
    return nil
  }

  /// "No puedo cancelar" says that they want to; "¿no me podrían dar el precio?" asks for it.
  private static func isInability(_ next: String) -> Bool { abilities.contains(next) }

  private static let always: Set<String> = [
    "ni", "sin", "nunca", "jamas", "tampoco", "nao", "nem", "sem", "jamais", "not", "dont", "doesnt", "didnt", "isnt",
    "arent", "wasnt", "never", "without", "neither", "nor",
  ]

  private static let withNo = always.union(["no"])

  /// What comes after is about something else.
  private static let turns: Set<String> = [
    "pero", "sino", "aunque", "porque", "pq", "xq", "y", "mas", "porem", "embora", "but", "and", "because", "so", "que",
  ]

  private static let abilities: Set<String> = [
    "puedo", "puede", "pueden", "podemos", "pude", "pudo", "pudimos", "podria", "podrian", "podra", "podran", "deja",
    "dejan", "permite", "permiten", "logro", "logra", "logramos", "sabe", "saben", "sabria", "sabrian", "habra",
    "tendra",
    "tendran", "tienen", "seria", "me", "nos", "se", "consigo", "consegue", "conseguimos", "consegui", "posso", "pode",
    "podem", "deu", "da", "teria", "tem", "sei", "know", "able",
  ]
}
