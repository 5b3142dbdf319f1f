extension MessageTemplate {
  /// A button under a template's text.
  package struct Button: Sendable, Equatable {
    package var title: String
    package var kind: Kind

    package enum Kind: Sendable, Equatable {
      /// A tap that comes back as a message with the payload that the send gave.
      case quickReply
      /// An address that is opened; it may end in `{{1}}`.
      case url(String)
    }

    package static func quickReply(_ title: String) -> Button { Button(title: title, kind: .quickReply) }

    package static func url(_ title: String, to address: String) -> Button {
      Button(title: title, kind: .url(address))
    }
  }
}

extension MessageTemplate.Button {
  /// How the list of templates has it.
  var listed: JSON {
    switch kind {
    case .quickReply: ["type": "QUICK_REPLY", "text": .string(title)]
    case .url(let address): ["type": "URL", "text": .string(title), "url": .string(address)]
    }
  }

  /// The send has to give it a value.
  var needsValue: Bool {
    switch kind {
    case .quickReply: false
    case .url(let address): !TemplatePiece.parameters(of: address).isEmpty
    }
  }
}
