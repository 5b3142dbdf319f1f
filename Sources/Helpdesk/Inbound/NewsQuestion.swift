/// Whoever waits asks how their matter stands, and asks nothing else (semantics §9): «¿Hay novedades?».
///
/// Only the whole message counts, greetings, civilities and emoji apart: one that says more is for a person to read.
/// It is a request like any other, and may be answered by what is known.
package enum NewsQuestion {
  package static func isOne(_ content: MessageContent) -> Bool {
    guard case .text(let text) = content else { return false }
    return isOne(text)
  }

  /// The question with its civilities is no longer than this; a long text need not be folded to know.
  private static let mostBytes = 200

  private static func isOne(_ text: String) -> Bool {
    guard text.utf8.count <= mostBytes else { return false }
    let words = TextFold.fold(text).split(separator: " ").drop(while: saysNothing)
    let core = words.prefix(words.count - words.reversed().prefix(while: saysNothing).count)
    return questions.contains(core.joined(separator: " "))
  }

  /// A civility, or an emoji.
  private static func saysNothing(_ word: Substring) -> Bool {
    civilities.contains(word) || !word.contains { $0.isLetter || $0.isNumber }
  }

  /// Folded; what may stand before and behind the question.
  private static let civilities: Set<Substring> = [
    "hola", "buenas", "buenos", "buen", "dia", "dias", "tarde", "tardes", "noche", "noches", "disculpe", "disculpa",
    "disculpen", "perdon", "perdone", "oiga", "oye", "por", "favor", "porfa", "porfavor", "porfis", "gracias", "y", "e",
    "entonces", "senor", "senorita", "amigo", "amiga", "che", "de", "nuevo", "otra", "vez",
    "oi", "ola", "bom", "boa", "boas", "tudo", "bem", "desculpe", "desculpa", "gentileza", "obrigado", "obrigada",
    "ai", "entao", "gente", "moco", "moca",
    "hi", "hello", "hey", "good", "morning", "afternoon", "evening", "please", "thanks", "sorry", "there", "so", "and",
    "pls", "guys", "team", "again",
  ]

  /// Folded, without their civilities.
  private static let questions: Set<String> = [
    "hay novedades", "hay alguna novedad", "alguna novedad", "novedades", "novedad", "que novedades hay",
    "que novedades", "que novedad", "tienen novedades", "tienen alguna novedad", "tiene novedades",
    "tenes novedades", "tienes novedades", "me tienen novedades", "me tiene novedades", "hay noticias",
    "alguna noticia", "tienen noticias", "tienen alguna noticia", "que noticias hay", "que noticias me tienen",
    "sigo esperando", "sigo en espera", "todavia estoy esperando", "aun estoy esperando", "aun sigo esperando",
    "todavia sigo esperando", "sigo esperando respuesta", "sigo esperando su respuesta", "sigo esperando una respuesta",
    "sigo sin respuesta", "estoy esperando respuesta", "estoy esperando su respuesta",
    "como va mi caso", "como va lo mio", "como va eso", "como va", "como vamos", "como sigue mi caso",
    "en que va mi caso", "en que va lo mio", "en que va", "en que quedo mi caso", "en que quedo lo mio",
    "que paso con mi caso", "que paso con lo mio", "que hay de mi caso", "que ha pasado con mi caso",
    "que sabe de mi caso", "que saben de mi caso", "saben algo de mi caso", "saben algo", "ya saben algo",
    "me pueden dar novedades", "me puede dar novedades", "me dan novedades", "cual es el estado de mi caso",
    "estado de mi caso", "en que estado esta mi caso", "como esta mi caso", "todavia nada", "aun nada", "nada aun",
    "nada todavia", "hay respuesta", "ya hay respuesta", "alguna respuesta", "hay alguna respuesta",
    "ya tienen respuesta", "ya tienen una respuesta", "ya tienen alguna respuesta", "cuanto falta", "falta mucho",
    "cuanto mas hay que esperar", "cuanto mas tengo que esperar", "cuando me responden", "cuando me contestan",
    "a que hora me responden", "a que hora me contestan", "me van a responder", "me van a contestar",
    "ya me van a responder", "ya me van a contestar", "alguien me va a responder", "alguien me va a contestar",

    "alguma novidade", "novidades", "novidade", "tem novidade", "tem novidades", "tem alguma novidade",
    "ha novidades", "ha alguma novidade", "quais as novidades", "teve alguma novidade", "alguma noticia",
    "tem noticia", "tem noticias", "tem alguma noticia", "alguma resposta", "tem resposta", "tem alguma resposta",
    "ja tem resposta", "ja tem alguma resposta", "ja tem uma resposta", "continuo esperando",
    "continuo aguardando", "ainda estou esperando", "ainda estou aguardando", "sigo aguardando",
    "estou esperando resposta", "estou aguardando resposta", "continuo sem resposta", "como esta meu caso",
    "como esta o meu caso", "como vai meu caso", "como anda meu caso", "como anda o meu caso",
    "qual o status do meu caso", "qual e o status do meu caso", "status do meu caso", "nada ainda", "ainda nada",
    "ate agora nada", "vai demorar", "vai demorar muito", "falta muito", "quanto tempo falta",
    "quando vao me responder", "quando voces vao me responder", "vao me responder", "alguem vai me responder",

    "any news", "any update", "any updates", "is there any news", "are there any updates", "is there an update",
    "is there any update", "do you have any news", "do you have an update", "do you have any updates",
    "have you got any news", "any progress", "any word", "anything new", "whats new", "still waiting",
    "im still waiting", "i am still waiting", "still waiting for an answer", "still waiting for a reply",
    "how is my case going", "hows my case going", "how is my case", "hows it going with my case",
    "what is the status", "whats the status", "what is the status of my case", "whats the status of my case",
    "status of my case", "where are we with this", "nothing yet", "any answer", "any answer yet", "any reply",
    "how much longer", "how much longer will it take", "when will you reply", "when will you answer",
    "when will i get an answer", "when will i hear from you", "when will someone answer me",
  ]
}
