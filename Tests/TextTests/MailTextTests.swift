import Foundation
import Helpdesk
import Testing

@testable import Gateway

/// The mails that ship, and how one is refused.
@Suite struct MailTextTests {
  private static let values = [
    "name": "Marta", "business": "Soporte", "code": "190", "advice": "Revise el token.", "time": "10:15", "ref": "1042",
    "event": "Meta inhabilitó la cuenta.", "detail": "2026-12-01",
    "text": "⏰ Caso #1042 · Carla\nPlazo: venció a las 10:15",
  ]

  @Test(
    "each mail ships in each language, names what it is about, and leaves no gap",
    arguments: [
      ("stopped", ["Soporte", "190", "Revise el token.", "10:15", "Marta"]), ("goes_on", ["Soporte", "Marta"]),
      ("news", ["Meta inhabilitó la cuenta.", "2026-12-01", "Soporte", "Marta"]),
      ("notice", ["1042", "⏰ Caso #1042 · Carla\nPlazo: venció a las 10:15", "Marta"]),
    ])
  func shipped(_ name: String, _ parts: [String]) throws {
    let library = try shippedLibrary()
    var subjects: Set<String> = []
    for language in ["es", "pt", "en"] as [Language] {
      let words = try #require(library.mail(name, in: [language]) { _ in Self.values })
      for part in parts { #expect(words.text.contains(part)) }
      #expect(!words.text.contains("{{") && !words.text.contains("\n\n\n"))
      #expect(words.subject.hasPrefix("Acuse: ") && !words.subject.contains("\n"))
      subjects.insert(words.subject)
    }
    #expect(subjects.count == 3)
  }

  @Test("a value can neither end the subject's line nor add a header")
  func oneLine() throws {
    let library = try shippedLibrary()
    let words = try #require(
      library.mail("stopped", in: ["es"]) { _ in ["business": "Soporte\r\nBcc: otro@example.mx", "name": "Marta"] })
    #expect(words.subject == "Acuse: Soporte Bcc: otro@example.mx no puede enviar por WhatsApp")
  }

  @Test("a notice without its text says so much that somebody looks")
  func bare() throws {
    let words = try #require(
      try shippedLibrary().mail("notice", in: ["es"]) { _ in ["name": "Marta", "ref": "1042"] })
    #expect(
      words.text == """
        Hola, Marta:

        Este aviso no pudo entregarse por WhatsApp, así que va por correo.

        Si ya alguien atendió el caso #1042, puede ignorarlo.
        """)
  }

  @Test(
    "a mail that could not be sent as it stands is refused on load, with its line",
    arguments: [
      (
        "stopped.es", "Sin asunto",
        "stopped.es.mustache:1: A mail begins with a front matter of one line: `subject: Acuse: …`."
      ),
      (
        "stopped.es", "---\nsubject: A\nbuttons:\n---\nHola",
        "stopped.es.mustache:1: A mail begins with a front matter of one line: `subject: Acuse: …`."
      ),
      ("stopped.es", "---\nsubject: A\n---\n \n", "stopped.es.mustache:4: The text is empty."),
      ("other.es", "---\nsubject: A\n---\nHola", "other.es.mustache:1: No mail of that name is ever sent."),
      (
        "goes_on.es", "---\nsubject: {{code}}\n---\nHola",
        "goes_on.es.mustache:2: The text asks for `code`, which is not known here; there are: business, name."
      ),
      (
        "goes_on.es", "---\nsubject: A\n---\nHola\n{{#name}}Eva",
        "goes_on.es.mustache:4: The sections of the text do not match: each `{{#…}}` needs its `{{/…}}`."
      ),
    ])
  func refused(_ name: String, _ source: String, _ sentence: String) throws {
    #expect(try Folder(["mail/\(name).mustache": source]).problems() == [sentence])
  }
}
