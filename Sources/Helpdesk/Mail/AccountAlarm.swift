/// News of Meta's about an account that somebody has to know of: it is told by mail (semantics §7).
package struct AccountAlarm: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case deleted, violation, restricted, banned
    case banPlanned = "ban_planned"
    case reinstated, disconnected, reconnected, alert
    case reviewRejected = "review_rejected"
    case nameRejected = "name_rejected"
    case pinTouched = "pin_touched"
    case templateOut = "template_out"
    case templateUnfit = "template_unfit"
    case templateRed = "template_red"
    case templatePrice = "template_price"
    case error
  }

  package var kind: Kind
  /// What Meta calls it, or which template: words of Meta's or ours, no customer's.
  package var detail: String?
  /// What Meta says of it in a sentence, for the letter only: two alarms are told apart without it.
  package var words: String?

  init(_ kind: Kind, _ detail: String? = nil, words: String? = nil) {
    self.kind = kind
    self.detail = detail
    self.words = words
  }

  /// Nil: it asks nothing of anybody.
  init?(_ fact: AccountNews.Fact) {
    switch fact {
    case .update(let update): self.init(update)
    case .alert(let alert):
      if alert.severity == .known(.informational) { return nil }
      self.init(.alert, alert.type, words: alert.description)
    case .review(.known(.rejected)): self.init(.reviewRejected)
    case .numberName(.known(.rejected), let reason, _): self.init(.nameRejected, reason)
    case .security(let event, _): self.init(.pinTouched, event.word)
    case .templateQuality(let template, _, .known(.red)): self.init(.templateRed, template.name)
    case .templateCategory(let template, let change):
      switch change {
      case .done(_, let new): self.init(.templatePrice, "\(template.name): \(new.word)")
      case .impending(_, let correct, _): self.init(.templatePrice, "\(template.name): \(correct.word)")
      }
    case .review, .settings, .capability, .numberQuality, .numberName, .templateQuality, .templateComponents, .username,
      .flow, .payment, .partnerSolution, .automatic:
      return nil
    }
  }

  private init?(_ update: AccountUpdate) {
    switch update.event {
    case .known(.deleted): self.init(.deleted)
    case .known(.violation): self.init(.violation, update.violation)
    case .known(.restriction): self.init(.restricted, update.restrictions.map(\.type).joined(separator: ", "))
    case .known(.disabledUpdate):
      switch update.ban?.state {
      case .known(.reinstated): self.init(.reinstated)
      case .known(.scheduled): self.init(.banPlanned, update.ban?.date)
      case .known(.disabled), .other, nil: self.init(.banned, update.ban?.date)
      }
    case .known(.offboarded): self.init(.disconnected)
    case .known(.partnerRemoved): self.init(.disconnected, update.disconnection)
    case .known(.reconnected): self.init(.reconnected)
    case .known(.partnerAdded), .known(.partnerAppInstalled), .known(.partnerAppUninstalled),
      .known(.clientCertificate),
      .known(.internationalPrice), .known(.primaryCountry), .known(.marketingTermsSigned), .known(.adAccountLinked),
      .known(.priceTier), .other:
      return nil
    }
  }

  /// A template that Meta took out of use for what it says or how it is taken.
  init?(_ change: TemplateChange) {
    guard ["PAUSED", "DISABLED", "REJECTED"].contains(change.event) else { return nil }
    self.init(.templateOut, change.name)
  }

  init(_ error: AccountError) { self.init(.error, String(error.code)) }

  /// What was held may be sent again.
  var endsTrouble: Bool { kind == .reinstated || kind == .reconnected }
}

extension MetaWord {
  /// As Meta writes it.
  var word: String {
    switch self {
    case .known(let known): known.rawValue
    case .other(let word): word
    }
  }
}
