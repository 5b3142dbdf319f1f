/// What a message holds. A new type of Meta's is a new case here; the compiler lists the rest.
///
/// A type whose own object is missing or broken is `other` with its name.
package indirect enum MessageContent: Sendable, Equatable, Codable {
  case text(String)
  case media(Media)
  case location(Place)
  case contacts([ContactCard])
  case order(ProductOrder)
  /// A template's quick reply.
  case button(text: String, payload: String?)
  case buttonReply(id: String, title: String)
  case listReply(id: String, title: String, description: String?)
  case formReply(FormReply)
  case callPermission(CallPermission)
  /// `emoji` nil: the reaction was taken back.
  case reaction(emoji: String?, to: Wamid)
  /// An older message reads so from now on; `to` nil: Meta did not say how.
  case edit(of: Wamid, to: MessageContent?)
  /// An older message was taken back.
  case revoke(of: Wamid)
  /// Somebody opened the chat for the first time and has written nothing yet.
  case welcome
  /// About the sender: `type` is `system.type`.
  case system(type: String?)
  /// Something that Meta does not hand on: `type` is `unsupported.type`, `code` the error's (131051, 131060).
  case unsupported(type: String?, code: Int?)
  /// A type that nobody knows yet, or one that lacks what it should hold; its raw slice is kept. `subtype` is
  /// `interactive.type` where there is one.
  case other(type: String, subtype: String?)

  /// The name of the type as Meta spells it and the API shows it.
  package var kind: String {
    switch self {
    case .text: "text"
    case .media(let media): media.kind.rawValue
    case .location: "location"
    case .contacts: "contacts"
    case .order: "order"
    case .button: "button"
    case .buttonReply, .listReply, .formReply, .callPermission: "interactive"
    case .reaction: "reaction"
    case .edit: "edit"
    case .revoke: "revoke"
    case .welcome: "request_welcome"
    case .system: "system"
    case .unsupported: "unsupported"
    case .other(let type, _): type
    }
  }

  /// Kinds in which nobody writes anything on WhatsApp: they open no window, and the phone app greets nobody for them. Meta does
  /// not say whether a reaction opens the window (whatsapp §6), and a refusal is not risked.
  package static let wordlessKinds: Set<String> = [
    "reaction", "system", "edit", "revoke", Opening.source,
  ]

  /// What a person would read of it, if anything.
  package var text: String? {
    switch self {
    case .location(let place): Self.joined([place.name, place.address])
    case .contacts(let cards): Self.joined(cards.map { $0.name ?? $0.phones.first })
    case .formReply(let form): form.body
    case .edit(_, let content): content?.text
    case .reaction(let emoji, _): emoji
    case .text, .media, .order, .button, .buttonReply, .listReply, .callPermission, .revoke, .welcome, .system,
      .unsupported, .other:
      words
    }
  }

  private static func joined(_ parts: [String?], by separator: String = ", ") -> String? {
    let parts = parts.compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: separator)
  }

  /// What its writer put into words of their own, or chose from ours: not the name of a place or of somebody else.
  package var words: String? {
    switch self {
    case .text(let body): body
    case .media(let media): media.caption
    case .order(let order): order.text
    case .button(let text, _): text
    case .buttonReply(_, let title): title
    case .listReply(_, let title, _): title
    case .location, .contacts, .formReply, .callPermission, .reaction, .edit, .revoke, .welcome, .system, .unsupported,
      .other:
      nil
    }
  }

  /// What triage reads (semantics §10): button payloads and list ids beside the words, and what a form was filled in with.
  package var sortable: String? {
    switch self {
    case .button(let text, let payload): [text, payload].compactMap { $0 }.joined(separator: "\n")
    case .buttonReply(let id, let title): title + "\n" + id
    case .listReply(let id, let title, _): title + "\n" + id
    case .formReply(let form): Self.joined([form.body, form.answers], by: "\n")
    case .text, .media, .location, .contacts, .order, .callPermission, .reaction, .edit, .revoke, .welcome, .system,
      .unsupported, .other:
      words
    }
  }

  /// Types that ask for nothing (semantics §2: what opens). Unsupported messages whose subtype only
  /// changes an older message ask for nothing either; every other type, known or not, is a request.
  package var asksForSomething: Bool {
    switch self {
    case .text, .media, .location, .contacts, .order, .button, .buttonReply, .listReply, .formReply, .callPermission:
      true
    case .reaction, .edit, .revoke, .welcome, .system: false
    case .unsupported(let type, _): !Self.changesOnly.contains(type ?? "")
    case .other(let type, _): !Self.asksForNothing.contains(type)
    }
  }

  private static let changesOnly: Set<String> = ["edit", "reaction", "pin", "poll_update", "keep_in_chat"]
  /// What these are without their object.
  private static let asksForNothing: Set<String> = ["reaction", "edit", "revoke"]

  /// Why it asks for nothing, where it does.
  package var noteReason: NoteReason {
    switch self {
    case .reaction, .other("reaction", _): .reaction
    case .edit, .other("edit", _): .edit
    case .revoke, .other("revoke", _): .revoke
    case .system: .system
    case .welcome: .welcome
    case .text, .media, .location, .contacts, .order, .button, .buttonReply, .listReply, .formReply, .callPermission,
      .unsupported, .other:
      .unsupported
    }
  }
}
