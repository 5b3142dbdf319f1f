/// The two forms of a message, both made when it was decided. Which one goes out is chosen by the 24-hour
/// window at the moment of sending (semantics §11).
package struct Rendering: Sendable, Equatable, Codable {
  /// Inside the window; nil: this message has no free form.
  package var freeForm: FreeForm?
  /// Outside the window; nil: there is no approved template for it.
  package var template: TemplateCall?
  /// The same in other languages, the best first: one takes the template's place where Meta does not let it be used.
  /// Nil: there are none.
  package var spares: [TemplateCall]?

  package init(freeForm: FreeForm?, template: TemplateCall?, spares: [TemplateCall] = []) {
    self.freeForm = freeForm
    self.template = template
    self.spares = spares.isEmpty ? nil : spares
  }

  /// Puts the best template that may be used first; false if there is none.
  mutating func choose(where mayUse: (TemplateCall) -> Bool) -> Bool {
    var all = [template].compactMap { $0 } + (spares ?? [])
    guard let place = all.firstIndex(where: mayUse) else { return false }
    let chosen = all.remove(at: place)
    self = Rendering(freeForm: freeForm, template: chosen, spares: all)
    return true
  }

  /// Leaves the template for the next best; false, and nothing changed, if there is none.
  mutating func dropTemplate() -> Bool {
    guard let next = spares?.first else { return false }
    self = Rendering(freeForm: freeForm, template: next, spares: spares.map { Array($0.dropFirst()) } ?? [])
    return true
  }
}

package enum FreeForm: Sendable, Equatable, Codable {
  case text(String)
  case buttons(body: String, buttons: [ReplyButton])
  /// A list that opens when the customer taps `opener`.
  case list(body: String, opener: String, rows: [ReplyButton])
  /// To a message of the customer's; an empty emoji takes back what was there.
  case reaction(to: Wamid, emoji: String)
  /// Asks for the customer's phone, behind a button of Meta's own (Meta, contact requests).
  case contactRequest(body: String)

  package var text: String {
    switch self {
    case .text(let body), .contactRequest(let body): body
    case .buttons(let body, _), .list(let body, _, _): body
    case .reaction(_, let emoji): emoji
    }
  }

  package var isReaction: Bool {
    if case .reaction = self { true } else { false }
  }
}

/// A reply button: id ≤ 256, title ≤ 20 characters; a list's row: id ≤ 200, title ≤ 24, and a description ≤ 72, which
/// a button has not (Meta, interactive messages).
package struct ReplyButton: Sendable, Equatable, Codable {
  package var id: String
  package var title: String
  /// Stands below a row's title; nil: nothing does.
  package var description: String?

  package init(id: String, title: String, description: String? = nil) {
    self.id = id
    self.title = title
    self.description = description
  }
}
