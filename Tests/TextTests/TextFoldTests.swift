import Helpdesk
import Testing

@Suite("Folding of texts")
struct TextFoldTests {
  @Test(
    "different ways of typing the same words fold to one",
    arguments: [
      ("Hola", "hola"), ("  ¡HOLA!  ", "hola"), ("mañana", "manana"), ("MAN\u{303}ANA", "manana"),
      ("ação", "acao"), ("ac\u{327}a\u{303}o", "acao"), ("Güero", "guero"), ("Ça va?", "ca va"),
      ("hola,mundo", "hola mundo"), ("hola \u{200B}\u{FEFF}mundo", "hola mundo"), ("ho\u{200B}la", "hola"),
      ("\u{202E}hola\u{202C}", "hola"), ("a\u{A0}b\u{2003}c", "a b c"), ("uno\n\n dos\ttres", "uno dos tres"),
      ("don't", "dont"), ("don’t", "dont"), ("ﬁn", "fin"), ("ＡＢＣ１２", "abc12"), ("m²", "m2"), ("1.º", "1 o"),
      ("𝐇𝐨𝐥𝐚", "hola"), ("Straße", "strasse"), ("Øre łódź", "ore lodz"), ("ÆSIR œuvre", "aesir oeuvre"),
      ("👍", "👍"), ("👍🏽", "👍"), ("❤️", "❤"), ("Hola 👋🏿!!", "hola 👋"), ("$500", "$500"), ("1+1", "1+1"),
      ("«¿Qué?» —dijo", "que dijo"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("Привет Й", "привет и"), ("???", ""), ("", ""),
      ("\u{200D}\u{FE0F}", ""), ("İstanbul", "istanbul"), ("ŉ ſ", "n s"), ("100 %", "100"), ("a…b", "a b"),
      ("x_y-z/w", "x y z w"), ("日本　語", "日本 語"), ("한글", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"),
    ])
  func fold(_ text: String, _ folded: String) {
    #expect(TextFold.fold(text) == folded)
  }

  @Test("folding twice changes nothing more")
  func idempotent() {
    for text in ["¡HOLA, Ñandú!", "𝐇𝐨𝐥𝐚 ﬁ ²", "👍🏽 ok", "İ Ω ß"] {
      #expect(TextFold.fold(TextFold.fold(text)) == TextFold.fold(text))
    }
  }

  @Test("the fingerprint is FNV-1a of the folded text")
  func knownFingerprints() {
    // Published test values of the 64-bit FNV-1a hash.
    #expect(TextFold.fingerprint(of: "a") == "af63dc4c8601ec8c")
    #expect(TextFold.fingerprint(of: "foobar") == "85944171f73967e8")
    #expect(TextFold.fingerprint(of: "  FÓO-bar") == TextFold.fingerprint(of: "foo bar"))
    #expect(TextFold.fingerprint(of: "foo bar") != TextFold.fingerprint(of: "foobar"))
  }

  @Test("what holds nothing to read has no fingerprint")
  func emptyFingerprints() {
    #expect(TextFold.fingerprint(of: "") == nil)
    #expect(TextFold.fingerprint(of: " \u{200B}?!\n") == nil)
    #expect(TextFold.fingerprint(of: "👍") != nil)
  }

  @Test("all of Unicode's scalars fold without a trap")
  func everyScalar() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), value < 0x3000 || value % 97 == 0 else { continue }
      _ = TextFold.fold(String(Character(scalar)))
    }
  }

  @Test(
    "a stop word counts as the whole message only",
    arguments: [
      ("BAJA", true), ("baja", true), (" Baja. ", true), ("¡BAJA!", true), ("STOP", true), ("stop.", true),
      ("SAIR", true), ("Parar", true), ("UNSUBSCRIBE", true), ("b\u{200B}aja", true), ("Cancelar inscrição", true),
      ("Quiero dar de baja mi línea", false), ("baja ya", false), ("la baja", false), ("bajar", false),
      ("don't stop", false), ("cancelar", false), ("", false), ("👍", false), ("STOPPED", false), ("sair daqui", false),
      ("No quiero parar", false), ("alto", false),
    ])
  func stopWords(_ text: String, _ isStop: Bool) {
    #expect(StopWords.isStop(text) == isStop)
  }

  @Test("a very long message is no stop word, however it begins")
  func longMessage() {
    #expect(!StopWords.isStop("baja" + String(repeating: "!", count: 5000)))
  }
}
