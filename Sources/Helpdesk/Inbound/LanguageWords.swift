/// Weighted words that tell Spanish, Portuguese and English apart: 1 hints, 2 tells, 3 proves.
///
/// Left out on purpose: what two of them write alike (`no`, `que`, `de`, `dos`, `por favor`, `problema`), names and
/// figures, and English that everybody types (`ok`, `stop`, `chat`, `internet`).
enum LanguageWords {
  /// Folded: most people leave the accents away.
  private static let spanish = weights(
    hints: "la lo en le si al cual bien linea has",
    tells: "el los las y un con del es muy yo mi mis su sus les hay soy fue donde cuando cuanto ahora sin buen bueno"
      + " buena usted ustedes mucho mucha hasta hace sirve noche ayer cuesta llego llega quien nadie alguien eso"
      + " esto otra otro disculpe tienda factura cuenta tarjeta telefono servicio senor senora hablar precio",
    proves: "una hola gracias buenas buenos porfa quiero quisiera necesito necesitamos tengo tienen tiene tenemos"
      + " puedo pueden puede podria podrian estoy estan hoy manana todavia cobraron llegado llegaron direccion"
      + " muchos muchas perdon ayuda ayudeme ayudenme ayudar disculpen funciono sirven llevo")

  private static let portuguese = weights(
    hints: "um na nas da do pelo pela ela ele sim isto ja bem ate seu conta",
    tells: "das ao aos com sem uma em tem bom boa noite onde quando quanto quem ainda agora hoje ontem isso meu meus"
      + " ajuda cartao fatura telefone servico loja preco foi fiz posso pode mais muito muita tudo amanha alguem"
      + " estou chegou caiu obg pra eu depois falar sua preciso",
    proves: "nao voce voces vcs vc oi obrigado obrigada minha minhas quero tenho gostaria tambem pagamento cobranca"
      + " atendimento endereco desculpe desculpa tchau consigo estao conseguindo")

  private static let english = weights(
    hints: "on in at for to help get got so hey order has",
    tells: "i is are was were your it this that what when where how why have with can could would will they them and"
      + " of from want very good morning afternoon evening night today tomorrow yesterday payment account working"
      + " arrived someone anyone know talk did does been need not still there please thank im ive cant dont isnt"
      + " doesnt wont our hi yes",
    proves: "the you my hello thanks charged twice refund")

  /// With their accents, where the accent alone tells.
  static let accentedSpanish = weights(tells: "sí más qué cómo cuándo dónde cuánto quién aún")
  static let accentedPortuguese = weights(tells: "é só já até lá", proves: "olá")

  /// Every folded word with what it tells: one question for each word instead of three.
  static let points: [String: LanguagePoints] = {
    var points: [String: LanguagePoints] = [:]
    for (word, weight) in spanish { points[word, default: LanguagePoints()].spanish = weight }
    for (word, weight) in portuguese { points[word, default: LanguagePoints()].portuguese = weight }
    for (word, weight) in english { points[word, default: LanguagePoints()].english = weight }
    return points
  }()

  /// No word of the lists is longer, in UTF-8.
  static let mostBytes = 16

  private static func weights(hints: String = "", tells: String, proves: String = "") -> [String: Int] {
    var weights: [String: Int] = [:]
    for (list, weight) in [(hints, 1), (tells, 2), (proves, 3)] {
      for word in list.split(separator: " ") { weights[String(word)] = weight }
    }
    return weights
  }
}
