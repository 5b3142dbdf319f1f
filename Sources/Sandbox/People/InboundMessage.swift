package import BusinessTime

/// What somebody sends to the business.
package struct InboundMessage: Sendable {
  package var content: Content
  /// The user's own time; nil for the moment of the call. It opens the window.
  package var sentAt: Timestamp?
  /// The id; nil for a fresh one. Giving it makes a second copy of the same message.
  package var id: String?
  /// The id of the message that is answered.
  package var answers: String?
  package var isForwarded = false
  /// How a contact card came: by the button of a request, or picked by hand.
  package var origin: String?
  /// The advertisement that led here, as it goes into `referral`.
  package var referral: JSON?
  /// True when Meta's own agent holds the thread: the message comes under `standby`.
  package var isStandby = false

  package init(_ content: Content, sentAt: Timestamp? = nil, id: String? = nil, answers: String? = nil) {
    self.content = content
    self.sentAt = sentAt
    self.id = id
    self.answers = answers
  }

  package enum Content: Sendable {
    case text(String)
    case media(Media)
    case sticker(isAnimated: Bool)
    case location(latitude: Double, longitude: Double, name: String?)
    /// The tap on a template's quick reply.
    case button(text: String, payload: String)
    /// The tap on a button of a free-form message.
    case buttonReply(id: String, title: String)
    case listReply(id: String, title: String, description: String?)
    /// No emoji takes the reaction back.
    case reaction(to: String, emoji: String?)
    /// What this version of the interface cannot show; 131060 for the first message to a coexistence number.
    case unsupported(type: String, code: Int)
    /// Any other type with the object under its name.
    case other(type: String, object: JSON?)
  }

  /// A file, by its kind.
  package struct Media: Sendable {
    package var kind: Kind
    package var caption: String?
    /// The name of a document.
    package var filename: String?
    /// A recording made in the chat.
    package var isVoice = false

    package enum Kind: String, Sendable {
      case image, video, audio, document
    }

    package init(_ kind: Kind, caption: String? = nil, filename: String? = nil, isVoice: Bool = false) {
      self.kind = kind
      self.caption = caption
      self.filename = filename
      self.isVoice = isVoice
    }
  }
}
