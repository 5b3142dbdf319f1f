import Foundation
import Helpdesk
import Testing

@testable import Gateway

/// A definition for a test, right unless told otherwise.
struct Definition: Sendable {
  var name = "ack"
  var language = "es"
  var category = "UTILITY"
  var isNamed = true
  var body: String
  var examples: [String]
  var positional: [String]?
  var variables: [String]?
  var more: [String] = []

  init(body: String, examples: [String]) {
    self.body = body
    self.examples = examples
  }

  func with(_ change: (inout Definition) -> Void) -> Definition {
    var copy = self
    change(&copy)
    return copy
  }

  var json: String {
    let named = examples.map { #"{"param_name": "\#($0)", "example": "x"}"# }.joined(separator: ", ")
    let example =
      positional.map { #"{"body_text": [\#(Self.list($0))]}"# } ?? #"{"body_text_named_params": [\#(named)]}"#
    let extra = variables.map { #""variables": \#(Self.list($0)),"# } ?? ""
    let parts = [#"{"type": "BODY", "text": \#(Self.quoted(body)), "example": \#(example)}"#] + more
    return """
      {"name": "\(name)", "language": "\(language)", "category": "\(category)", \(extra)
       "parameter_format": "\(isNamed ? "NAMED" : "POSITIONAL")", "components": [\(parts.joined(separator: ", "))]}
      """
  }

  private static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\n", with: "\\n").replacingOccurrences(of: "\t", with: "\\t") + "\""
  }
}

@Suite("Definitions for Meta")
struct MetaCheckTests {
  static let right = Definition(body: "Caso {{ref}}: respuesta {{promise}}, gracias.", examples: ["ref", "promise"])

  @Test(
    "each shipped definition fits what it wants at Meta's, and nothing that was edited; other languages are unknown")
  func fits() throws {
    let library = try shippedLibrary()
    let alert = TemplateName(name: "alert", language: "es")
    let names = ["ref", "customer", "clock", "due", "waited", "assignee", "priority", "last"]
    #expect(library.fits(TemplateNeeds(body: names), alert) == true)
    #expect(library.fits(TemplateNeeds(body: Array(names.dropLast())), alert) == false)
    #expect(library.fits(TemplateNeeds(body: names + ["phone"]), alert) == false)
    #expect(library.fits(TemplateNeeds(body: (1...8).map(String.init)), alert) == false)
    #expect(library.fits(TemplateNeeds(body: names, elsewhere: ["1"]), alert) == false)
    #expect(library.fits(TemplateNeeds(body: names, buttons: [0]), alert) == false)
    #expect(library.fits(TemplateNeeds(body: names), TemplateName(name: "alert", language: "es_MX")) == nil)
    #expect(library.fits(TemplateNeeds(body: names), TemplateName(name: "promo", language: "es")) == nil)
  }

  @Test("a right one has no problem")
  func fine() throws {
    #expect(try Folder(["meta/ack.es.json": Self.right.json]).problems() == [])
    let footer = Self.right.with { $0.more = [#"{"type": "FOOTER", "text": "Acuse"}"#] }
    #expect(try Folder(["meta/ack.es.json": footer.json]).problems() == [])
  }

  @Test(
    "what Meta or the desk could not work with is told on load",
    arguments: [
      (right.with { $0.name = "akc" }, "The definition's name is not the file's."),
      (right.with { $0.language = "es_MX" }, "The definition's language is not the file's."),
      (
        right.with { $0.category = "AUTHENTICATION" },
        "The category must be UTILITY: everything here concerns a case that the customer opened."
      ),
      (
        right.with { $0.category = "MARKETING" },
        "The category must be UTILITY: everything here concerns a case that the customer opened."
      ),
      (
        right.with { $0.body = "{{ref}} es su caso, {{promise}} la hora." },
        "The body may not begin or end with a parameter."
      ),
      (
        right.with { $0.body = "Caso {{ref}}, hora {{promise}}" }, "The body may not begin or end with a parameter."
      ),
      (
        right.with { $0.body = "Caso {{ref}}: {{promise}}, gracias." }, "Between two parameters there must be words."
      ),
      (
        right.with { $0.body = "Caso {{ref}},\n\n\nhora {{promise}}." },
        "The body may not hold tabs, two empty lines or more than four spaces on end."
      ),
      (
        right.with { $0.body = "Caso {{ref}},     hora {{promise}}." },
        "The body may not hold tabs, two empty lines or more than four spaces on end."
      ),
      (
        right.with { $0.body = "Caso {{ref}},\thora {{promise}}." },
        "The body may not hold tabs, two empty lines or more than four spaces on end."
      ),
      (
        right.with { $0.body = "Caso {{ref}}, hora {{promise}}." + String(repeating: "x", count: 900) },
        "The body can grow to 1091 characters; Meta allows 1 to 1024."
      ),
      (
        right.with { $0.examples = ["ref"] },
        "Meta wants an example for each parameter of the body, and for nothing else."
      ),
      (
        Definition(body: "Caso de {{customer}}, gracias.", examples: ["customer"]),
        "The body asks for `customer`, which is not known here; there are: assignee, business, name, promise, ref."
      ),
      (right.with { $0.more = [#"{"type": "CAROUSEL"}"#] }, "A component of type CAROUSEL is not known here."),
      (
        right.with { $0.more = [#"{"type": "HEADER", "format": "IMAGE"}"#] }, "A HEADER may hold plain words only."
      ),
      (
        right.with { $0.more = [#"{"type": "HEADER", "text": "Caso {{ref}}"}"#] },
        "A HEADER may hold plain words only."
      ),
      (
        right.with { $0.more = [#"{"type": "FOOTER", "text": "\#(String(repeating: "x", count: 61))"}"#] },
        "A FOOTER has at most 60 characters."
      ),
      (
        right.with { $0.more = [#"{"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Ver"}]}"#] },
        "BUTTONS must be one to three of type QUICK_REPLY with texts of 1 to 20 characters."
      ),
      (right.with { $0.more = [#"{"type": "BODY", "text": "x"}"#] }, "There must be one BODY."),
      (
        Definition(body: "Caso {{2}} y hora {{1}}, gracias.", examples: []).with {
          $0.isNamed = false
          $0.variables = ["ref", "promise"]
          $0.positional = ["1", "2"]
        }, "Positional parameters are numbered from {{1}} in the order in which they appear."
      ),
      (
        Definition(body: "Caso {{1}} y hora {{2}}, gracias.", examples: []).with {
          $0.isNamed = false
          $0.variables = ["ref"]
          $0.positional = ["1", "2"]
        }, "`variables` must say for each positional parameter what it stands for."
      ),
    ])
  func wrong(_ definition: Definition, _ sentence: String) throws {
    #expect(try Folder(["meta/ack.es.json": definition.json]).problems() == ["ack.es.json:1: " + sentence])
  }
}
