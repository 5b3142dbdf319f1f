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

  @Test("a row's line below its title has 1 to 72, and a button has none")
  func descriptions() {
    func choice(_ count: Int) -> ReplyButton { ReplyButton(id: "a", title: "b", description: text(count)) }
    #expect(problems(.list(body: "b", opener: "o", rows: [choice(72)])) == [])
    for count in [0, 73] {
      #expect(
        problems(.list(body: "b", opener: "o", rows: [choice(count)])) == [
          .length(field: "interactive.rows[0].description", actual: count, allowed: 1...72)
        ])
    }
    #expect(
      problems(.buttons(body: "b", buttons: [choice(1)])) == [
        .length(field: "interactive.buttons[0].description", actual: 1, allowed: 0...0)
      ])
  }

  @Test("a request for a phone has a text of 1 to 1024")
  func contactRequests() {
    #expect(problems(.contactRequest(body: text(1024))) == [])
    for count in [0, 1025] {
      #expect(
        problems(.contactRequest(body: text(count))) == [
          .length(field: "interactive.body", actual: count, allowed: 1...1024)
        ])
    }
  }

  @Test("a reaction is one emoji, of however many code points, or none")
  func reactions() {
    func problems(_ emoji: String) -> [LimitProblem] { self.problems(.reaction(to: "wamid.1", emoji: emoji)) }
    for emoji in ["", "👍", "👍🏽", "❤️", "👨‍👩‍👧‍👦", "👩🏽‍❤️‍💋‍👨🏿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇲🇽"] {
      #expect(problems(emoji) == [], "\(emoji)")
    }
    #expect(problems("👍👍") == [.count(field: "reaction.emoji", actual: 2, allowed: 0...1)])
    #expect(problems("ok") == [.count(field: "reaction.emoji", actual: 2, allowed: 0...1)])
    let tower = "a" + String(repeating: "\u{301}", count: 32)
    #expect(problems(tower) == [.length(field: "reaction.emoji", actual: 33, allowed: 0...32)])
  }

  @Test("a template's buttons: places from 0 to 9, each once; payloads to 128, addresses to 2000 and in one piece")
  func templateButtons() {
    func problems(_ buttons: [TemplateCall.Button]) -> [LimitProblem] {
      let call = TemplateCall(name: "t", language: "es", parameters: [], buttons: buttons)
      return SendLimits.problems(of: Rendering(freeForm: nil, template: call))
    }
    #expect(
      problems([
        .init(index: 0, value: .quickReply(payload: text(128))), .init(index: 9, value: .url(text: text(2000))),
      ]) == [])
    #expect(
      problems([
        .init(index: 10, value: .quickReply(payload: text(129))), .init(index: -1, value: .quickReply(payload: "")),
      ]) == [
        .count(field: "template.buttons[0].index", actual: 10, allowed: 0...9),
        .length(field: "template.buttons[0].payload", actual: 129, allowed: 1...128),
        .count(field: "template.buttons[1].index", actual: -1, allowed: 0...9),
        .length(field: "template.buttons[1].payload", actual: 0, allowed: 1...128),
      ])
    #expect(
      problems([.init(index: 1, value: .url(text: text(2001))), .init(index: 1, value: .url(text: "a\nb"))]) == [
        .length(field: "template.buttons[0].text", actual: 2001, allowed: 1...2000),
        .whiteSpace(field: "template.buttons[1].text"), .repeated(field: "template.buttons.index"),
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
