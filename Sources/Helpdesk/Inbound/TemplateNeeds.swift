/// What of a template has to be filled in, as Meta has it since somebody edited it there (field
/// `message_template_components_update`).
package struct TemplateNeeds: Sendable, Equatable, Codable {
  /// Names, or `1`, `2`, … of positional parameters; each once, in the order of the text.
  package var body: [String]
  /// The same of header and footer, for which our definitions have no parameters.
  package var elsewhere: [String]
  /// Places, from 0, of the buttons whose address has an open end.
  package var buttons: [Int]

  package init(body: [String], elsewhere: [String] = [], buttons: [Int] = []) {
    self.body = body
    self.elsewhere = elsewhere
    self.buttons = buttons
  }
}

extension TemplateCall {
  /// Whether the call brings exactly what Meta wants; one that does not would be refused (132000), each time.
  package func fits(_ needs: TemplateNeeds) -> Bool {
    let names = parameters.compactMap(\.name)
    let filled = names.isEmpty ? parameters.indices.map { String($0 + 1) } : names
    let addresses = (buttons ?? []).compactMap { button in
      if case .url = button.value { button.index } else { nil }
    }
    return needs.elsewhere.isEmpty && Set(needs.body) == Set(filled) && Set(needs.buttons) == Set(addresses)
  }
}
