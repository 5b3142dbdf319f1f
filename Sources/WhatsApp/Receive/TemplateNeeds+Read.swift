import Helpdesk

extension TemplateNeeds {
  /// One more than any definition of ours can have: what wants so many fits none, whichever the rest are.
  private static let mostParameters = 33
  /// Meta allows 1024 characters; of a text that is many times as long nothing is told.
  private static let maximumTextBytes = 16_384
  /// Meta lets a template have ten.
  private static let mostButtons = 32

  /// From the value of a `message_template_components_update`; nil without its body's text (whatsapp §2).
  init?(_ value: JSONValue) {
    guard let body = value.text("message_template_element"), body.utf8.count <= Self.maximumTextBytes else {
      return nil
    }
    self.init(
      body: Self.placeholders(in: [body]),
      elsewhere: Self.placeholders(
        in: [value.text("message_template_title"), value.text("message_template_footer")].compactMap { $0 }),
      buttons: value["message_template_buttons"].map(Self.openAddresses) ?? [])
  }

  /// The places of buttons whose address holds a placeholder.
  private static func openAddresses(_ list: JSONValue) -> [Int] {
    Array(list.oneOrMany.prefix(mostButtons)).enumerated().compactMap { place, button in
      let address = button.text("message_template_button_url") ?? button.text("url")
      return address.map { placeholders(in: [$0]).isEmpty ? nil : place } ?? nil
    }
  }

  /// What stands between `{{` and `}}`, each once.
  private static func placeholders(in texts: [String]) -> [String] {
    var found: [String] = []
    for text in texts where text.utf8.count <= maximumTextBytes {
      var rest = Substring(text)
      while found.count < mostParameters, let open = rest.firstRange(of: "{{") {
        let inner = rest[open.upperBound...]
        guard let close = inner.firstRange(of: "}}") else { break }
        let name = Label.of(String(inner[..<close.lowerBound].filter { !$0.isWhitespace }))
        if !found.contains(name) { found.append(name) }
        rest = inner[close.upperBound...]
      }
    }
    return found
  }
}
