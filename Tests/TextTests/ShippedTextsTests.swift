import Foundation
import Helpdesk
import Testing
import WhatsApp

@testable import Gateway

@Suite("Every text that ships")
struct ShippedTextsTests {
  let library: TextLibrary

  init() throws { library = try shippedLibrary() }

  static let names = [
    "ack", "ack_closed", "ack_late", "ack_urgent", "alert", "alert_digest", "budget", "delay", "escalated",
    "late_message", "loop", "news", "opt_out", "reminder", "reply_failed", "resolved", "satisfaction", "shift_opening",
  ]
  static let withoutTemplate: Set<String> = ["loop", "news", "opt_out"]

  /// Each value as long as the desk could ever make it, and longer.
  private static let endless = Dictionary(
    uniqueKeysWithValues: [
      "name", "ref", "promise", "business", "customer", "clock", "due", "waited", "assignee", "priority", "reason",
      "last", "items", "count", "limit", "on_call",
    ].map { ($0, String(repeating: "ñandú 👩🏽‍💻 \n", count: 80)) })

  @Test("the list is the contract's")
  func list() {
    #expect(library.names == Set(Self.names))
    #expect(library.namesOutsideTheWindow == Set(Self.names).subtracting(Self.withoutTemplate))
  }

  @Test("renders in each language, with nothing and with endless values, within Meta's limits", arguments: names)
  func limits(_ name: String) throws {
    for language in shippedLanguages {
      for values in [[:], ["ref": "1042", "customer": "Carla"], Self.endless] {
        let rendering = try #require(library.render(name, in: [language]) { _ in values })
        #expect(rendering.freeForm != nil)
        #expect((rendering.template == nil) == Self.withoutTemplate.contains(name))
        #expect(SendLimits.problems(of: rendering).isEmpty)
        #expect(rendering.freeForm?.text.contains("{{") == false)
        #expect(rendering.freeForm?.text.contains("\n\n\n") == false)
      }
    }
  }

  @Test("a template's body stays within 1024 characters when every parameter is at its longest", arguments: names)
  func templateBodies(_ name: String) throws {
    for (language, code) in [("es", "es"), ("pt", "pt_BR"), ("en", "en")] where !Self.withoutTemplate.contains(name) {
      var body = try body(ofFile: "\(name).\(code).json")
      let call = try #require(library.call(name, [Language(language)], Self.endless))
      #expect(call.name == name)
      #expect(call.language.rawValue == code)
      for parameter in call.parameters {
        body = body.replacingOccurrences(of: "{{\(try #require(parameter.name))}}", with: parameter.text)
      }
      #expect(!body.contains("{{"))
      #expect(body.utf16.count <= 1024)
    }
  }

  @Test("nothing is promised in words that mean nothing")
  func vagueWords() throws {
    let vague = [
      "rapid", "pronto", "enseguida", "en breve", "em breve", "cuanto antes", "quanto antes", "lo antes posible",
      "inmediat", "imediat", "a la brevedad", "quick", "soon", "shortly", "asap", "immediate", "promptly",
    ]
    let bodies = try sources("meta").map { ($0.0, try body(ofFile: $0.0)) }
    for (file, text) in try sources("messages") + sources("mail") + bodies {
      let folded = TextFold.fold(text)
      for word in vague { #expect(!folded.contains(word), "\(file): \(word)") }
    }
  }

  @Test("no word has lost its accent", arguments: ["messages", "meta", "mail"])
  func accents(_ folder: String) throws {
    let misspelled: [String: [String]] = [
      "es": [
        "numero", "atencion", "automatico", "automaticos", "escribanos", "aqui", "ultimos", "despues", "tambien",
        "linea", "recibira", "revisara", "respondera", "manana", "dia", "quedo",
      ],
      "pt": [
        "nao", "voce", "numero", "referencia", "alguem", "horario", "automatico", "automaticas", "ultimas",
        "responsavel", "plantao", "sera", "proxima", "botao", "ate", "tambem", "ja", "confianca", "recebera",
      ],
      "en": ["recieved", "adress", "youre", "cant", "dont", "wich"],
    ]
    for (file, text) in try sources(folder) {
      let language = String(file.split(separator: ".")[1].prefix(2))
      let words = " " + text.lowercased().map { $0.isLetter ? String($0) : " " }.joined() + " "
      for word in try #require(misspelled[language]) { #expect(!words.contains(" \(word) "), "\(file): \(word)") }
    }
  }

  @Test("Spanish questions and exclamations open as they close", arguments: names)
  func openingMarks(_ name: String) throws {
    for values in [[:], ["name": "Eva", "ref": "1042", "business": "Soporte", "promise": "antes de las 10:15"]] {
      let text = try #require(library.text(name, ["es"], values))
      #expect(text.count { $0 == "¿" } == text.count { $0 == "?" })
      #expect(text.count { $0 == "¡" } == text.count { $0 == "!" })
    }
  }

  @Test("every acknowledgement gives the reference and says how to reach a person", arguments: names.prefix(4))
  func reachable(_ name: String) throws {
    let person = [
      "es": "hablar con alguien del equipo", "pt": "falar com alguém da equipe", "en": "talk to someone on the team",
    ]
    for (base, words) in person {
      let text = try #require(library.text(name, [Language(base)], ["ref": "1042", "promise": "XX 10:15"]))
      #expect(text.contains("#1042"))
      #expect(text.contains("XX 10:15."))
      #expect(text.contains(words))
      #expect(text.count < 400)
    }
  }

  private func sources(_ folder: String) throws -> [(String, String)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: shippedFolder + "/" + folder)
    #expect(names.count >= (folder == "mail" ? 12 : 36))
    return try names.map { ($0, try String(contentsOfFile: "\(shippedFolder)/\(folder)/\($0)", encoding: .utf8)) }
  }

  private func body(ofFile name: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: "\(shippedFolder)/meta/\(name)"))
    let definition = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let components = try #require(definition["components"] as? [[String: Any]])
    return try #require(components.first { $0["type"] as? String == "BODY" }?["text"] as? String)
  }
}
