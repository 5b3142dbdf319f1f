import Helpdesk
import Testing

@testable import Gateway

@Suite("Buttons and lists in a text's front matter")
struct FrontMatterTests {
  @Test("become reply buttons below the text")
  func buttons() throws {
    let folder = try Folder([
      "messages/satisfaction.es.mustache": "---\nbuttons:\n  - good: Muy bien: sí\n  - bad:   Mal \n---\n"
        + "¿Qué tal, {{name}}?\n"
    ])
    let library = try TextLibrary.load(from: folder.path)
    #expect(
      library.render("satisfaction", in: ["es"]) { _ in ["name": "Eva"] }?.freeForm
        == .buttons(
          body: "¿Qué tal, Eva?",
          buttons: [ReplyButton(id: "good", title: "Muy bien: sí"), ReplyButton(id: "bad", title: "Mal")]))
  }

  @Test("become a list behind what opens it")
  func list() throws {
    let folder = try Folder([
      "messages/satisfaction.es.mustache":
        "---\nlist: Calificar \n  - rating_5: 5 · Excelente\n  - rating_1: 1 · Mala\n---\n"
        + "¿Qué tal?"
    ])
    let rows = [ReplyButton(id: "rating_5", title: "5 · Excelente"), ReplyButton(id: "rating_1", title: "1 · Mala")]
    #expect(
      try TextLibrary.load(from: folder.path).render("satisfaction", in: ["es"]) { _ in [:] }?.freeForm
        == .list(body: "¿Qué tal?", opener: "Calificar", rows: rows))
  }

  @Test(
    "of a list as well what Meta would refuse is refused on load",
    arguments: [
      ("list: Veintiún caracteres ya\n  - a: Sí", "a.es.mustache:2: What opens a list has 1 to 20 characters."),
      ("list: Ver\n  - a: Veinticinco caracteres ya", "a.es.mustache:3: A row's title has 1 to 24 characters."),
      ("list: Ver\n  - a: Sí\n  - a: No", "a.es.mustache:4: Two rows have the same id or title."),
      ("list: Ver", "a.es.mustache:1: A list has 1 to 10 rows."),
      (
        "list: Ver" + (1...11).map { "\n  - r\($0): Fila \($0)" }.joined(),
        "a.es.mustache:1: A list has 1 to 10 rows."
      ),
    ])
  func listRefused(_ lines: String, _ problem: String) throws {
    let folder = try Folder(["messages/a.es.mustache": "---\n\(lines)\n---\nHola"])
    #expect(folder.problems() == [problem])
  }

  @Test("a text may hold lines of dashes that are no front matter")
  func dashes() throws {
    let folder = try Folder(["messages/ack.es.mustache": "Hola\n---\nAdiós\n---"])
    #expect(try TextLibrary.load(from: folder.path).text("ack", ["es"], [:]) == "Hola\n---\nAdiós\n---")
  }

  @Test(
    "what Meta would refuse is refused on load",
    arguments: [
      ("  - a: Veintiún caracteres ya", "a.es.mustache:3: A button's title has 1 to 20 characters."),
      ("  - a:", "a.es.mustache:3: A button's title has 1 to 20 characters."),
      ("  - a: Sí\n  - a: No", "a.es.mustache:4: Two buttons have the same id or title."),
      ("  - a: Sí\n  - b: Sí", "a.es.mustache:4: Two buttons have the same id or title."),
      ("  - a: 1\n  - b: 2\n  - c: 3\n  - d: 4", "a.es.mustache:1: A message has 1 to 3 buttons."),
      ("", "a.es.mustache:1: A message has 1 to 3 buttons."),
      (
        "  - A b: Sí\n  - c: No",
        "a.es.mustache:3: A front matter holds `buttons:` or `list: Calificar`, and below it lines such as "
          + "`  - here: Estoy`."
      ),
    ])
  func refused(_ lines: String, _ problem: String) throws {
    let folder = try Folder(["messages/a.es.mustache": "---\nbuttons:\n\(lines)\n---\nHola"])
    #expect(folder.problems() == [problem])
  }

  @Test("a text with buttons has Meta's shorter limit, and lines are counted from the file's first")
  func limit() throws {
    let head = "---\nbuttons:\n  - a: Sí\n---\n"
    let long = try Folder(["messages/a.es.mustache": head + String(repeating: "x", count: 1025)])
    #expect(long.problems() == ["a.es.mustache:5: The text can grow to 1025 characters; Meta allows 1024."])
    let wrong = try Folder(["messages/a.es.mustache": head + "x\n{{y}}"])
    #expect(wrong.problems().first?.hasPrefix("a.es.mustache:6: The text asks for `y`") == true)
  }
}
