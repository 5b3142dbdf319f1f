import Helpdesk
import Testing

@Suite("The language of a customer's text")
struct LanguageDetectorTests {
  @Test(
    "Spanish is recognised",
    arguments: [
      "hola", "Hola buenas", "buenas tardes", "Buenos días", "gracias", "Muchas gracias", "sí",
      "No puedo pagar mi pedido",
      "Mi internet no funciona desde ayer", "¿Cuánto cuesta el envío?", "cuanto cuesta",
      "necesito ayuda urgente",
      "Me cobraron dos veces la misma factura", "quiero dar de baja mi linea",
      "Todavía no llega mi paquete",
      "se cayó el sistema y no podemos facturar", "Buen día, ¿me pueden ayudar?",
      "tengo un problema con la tarjeta", "ñandú", "¿?", "Disculpe, ¿hay alguien?", "ya hice el pago y nada",
      "la aplicación me marca error", "quisiera saber el horario", "MUY MAL SERVICIO", "porfa revisen",
      "usted me dijo que hoy",
      "estoy esperando desde las 9", "nadie me contesta",
    ])
  func spanish(_ text: String) { #expect(LanguageDetector.language(of: text) == "es") }

  @Test(
    "Portuguese is recognised",
    arguments: [
      "oi", "Olá", "Oi, tudo bem?", "bom dia", "Boa tarde", "obrigado", "Obrigada!", "não", "nao funciona",
      "Não consigo pagar o meu pedido", "Minha internet caiu ontem", "Quanto custa o frete? Preciso hoje",
      "vocês estão abertos?", "vcs entregam amanha?", "cobrança em dobro no cartão",
      "Gostaria de falar com um atendente",
      "o boleto não chegou até agora", "quero cancelar minha assinatura",
      "atendimento horrível, ninguém responde, não volto mais",
      "tem alguem ai?", "já fiz o pagamento", "Estou sem sinal", "ação", "eu preciso de ajuda",
    ])
  func portuguese(_ text: String) { #expect(LanguageDetector.language(of: text) == "pt") }

  @Test(
    "English is recognised",
    arguments: [
      "hello", "Hi", "thanks", "Thank you!", "good morning", "I can't pay for my order", "my internet is not working",
      "How much is the shipping?", "I was charged twice", "where is my package",
      "Is anyone there?", "yes please",
      "I need help with my account", "The app keeps crashing", "still waiting for an answer",
    ])
  func english(_ text: String) { #expect(LanguageDetector.language(of: text) == "en") }

  @Test(
    "nothing is guessed where nothing tells",
    arguments: [
      "", " ", "ok", "OK!", "👍", "😀😀😀", "no", "1042", "12:30", "https://example.com/the/way/you/are",
      "ana@the-hello.com",
      "ola", "por favor", "problema", "urgente", "internet", "stop", "help", "si", "??", "...", "Carla", "WhatsApp",
      "www.thanks.com", "tarde", "pago", "visite loja.com.br", "gmail.com", "PIX", "QR", "hola thanks", "oi hello",
    ])
  func unsure(_ text: String) { #expect(LanguageDetector.language(of: text) == nil) }

  @Test("decomposed accents tell as much as composed ones")
  func decomposed() {
    #expect(LanguageDetector.language(of: "na\u{303}o") == "pt")
    #expect(LanguageDetector.language(of: "man\u{303}ana") == "es")
    #expect(LanguageDetector.language(of: "ola\u{301}") == "pt")
  }

  @Test("only the beginning of a very long text is looked at")
  func long() {
    #expect(LanguageDetector.language(of: String(repeating: "1 ", count: 600) + "gracias") == nil)
    #expect(LanguageDetector.language(of: "gracias " + String(repeating: "x", count: 100_000)) == "es")
  }
}
