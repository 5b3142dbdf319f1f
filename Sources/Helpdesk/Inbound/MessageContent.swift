/// What a message holds. A new type of Meta's is a new case here; the compiler lists the rest.
package enum MessageContent: Sendable, Equatable {
  case text(String)
  case media(Media)
  /// A template's quick reply.
  case button(text: String, payload: String?)
  case buttonReply(id: String, title: String)
  case listReply(id: String, title: String, description: String?)
  /// `emoji` nil: the reaction was taken back.
  case reaction(emoji: String?, to: Wamid)
  /// A type that has no case of its own yet, known or not; its raw slice is kept. `subtype` is
  /// `unsupported.type`, `system.type` or `interactive.type` where there is one.
  case other(type: String, subtype: String?)

  /// A picture, film, sound, document or sticker; the bytes stay with Meta.
  package struct Media: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable { case image, video, audio, document, sticker }
    package var kind: Kind
    package var mediaID: String?
    package var mimeType: String?
    package var caption: String?
    package var filename: String?
    package var isVoice: Bool

    package init(
      kind: Kind, mediaID: String?, mimeType: String? = nil, caption: String? = nil, filename: String? = nil,
      isVoice: Bool = false
    ) {
      self.kind = kind
      self.mediaID = mediaID
      self.mimeType = mimeType
      self.caption = caption
      self.filename = filename
      self.isVoice = isVoice
    }
  }

  /// The name of the type as Meta spells it and the API shows it.
  package var kind: String {
    switch self {
    case .text: "text"
    case .media(let media): media.kind.rawValue
    case .button: "button"
    case .buttonReply, .listReply: "interactive"
    case .reaction: "reaction"
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
    case .text(let body): body
    case .media(let media): media.caption
    case .button(let text, _): text
    case .buttonReply(_, let title): title
    case .listReply(_, let title, _): title
    case .reaction(let emoji, _): emoji
    case .other: nil
    }
  }

  /// What triage reads (semantics §10): captions, button texts and payloads, list titles and ids as well. Nil where
  /// there are no words of the customer's.
  package var sortable: String? {
    switch self {
    case .text(let body): body
    case .media(let media): media.caption
    case .button(let text, let payload): [text, payload].compactMap { $0 }.joined(separator: "\n")
    case .buttonReply(let id, let title): title + "\n" + id
    case .listReply(let id, let title, _): title + "\n" + id
    case .reaction, .other: nil
    }
  }

  /// Types that ask for nothing (semantics §2: what opens). Unsupported messages whose subtype only
  /// changes an older message ask for nothing either; every other type, known or not, is a request.
  package var asksForSomething: Bool {
    switch self {
    case .text, .media, .button, .buttonReply, .listReply: true
    case .reaction: false
    case .other(let type, let subtype):
      switch type {
      case "system", "edit", "revoke", "request_welcome", "reaction": false
      case "unsupported": !Self.changesOnly.contains(subtype ?? "")
      default: true
      }
    }
  }

  private static let changesOnly: Set<String> = ["edit", "reaction", "pin", "poll_update", "keep_in_chat"]
}
