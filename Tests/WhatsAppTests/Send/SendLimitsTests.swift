import Helpdesk
import Testing

@testable import WhatsApp

@Suite("Meta's limits for sends")
struct SendLimitsTests {
  private func text(_ count: Int) -> String { String(repeating: "a", count: count) }

  private func problems(_ form: FreeForm) -> [LimitProblem] {
    SendLimits.problems(of: Rendering(freeForm: form, template: nil))
  }

  private func problems(_ parameters: [TemplateCall.Parameter], name: String = "t") -> [LimitProblem] {
    SendLimits.problems(
      of: Rendering(freeForm: nil, template: TemplateCall(name: name, language: "es", parameters: parameters)))
  }

  @Test("texts from 1 to 4096 UTF-16 units; an emoji of two units counts as two")
  func texts() {
    #expect(problems(.text(text(4096))) == [])
    #expect(problems(.text(String(repeating: "🚀", count: 2048))) == [])
    #expect(problems(.text(text(4097))) == [.length(field: "text.body", actual: 4097, allowed: 1...4096)])
    #expect(problems(.text("")) == [.length(field: "text.body", actual: 0, allowed: 1...4096)])
    let rockets = String(repeating: "🚀", count: 2049)
    #expect(problems(.text(rockets)) == [.length(field: "text.body", actual: 4098, allowed: 1...4096)])
  }

  @Test("one to three buttons, their ids to 256, their titles to 20, all different")
  func buttons() {
    func button(_ id: Int, _ title: Int) -> ReplyButton { ReplyButton(id: text(id), title: text(title)) }
    #expect(problems(.buttons(body: text(1024), buttons: [button(256, 20), button(1, 1), button(2, 2)])) == [])
    #expect(
      problems(.buttons(body: text(1025), buttons: [button(257, 21)])) == [
        .length(field: "interactive.body", actual: 1025, allowed: 1...1024),
        .length(field: "interactive.buttons[0].id", actual: 257, allowed: 1...256),
        .length(field: "interactive.buttons[0].title", actual: 21, allowed: 1...20),
      ])
    #expect(
      problems(.buttons(body: "b", buttons: [])) == [
        .count(field: "interactive.buttons", actual: 0, allowed: 1...3)
      ])
    #expect(
      problems(.buttons(body: "b", buttons: [button(1, 1), button(1, 1), button(2, 2), button(3, 3)])) == [
        .count(field: "interactive.buttons", actual: 4, allowed: 1...3),
        .repeated(field: "interactive.buttons.id"), .repeated(field: "interactive.buttons.title"),
      ])
  }

  @Test("one to ten rows of a list, their ids to 200, their titles to 24, and what opens it to 20")
  func rows() {
    func row(_ id: Int, _ title: Int) -> ReplyButton { ReplyButton(id: text(id), title: text(title)) }
    let ten = (1...10).map { row($0, $0) }
    #expect(problems(.list(body: text(1024), opener: text(20), rows: ten)) == [])
    #expect(
      problems(.list(body: "", opener: text(21), rows: [row(201, 25)])) == [
        .length(field: "interactive.body", actual: 0, allowed: 1...1024),
        .length(field: "interactive.button", actual: 21, allowed: 1...20),
        .length(field: "interactive.rows[0].id", actual: 201, allowed: 1...200),
        .length(field: "interactive.rows[0].title", actual: 25, allowed: 1...24),
      ])
    #expect(
      problems(.list(body: "b", opener: "o", rows: ten + [row(11, 11)])) == [
        .count(field: "interactive.rows", actual: 11, allowed: 1...10)
      ])
  }

  @Test("template parameters: not empty, one line, no more than four spaces, all named or none")
  func parameters() {
    #expect(problems([.init(text: "a    b"), .init(text: "ñ")]) == [])
    for text in ["a\nb", "a\tb", "a     b", "a\r\nb", "a\u{2028}b"] {
      let problems = problems([.init(text: text)])
      #expect(problems == [.whiteSpace(field: "template.parameters[0]")], "\(text.debugDescription)")
    }
    #expect(
      problems([.init(text: "")]) == [
        .length(field: "template.parameters[0]", actual: 0, allowed: 1...1024),
        .whiteSpace(field: "template.parameters[0]"),
      ])
    #expect(problems([.init(name: "a", text: "x"), .init(text: "y")]) == [.mixedNames(field: "template.parameters")])
    #expect(
      problems([.init(name: "a", text: "x"), .init(name: "a", text: "y")]) == [
        .repeated(field: "template.parameters.name")
      ])
    #expect(problems([], name: "") == [.length(field: "template.name", actual: 0, allowed: 1...512)])
  }

  @Test("a template's value is cleaned into one visible, bounded line")
  func clean() {
    let pairs = [
      ("Ana", "Ana"), ("  Ana \n\t  Prueba  ", "Ana Prueba"), ("a\u{00A0}\u{2003}b", "a b"),
      ("a\u{0000}b\u{0007}", "ab"),
      ("", "—"), (" \n ", "—"), ("\u{200B}\u{FEFF}\u{2060}", "—"), ("👩‍👩‍👧 ☎️", "👩‍👩‍👧 ☎️"), ("a\r\nb", "a b"),
    ]
    for (raw, clean) in pairs { #expect(TemplateValue.clean(raw) == clean, "\(raw.debugDescription)") }
  }

  @Test("a long value is cut at a whole character, and what was cleaned is always taken")
  func cut() {
    #expect(TemplateValue.clean("abcdef", most: 6) == "abcdef")
    #expect(TemplateValue.clean("abcdefg", most: 6) == "abcde…")
    #expect(TemplateValue.clean("abcd efg", most: 6) == "abcd…")
    #expect(TemplateValue.clean("a👩‍👩‍👧b", most: 8) == "a…")
    let long = TemplateValue.clean(String(repeating: "palabra\n\n  ", count: 100))
    #expect(long.utf16.count <= 300 && long.hasSuffix("…"))
    var generator = SeededGenerator(seed: 7)
    let pieces = [" ", "\n", "\t", "a", "é", "\u{200D}", "🚀", "\u{0}", "\u{2029}", "\u{0301}", "\r\n"]
    for _ in 0..<2000 {
      let raw = (0..<12).map { _ in pieces.randomElement(using: &generator)! }.joined()
      let clean = TemplateValue.clean(raw, most: 9)
      #expect(TemplateValue.isClean(clean) && clean.utf16.count <= 9, "\(raw.debugDescription)")
    }
  }
}
