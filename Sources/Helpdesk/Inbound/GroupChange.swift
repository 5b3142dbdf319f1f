/// What happened to a group (Meta, webhooks for groups). What is nil or empty was missing, or no such thing.
package struct GroupChange: Sendable, Equatable {
  /// Meta's name of it: `group_create`, `group_participants_remove`, `group_suspend`.
  package var action: String?
  /// What we had asked for, if it came of that.
  package var requestID: String?
  /// How somebody got in: `invite_link`.
  package var reason: String?
  /// Who wanted somebody out: `business` or `participant`.
  package var initiator: String?
  /// Somebody asks to be let in, or no longer.
  package var joinRequest: JoinRequest?
  /// At most sixteen each.
  package var added: [Identity] = []
  package var removed: [Identity] = []
  package var failed: [Failure] = []
  /// What became what, in the order of Meta's text.
  package var settings: [Setting] = []
  /// Why nothing came of it: Meta's codes, at most sixteen.
  package var errorCodes: [Int] = []

  package init(
    action: String? = nil, requestID: String? = nil, reason: String? = nil, initiator: String? = nil,
    joinRequest: JoinRequest? = nil, added: [Identity] = [], removed: [Identity] = [], failed: [Failure] = [],
    settings: [Setting] = [], errorCodes: [Int] = []
  ) {
    self.action = action
    self.requestID = requestID
    self.reason = reason
    self.initiator = initiator
    self.joinRequest = joinRequest
    self.added = added
    self.removed = removed
    self.failed = failed
    self.settings = settings
    self.errorCodes = errorCodes
  }

  package struct JoinRequest: Sendable, Equatable {
    package var id: String?
    package var person: Identity

    package init(id: String?, person: Identity) {
      self.id = id
      self.person = person
    }
  }

  /// Somebody who could not be added or removed.
  package struct Failure: Sendable, Equatable {
    package var person: Identity
    package var errorCodes: [Int]

    package init(person: Identity, errorCodes: [Int] = []) {
      self.person = person
      self.errorCodes = errorCodes
    }
  }

  package struct Setting: Sendable, Equatable {
    package var name: Name
    /// What it is from now on, up to 512 bytes; a picture has no words.
    package var text: String?
    /// Nil if Meta does not say.
    package var isDone: Bool?
    package var errorCodes: [Int]

    package enum Name: String, Sendable, CaseIterable {
      case subject = "group_subject"
      case description = "group_description"
      case picture = "profile_picture"
      /// Whether somebody has to let people in.
      case joinApproval = "join_approval_mode"
      case inviteLink = "invite_link"
    }

    package init(_ name: Name, text: String? = nil, isDone: Bool? = nil, errorCodes: [Int] = []) {
      self.name = name
      self.text = text
      self.isDone = isDone
      self.errorCodes = errorCodes
    }
  }
}
