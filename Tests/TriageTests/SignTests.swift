import Helpdesk
import Testing

/// By which signs a message is weighed: each alone, so that it decides.
@Suite struct SignTests {
  private static let files = [
    LexiconFile(meaning: "billing", text: "factura\n"), LexiconFile(meaning: "sales", text: "precio\n"),
  ]

  @Test(
    "each sign of a message weighs, and each once",
    arguments: [
      ("always", "hola"), ("word caja", "la CAJA"), ("word caja", "la cajaaa"), ("stem caje", "los cajeros"),
      ("pair caja negr", "caja negra"), ("pair caja negr", "cajas, y cajas negras"), ("found billing", "factura"),
      ("twice billing", "factura y facturaa"), ("denied billing", "no es factura"), ("question", "¿hola"),
      ("few", "a b"),
      ("several", "a b c"), ("several", "uno dos tres cuatro cinco"),
    ])
  func weighs(_ name: String, _ message: String) {
    #expect(Self.sort(message, by: name) == "complaint")
  }

  @Test(
    "and nothing else does",
    arguments: [
      ("word caja", "cajón"), ("stem caja", "caja"), ("pair caja negr", "caja. negra"),
      ("pair caja negr", "negra caja"),
      ("pair caja negr", "caja muy negra"), ("found billing", "no es factura"), ("twice billing", "factura"),
      ("denied billing", "factura"), ("question", "hola"), ("few", "a b c"), ("several", "a b"),
      ("several", "uno dos tres cuatro cinco seis"), ("nonsense caja", "caja"),
    ])
  func doesNot(_ name: String, _ message: String) {
    #expect(Self.sort(message, by: name) == "other")
  }

  @Test("a word that comes again weighs once")
  func once() {
    // 60 for the complaint against 100 for `other`: twice would turn it.
    let evidence = WordEvidence(["word caja": Self.row("complaint", 60), "always": Self.row("other", 100)])
    let sorter = Sorter(lexicon: Lexicon(Self.files, evidence: evidence), rules: TriageRules())
    #expect(sorter.sort("caja caja caja").category == "other")
    #expect(sorter.sort("caja").category == "other")
  }

  /// With one sign that speaks for a complaint; what holds it not is `other`.
  private static func sort(_ message: String, by name: String) -> String {
    var table = ["always": row("other", 1)]
    table[name] = row("complaint", 100)
    return Sorter(lexicon: Lexicon(files, evidence: WordEvidence(table)), rules: TriageRules()).sort(message).category
  }

  private static func row(_ outcome: String, _ weight: Int32) -> [Int32] {
    WordEvidence.outcomes.map { $0 == outcome ? weight : 0 }
  }
}
