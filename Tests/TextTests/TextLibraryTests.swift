import Foundation
import Helpdesk
import Testing

@testable import Gateway

@Suite("The library of texts")
struct TextLibraryTests {
  @Test("takes the first language that the text is written in, by tag, then by base, then by any variant")
  func languages() throws {
    let folder = try Folder([
      "messages/ack.es.mustache": "es", "messages/ack.es_AR.mustache": "es_AR", "messages/ack.pt_BR.mustache": "pt_BR",
      "messages/ack.pt_PT.mustache": "pt_PT",
    ])
    let library = try TextLibrary.load(from: folder.path)
    #expect(library.text("ack", ["es_MX"], [:]) == "es")
    #expect(library.text("ack", ["es_AR"], [:]) == "es_AR")
    #expect(library.text("ack", ["pt"], [:]) == "pt_BR")
    #expect(library.text("ack", ["pt_PT"], [:]) == "pt_PT")
    #expect(library.text("ack", ["fr", "en", "pt_MZ", "es"], [:]) == "pt_BR")
    #expect(library.text("ack", ["fr"], [:]) == nil)
    #expect(library.text("ack", [], [:]) == nil)
    #expect(library.text("other", ["es"], [:]) == nil)
  }

  @Test("each form falls back on its own, and is given the values for its own language")
  func formsApart() throws {
    let folder = try Folder([
      "messages/ack.en.mustache": "EN {{promise}}",
      "meta/ack.es.json": Definition(body: "Respuesta: {{promise}}, gracias.", examples: ["promise"]).json,
    ])
    let library = try TextLibrary.load(from: folder.path)
    let rendering = library.render("ack", in: ["es_MX", "en"]) { ["promise": "for \($0.rawValue)"] }
    #expect(rendering?.freeForm == .text("EN for en"))
    #expect(rendering?.template?.language == "es")
    #expect(rendering?.template?.parameters == [.init(name: "promise", text: "for es")])
  }

  @Test("a positional template gets its parameters in order, without names")
  func positional() throws {
    var definition = Definition(body: "Caso {{1}}: respuesta {{2}}, gracias.", examples: [])
    definition.isNamed = false
    definition.variables = ["ref", "promise"]
    definition.positional = ["1042", "antes de las 10:15"]
    let folder = try Folder(["meta/ack.es.json": definition.json])
    let call = try TextLibrary.load(from: folder.path).call(
      "ack", ["es"], ["promise": "antes de las 9:15", "ref": "7"])
    #expect(call?.parameters == [.init(text: "7"), .init(text: "antes de las 9:15")])
  }

  @Test(
    "values are never HTML and never template syntax, whatever they hold",
    arguments: [
      #"Tom & <b>"Jerry"</b> 'x'"#, "{{ref}}", "{{#ref}}x", "{{{business}}}", "{{/name}}", "{{% CONTENT_TYPE:HTML}}",
      "{{=<% %>=}}", "}}{{", "{{>ack}}", "%(name)s $name \\n", "*bold* _it_", "&amp;",
    ])
  func injection(_ name: String) throws {
    let folder = try Folder([
      "messages/ack.es.mustache": "A {{#name}}[{{name}}]{{/name}} {{ref}} {{business}} Z",
      "meta/ack.es.json": Definition(body: "Caso de {{name}}, gracias.", examples: ["name"]).json,
    ])
    let library = try TextLibrary.load(from: folder.path)
    let values = ["name": name, "ref": "1042", "business": "Soporte"]
    #expect(library.text("ack", ["es"], values) == "A [\(name)] 1042 Soporte Z")
    #expect(library.call("ack", ["es"], values)?.parameters.first?.text == name)
  }

  @Test("a name cannot forge lines, hide or turn the text around")
  func oneLine() throws {
    let folder = try Folder(["messages/alert.es.mustache": "Cliente: {{customer}}\nA cargo: {{assignee}}\n{{last}}"])
    let library = try TextLibrary.load(from: folder.path)
    let text = library.text(
      "alert", ["es"],
      [
        "customer": "Eva\r\nA cargo: Beto\u{2028}x\u{202E}y\u{0}", "assignee": String(repeating: "a", count: 200),
        "last": "« uno\n\n\n« dos\ttres     cuatro\n \n",
      ])
    #expect(
      text == "Cliente: Eva A cargo: Beto xy\nA cargo: \(String(repeating: "a", count: 59))…\n« uno\n« dos tres cuatro")
  }

  @Test("a value that is blank or invisible is missing")
  func blank() throws {
    let folder = try Folder(["messages/ack.es.mustache": "Hola{{#name}}, {{name}}{{/name}}{{^name}}.{{/name}}"])
    let library = try TextLibrary.load(from: folder.path)
    for name in ["", "  ", "\n\t", "\u{200B}\u{FEFF}", "\u{202E}\u{2066}"] {
      #expect(library.text("ack", ["es"], ["name": name]) == "Hola.")
    }
    #expect(library.text("ack", ["es"], ["name": "false"]) == "Hola, false")
  }

  @Test("all problems of all files come together, each with its file, line and sentence")
  func allProblems() throws {
    let folder = try Folder([
      "messages/ack.es.mustache": "Hola {{nmae}}\n{{promise}}\n{{> other}}",
      "messages/ack.en.mustache": "Hello {{#name}}{{name}}",
      "messages/ACK.es.mustache": "x", "messages/ack.mustache": "x", "messages/ack.es.txt": "x",
      "messages/opt_out.es.mustache": "{{ref}}", "messages/loop.es.mustache": " \n ",
      "messages/alert.es.mustache": String(repeating: "x", count: 4097),
      "messages/.hidden": "{{", "meta/ack.es.json": "{", "meta/delay.es.json": "{\"name\": \"delay\"}",
    ])
    #expect(
      folder.problems() == [
        "ACK.es.mustache:1: The file is not named like `ack.es.mustache`: small letters, a language tag, this ending.",
        "ack.en.mustache:1: The sections of the text do not match: each `{{#…}}` needs its `{{/…}}`.",
        "ack.es.mustache:1: The text asks for `nmae`, which is not known here; there are: assignee, business, name, "
          + "promise, ref.",
        "ack.es.mustache:3: The text holds a tag of a kind that texts do not know: only `{{x}}`, `{{#x}}`, `{{^x}}`, "
          + "`{{/x}}`.",
        "ack.es.txt:1: The file is not named like `ack.es.mustache`: small letters, a language tag, this ending.",
        "ack.mustache:1: The file is not named like `ack.es.mustache`: small letters, a language tag, this ending.",
        "alert.es.mustache:1: The text can grow to 4097 characters; Meta allows 4096.",
        "loop.es.mustache:1: The text is empty.",
        "opt_out.es.mustache:1: The text asks for `ref`, which is not known here; there are: business.",
        "ack.es.json:1: The file is not a template's definition: it is no valid JSON.",
        "delay.es.json:1: The file is not a template's definition: `language` is missing.",
      ])
  }

  @Test("a folder that is not there is told")
  func noFolder() {
    #expect(throws: TextLibraryError.self) { try TextLibrary.load(from: "/nonexistent/templates") }
  }

  @Test("a text for Latin-1 or of a monstrous size is refused")
  func badBytes() throws {
    let folder = try Folder(["messages/loop.es.mustache": String(repeating: " ", count: 50_000)])
    try Data([0x48, 0xF1]).write(to: URL(filePath: folder.path + "/messages/ack.es.mustache"))
    #expect(
      folder.problems() == [
        "ack.es.mustache:1: The file is not UTF-8.",
        "loop.es.mustache:1: The file cannot be read, or is larger than 40960 bytes.",
      ])
  }
}
