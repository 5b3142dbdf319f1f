import Helpdesk
import Testing

/// What words, slips, spacing, emoji and negations come to, with a small lexicon of the test's own.
@Suite struct SorterTests {
  private static let lexicon = Lexicon([
    LexiconFile(meaning: "critical_failure", text: "# nothing works\nno funciona nada\nsin servicio\n"),
    LexiconFile(meaning: "billing", text: "factura\nfatura\ncobro\ninvoice\n"),
    LexiconFile(meaning: "cancellation", text: "cancelar\ndar de baja\ncancel my\n"),
    LexiconFile(meaning: "urgency", text: "urgente\nurgent\nemergencia\n🚨\n"),
    LexiconFile(meaning: "unhurried", text: "sin prisa\nno rush\nsem pressa\n"),
    LexiconFile(meaning: "dispute", text: "cobro doble\n"), LexiconFile(meaning: "stolen", text: "me robaron\n"),
  ])
  private let sorter = Sorter(lexicon: lexicon, rules: TriageRules())

  @Test(
    "the same word however it is typed",
    arguments: [
      "factura", "FACTURA", "Fáctura", "*factura*", "_factura_", "fac\u{200B}tura", "\u{202A}factura\u{202C}",
      "facturaaaa", "fffactura", "f a c t u r a", "f.a.c.t.u.r.a", "fatcura", "facura", "facturra", "facxura",
      "ｆａｃｔｕｒａ", "¿factura?", "mi(factura)ya",
    ])
  func spellings(_ text: String) {
    let verdict = sorter.sort(text)
    #expect(verdict.category == "billing")
    #expect(verdict.rule == "lexicon:billing")
  }

  @Test(
    "a word inside another, and a slip in a short one, are other words", arguments: ["refacturado", "cobr", "corbo"])
  func others(_ text: String) {
    #expect(sorter.sort(text).category == "other")
  }

  @Test(
    "a negation in the same clause takes the meaning away",
    arguments: [
      "no es urgente", "No es nada urgente", "não é urgente", "nao e urgente", "it's not urgent", "isn't urgent",
      "no quiero cancelar", "nunca dije cancelar",
    ])
  func denied(_ text: String) throws {
    let verdict = sorter.sort(text)
    #expect(verdict.priority == .low)
    #expect(verdict.category == "other")
    #expect(!verdict.matches.contains { !$0.isDenied })
  }

  @Test(
    "a negation elsewhere does not",
    arguments: [
      ("No me llegó, es urgente", Priority.high), ("no vino nadie. Urgente", .high),
      ("no puedo esperar y es urgente", .high),
      ("no puedo cancelar", .high), ("no sé, pero urgente", .high), ("no funciona nada", .urgent),
      ("não tem luz no prédio, urgente", .high),
    ])
  func notDenied(_ text: String, _ priority: Priority) {
    #expect(sorter.sort(text).priority == priority)
  }

  @Test("words of an expression may stand apart by two others, and by no negation")
  func gaps() {
    #expect(sorter.sort("no me funciona ya nada").category == "critical_failure")
    #expect(sorter.sort("no nos les va a funciona hoy casi nunca y nada").category == "other")
    #expect(sorter.sort("dar por favor de baja").category == "cancellation")
    #expect(sorter.sort("dar no de baja").category == "other")
  }

  @Test(
    "urgency raises to high, and words that deny it do not",
    arguments: [
      ("urgente", Priority.high), ("🚨🚨🚨", .high), ("🚨🏽", .high), ("factura urgente", .high), ("factura", .normal),
      ("factura, sin prisa", .normal), ("no rush, urgent invoice", .normal), ("urgente: no funciona nada", .urgent),
      ("cobro doble", .high), ("me robaron", .urgent), ("hola", .low), ("¿hola?", .normal),
    ])
  func priorities(_ text: String, _ priority: Priority) {
    #expect(sorter.sort(text).priority == priority)
  }

  @Test("every match tells its rule, its words as they were written, and where they stand")
  func spans() throws {
    let verdict = sorter.sort("Señor, URGENTE: mi *fáctura* no es urgente")
    #expect(
      verdict.matches == [
        TriageMatch(rule: "lexicon:urgency", words: "URGENTE", from: 7, to: 14),
        TriageMatch(rule: "lexicon:billing", words: "fáctura", from: 20, to: 27),
        TriageMatch(rule: "lexicon:urgency", words: "urgente", from: 35, to: 42, isDenied: true),
      ])
  }

  @Test("rules of the file come first: category and team of the first that matches, all tags, the highest priority")
  func file() throws {
    let rules = TriageRules([
      TriageRule(name: "pago", words: ["cobro doble", "pago"], category: "pagos", priority: .high, tags: ["pago"]),
      TriageRule(name: "vip", words: ["oro"], priority: .urgent, tags: ["vip", "pago"], team: "especialistas"),
      TriageRule(name: "obra", words: ["pago"], category: "obras", team: "obras"),
    ])
    let sorter = Sorter(lexicon: Self.lexicon, rules: rules)
    let verdict = sorter.sort("el pago de mi factura oro")
    #expect(verdict.category == "pagos")
    #expect(verdict.rule == "pago")
    #expect(verdict.priority == .urgent)
    #expect(verdict.tags == ["pago", "vip"])
    #expect(verdict.team == "especialistas")
    #expect(verdict.matches.map(\.rule) == ["pago", "obra", "vip", "lexicon:billing"])
    // Denied, the rule says nothing and the lexicon decides.
    #expect(sorter.sort("no es un pago, es la factura").category == "billing")
    // Without the lexicon only the file's rules sort.
    #expect(Sorter(lexicon: Self.lexicon, rules: TriageRules(usesLexicon: false)).sort("factura").category == "other")
  }

  @Test("a rule's category brings its own priority, and urgency still raises what a rule gave")
  func rulesAndUrgency() {
    let rules = TriageRules([
      TriageRule(name: "caja", words: ["caja negra"], category: "critical_failure"),
      TriageRule(name: "plaza", words: ["plaza"], category: "plazas"),
      TriageRule(name: "calma", words: ["catalogo"], priority: .low),
    ])
    let sorter = Sorter(lexicon: Self.lexicon, rules: rules)
    #expect(sorter.sort("la caja negra").priority == .urgent)
    #expect(sorter.sort("la plaza, ¿sí?").priority == .normal)
    #expect(sorter.sort("catálogo").priority == .low)
    #expect(sorter.sort("catálogo urgente").priority == .high)
    #expect(sorter.sort("catálogo, no es urgente").priority == .low)
    #expect(sorter.sort("catálogo urgente, pero sin prisa").priority == .low)
  }

  @Test("rules of short words alone, and no words at all, sort a long word as what they do not know")
  func shortWords() {
    let short = TriageRules([TriageRule(name: "oro", words: ["oro", "vip"], category: "oro")], usesLexicon: false)
    #expect(Sorter(lexicon: nil, rules: short).sort("facturación oro").category == "oro")
    #expect(Sorter(lexicon: nil, rules: short).sort("facturación").category == "other")
    #expect(Sorter(lexicon: Lexicon([]), rules: TriageRules()).sort("facturación").category == "other")
  }

  @Test("a hundred thousand characters, and the worst of repeated beginnings, are read in bounded time")
  func bounds() {
    let clock = ContinuousClock()
    let long = String(repeating: "dar ", count: 25_000)
    let strange = String(repeating: "e\u{301}\u{200D}🚨", count: 20_000)
    let time = clock.measure {
      #expect(sorter.sort(long).category == "other")
      #expect(sorter.sort(strange).priority == .high)
    }
    // A debug build on a loaded machine; a quadratic reading would take minutes.
    #expect(time < .seconds(20))
  }

  @Test(
    "an emoji ends a word, signs that nobody sees do not, and a longer word beside one stays another",
    arguments: [
      ("factura🙂", "billing"), ("🙂factura", "billing"), ("mi👉🏽factura👈🏽", "billing"), ("fac\u{200C}tura", "billing"),
      ("fac\u{200D}tura", "billing"), ("\u{FEFF}factura", "billing"), ("factura\u{FE0F}", "billing"),
      ("refacturado 🙂", "other"), ("refacturado🙂", "other"), ("🙂refacturado", "other"),
    ])
  func besideEmoji(_ text: String, _ category: String) {
    #expect(sorter.sort(text).category == category)
  }

  @Test(
    "an emoji is the same with and without the sign that colours it, in the rule and in the message",
    arguments: ["☎️", "☎", "☎️☎️", "llámenme ☎", "llámenme☎️ya"])
  func colouredEmoji(_ text: String) {
    for word in ["☎️", "☎"] {
      let rules = TriageRules([TriageRule(name: "llamada", words: [word], category: "llamadas")], usesLexicon: false)
      #expect(Sorter(lexicon: nil, rules: rules).sort(text).category == "llamadas", "\(word)")
    }
  }
}
