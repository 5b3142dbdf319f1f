package import Helpdesk

/// Every text the product sends, loaded once from the templates folder and checked whole, so that rendering can
/// neither fail nor exceed one of Meta's limits.
package struct TextLibrary: TextBook {
  private let messages: Shelf<MessageText>
  private let definitions: Shelf<MetaTemplate>
  private let mails: Shelf<MailText>

  init(messages: Shelf<MessageText>, definitions: Shelf<MetaTemplate>, mails: Shelf<MailText>) {
    self.messages = messages
    self.definitions = definitions
    self.mails = mails
  }

  /// The names that rules may use: what exists as a free-form text, in whatever language.
  package var names: Set<String> { messages.names }

  /// The names for which Meta has a definition to approve: what can also be sent outside the 24-hour window.
  package var namesOutsideTheWindow: Set<String> { definitions.names }

  /// Each form in the first of the languages that it is written in: `es_MX` also finds `es`, `pt` also `pt_BR`. Meta's
  /// form in the others as well, in their order, to take its place where it cannot be used.
  ///
  /// Values are cleaned here, whatever they hold: they can neither add lines of their own nor be read as template
  /// syntax. A blank value counts as missing; in Meta's form, which knows no optional parts, it reads «—».
  package func render(
    _ template: String, in languages: [Language], values: (Language) -> [String: String]
  ) -> Rendering? {
    let message = messages.first(template, in: languages)
    let calls = definitions.each(template, in: languages).map { $0.item.call(TextValues(values($0.language))) }
    guard message != nil || !calls.isEmpty else { return nil }
    return Rendering(
      freeForm: message.map { $0.item.freeForm(TextValues(values($0.language))) }, template: calls.first,
      spares: Array(calls.dropFirst()))
  }
}

extension TextLibrary {
  /// Values are cleaned as in a message.
  package func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
    mails.first(name, in: languages).map { $0.item.words(TextValues(values($0.language))) }
  }

  /// Judged by a call without values: which parameters it has does not depend on them.
  package func fits(_ needs: TemplateNeeds, _ template: TemplateName) -> Bool? {
    definitions[template.name, template.language].map { $0.call(TextValues([:])).fits(needs) }
  }
}

/// Items of one kind by name and language.
struct Shelf<Item: Sendable>: Sendable {
  private var items: [String: [Language: Item]] = [:]

  var names: Set<String> { Set(items.keys) }

  mutating func put(_ item: Item, name: String, language: Language) {
    items[name, default: [:]][language] = item
  }

  /// In that language and no other.
  subscript(name: String, language: Language) -> Item? { items[name]?[language] }

  func first(_ name: String, in languages: [Language]) -> (language: Language, item: Item)? {
    guard let variants = items[name] else { return nil }
    for wanted in languages {
      if let found = Self.match(wanted, among: variants) { return found }
    }
    return nil
  }

  /// One for each of the languages that it is written in, in their order, none twice.
  func each(_ name: String, in languages: [Language]) -> [(language: Language, item: Item)] {
    guard let variants = items[name] else { return [] }
    var found: [(language: Language, item: Item)] = []
    for wanted in languages {
      guard let match = Self.match(wanted, among: variants), !found.contains(where: { $0.language == match.language })
      else { continue }
      found.append(match)
    }
    return found
  }

  /// The tag itself, else its base, else the alphabetically first variant of that base.
  private static func match(_ wanted: Language, among variants: [Language: Item]) -> (language: Language, item: Item)? {
    let base = Language(rawValue: wanted.base)
    for exact in [wanted, base] {
      if let item = variants[exact] { return (exact, item) }
    }
    guard let near = variants.keys.filter({ $0.base == wanted.base }).min() else { return nil }
    return variants[near].map { (near, $0) }
  }
}
