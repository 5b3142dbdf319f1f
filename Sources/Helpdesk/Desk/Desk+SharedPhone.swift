/// A customer who is known by their user id alone was asked for their phone, and sends their card (semantics §1).
extension Desk {
  /// The phone that is theirs by this message; nil: there is none, or it may be somebody else's.
  ///
  /// What follows from it is what follows from any update that carries a user id and a phone.
  func sharedPhone(in message: InboundMessage, from contact: Contact, on number: NumberID) throws -> String? {
    guard contact.phone == nil, message.sender.phone == nil, message.sender.userID != nil, !message.isForwarded,
      case .contacts(let cards) = message.content, cards.count == 1, let card = cards.first,
      let phone = card.onlyPhone, try isOwn(card, quoting: message.quoted, from: contact, on: number)
    else { return nil }
    // A customer is none of ours, whatever a card says.
    let key = PhoneKey(phone)
    let isOurs = context.staff[key] != nil || context.rules.numbers.values.contains { PhoneKey($0.phone) == key }
    return isOurs ? nil : phone
  }

  /// Meta says so where it says anything: a card that was picked by hand may be anybody's, also if it answers a request.
  /// Where Meta says nothing, what answers our request is their own.
  private func isOwn(
    _ card: MessageContent.ContactCard, quoting quoted: Wamid?, from contact: Contact, on number: NumberID
  ) throws -> Bool {
    if let origin = card.origin { return origin == MessageContent.ContactCard.requested }
    guard let quoted, let entry = try tables.outboxEntry(wamid: quoted), entry.number == number,
      case .contactRequest = entry.rendering.freeForm, case .contact(let asked) = entry.recipient
    else { return false }
    return try tables.contact(asked).map(living)?.id == contact.id
  }
}

extension MessageContent.ContactCard {
  /// Meta's origin of a card that came by the button of a request for it (Meta, contacts messages).
  static let requested = "contact_request"

  /// The card's phone in digits, if it has one and no more: the account that Meta names, else the number where it is
  /// written with its country. Without `+` the country is anybody's guess.
  var onlyPhone: String? {
    guard phones.count == 1, let written = phones.first else { return nil }
    if let account = waIDs?.first ?? nil { return account }
    guard written.utf8.count <= Self.longestWritten, written.hasPrefix("+"),
      written.dropFirst().allSatisfy({ ("0"..."9").contains($0) || " -()".contains($0) })
    else { return nil }
    let digits = written.filter { ("0"..."9").contains($0) }
    return Self.digits.contains(digits.count) ? digits : nil
  }

  /// E.164; the shortest number with its country has eight.
  private static let digits = 8...15
  /// The longest number with a sign after each digit.
  private static let longestWritten = 32
}
