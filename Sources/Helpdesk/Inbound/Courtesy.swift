/// Messages that thank or confirm and ask for nothing (semantics §2).
///
/// Only the whole message counts, and only well-known words: when in doubt, it is a request. Whether it may count at
/// all (a person has answered, and not with a question) is for whoever knows the conversation to say.
package enum Courtesy {
  /// A thank-you has few words; a longer message says something.
  private static let mostWords = 6

  package static func isCourtesy(_ content: MessageContent) -> Bool {
    switch content {
    case .text(let text): isCourtesy(text)
    case .media(let media): media.kind == .sticker
    case .location, .contacts, .order, .button, .buttonReply, .listReply, .formReply, .callPermission, .reaction, .edit,
      .revoke, .welcome, .system, .unsupported, .other:
      false
    }
  }

  private static func isCourtesy(_ text: String) -> Bool {
    if text.contains("?") || text.contains("¿") { return false }
    let symbols = text.unicodeScalars.filter { !$0.properties.isWhitespace && !ignored.contains($0) }
    if !symbols.isEmpty, symbols.allSatisfy(emoji.contains) { return true }
    let words = TextFold.fold(text).split(separator: " ")
    return !words.isEmpty && words.count <= mostWords && words.allSatisfy { vocabulary.contains(String($0)) }
      && words.contains { thanks.contains(String($0)) }
  }

  /// At least one of these must be there; folded, as `TextFold` leaves them.
  private static let thanks: Set<String> = [
    "gracias", "ok", "okay", "okey", "oki", "vale", "listo", "perfecto", "excelente", "genial", "entendido",
    "enterado", "enterada", "recibido", "amable", "igualmente", "orale", "sale", "dale", "saludos", "bendiciones",
    "obrigado", "obrigada", "obg", "valeu", "certo", "perfeito", "otimo", "beleza", "blz", "combinado", "thanks",
    "thank", "thx", "ty", "great", "perfect", "cheers",
  ]

  /// What may stand around them.
  private static let vocabulary: Set<String> = thanks.union([
    "muchas", "mil", "muchisimas", "muy", "de", "acuerdo", "que", "tenga", "buen", "dia", "buena", "tarde",
    "noche", "por", "todo", "su", "ayuda", "atencion", "muito", "tudo", "bem", "bom", "boa", "noite", "pela", "you",
    "very", "much", "so", "got", "it", "all", "good", "have", "a", "nice", "day",
  ])

  private static let emoji = Set("👍👌🙏😊🙂😀😁😄❤💚💙🤝🙌👏✅🫶🥰😘".unicodeScalars)
  /// Skin tones, joiners and variation selectors change the look and not the meaning.
  private static let ignored: Set<Unicode.Scalar> = [
    "\u{FE0F}", "\u{200D}", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}",
  ]
}
