import BusinessTime
import Foundation
import Helpdesk
import WhatsApp

/// What one item may say, whatever it was read from.
enum ItemLaws {
  /// Meta's wamids have about 60 bytes; the decoder takes ids up to this length.
  private static let longestID = 512
  private static let longestPhone = 20
  private static let longestLabel = 64
  private static let mostErrorCodes = 16
  private static let longestFact = 512
  /// No list of facts is longer.
  private static let mostParts = 16
  /// Of a template, as its definition at Meta's has them.
  private static let mostParameters = 33
  /// The last millisecond of the year 9999.
  private static let latest: Int64 = 253_402_300_799_999

  /// The first law that is broken; nil when all hold.
  static func broken(by item: DecodedItem, in body: UnsafeRawBufferPointer) -> String? {
    guard case .item(let webhook) = item.reading else { return nil }
    let ids = [webhook.account?.rawValue, webhook.number?.rawValue]
    guard ids.allSatisfy({ $0.map(isID) ?? true }) else { return "an account or number that is no id" }
    let slice = UnsafeRawBufferPointer(rebasing: body[item.slice])
    switch webhook.event {
    case .message(let message):
      let ids = [message.groupID, message.quoted?.rawValue]
      guard ids.allSatisfy({ $0.map(isID) ?? true }) else { return "a group or quotation that is no id" }
      return broken(message.wamid, message.sender, message.timestamp, slice) ?? broken(message.content, slice)
    case .echo(let echo):
      return broken(echo.wamid, echo.recipient, echo.timestamp, slice) ?? broken(echo.content, slice)
    case .status(let status):
      guard status.errorCodes.count <= mostErrorCodes else { return "more error codes than the bound" }
      guard status.callbackData.map(isID) ?? true else { return "callback data that is no id" }
      return broken(status.wamid, status.recipient, status.timestamp, slice)
    case .handOver(let handOver):
      return broken(nil, handOver.customer, handOver.timestamp, slice)
    case .identityChange(let change):
      return broken(nil, change.previous, nil, slice) ?? broken(nil, change.current, nil, slice)
    case .templateChange(let change):
      let isBounded = [change.name, change.language.rawValue, change.event].allSatisfy { $0.utf8.count <= 512 }
      return isBounded ? broken(nil, Identity(), change.timestamp, slice) : "a template's name without bound"
    case .call(let call):
      return broken(nil, call.caller, call.timestamp, slice)
    case .preference(let preference):
      return broken(nil, preference.person, preference.timestamp, slice)
        ?? unbounded([preference.category as Any, preference.value])
    case .addressBook(let change):
      return broken(nil, change.person, change.timestamp, slice) ?? unbounded(change)
    case .history(.message(let past)):
      return broken(past.wamid, past.customer, past.timestamp, slice) ?? broken(past.content, slice)
        ?? unbounded(past.status as Any)
    case .history(.error(let error)), .accountError(let error): return unbounded(error)
    case .account(let news):
      if case .templateComponents(let template, let needs) = news.fact {
        let lists = [needs?.body ?? [], needs?.elsewhere ?? []]
        let isBounded = lists.allSatisfy { $0.count <= mostParameters && $0.allSatisfy(isLabel) }
        guard isBounded, needs?.buttons.count ?? 0 <= mostParameters else { return "a template's needs without bound" }
        return unbounded([template.name, template.language.rawValue])
      }
      return isLabel(news.field) ? unbounded(news) : "a field's name that is no label"
    case .group(let news): return unbounded(news)
    case .other(let field):
      return isLabel(field) ? nil : "a field's name that is no label"
    }
  }

  /// A fact is short, wherever it stands in what was read.
  private static func unbounded(_ fact: Any) -> String? {
    if let text = fact as? String {
      return isText(text) && text.utf8.count <= longestFact ? nil : "a fact without bound, or with NUL or DEL in it"
    }
    if let time = fact as? Timestamp {
      return time.milliseconds > 0 && time.milliseconds <= latest ? nil : "a fact's time outside the calendar"
    }
    let children = Mirror(reflecting: fact).children
    guard children.count <= mostParts else { return "a fact of more parts than the bound" }
    return children.lazy.compactMap { unbounded($0.value) }.first { _ in true }
  }

  private static func broken(
    _ wamid: Wamid?, _ person: Identity, _ timestamp: Timestamp?, _ slice: UnsafeRawBufferPointer
  ) -> String? {
    if let wamid {
      guard isID(wamid.rawValue) else { return "a wamid that is no id" }
      guard isSpelled(wamid.rawValue, in: slice) else { return "a wamid that does not stand in its own slice" }
    }
    guard isPhone(person.phone ?? "0") else { return "a phone that is not digits" }
    guard person.userID.map({ isID($0.rawValue) }) ?? true else { return "a user id that is no id" }
    guard person.profileName.map(isText) ?? true else { return "a name with NUL or DEL in it" }
    let isInRange = timestamp.map { $0.milliseconds > 0 && $0.milliseconds <= latest } ?? true
    return isInRange ? nil : "a time outside the calendar"
  }

  private static func broken(_ content: MessageContent, _ slice: UnsafeRawBufferPointer) -> String? {
    let texts: [String?]
    switch content {
    case .location(let place):
      guard place.latitude.isFinite, place.longitude.isFinite else { return "a place that is nowhere" }
      texts = [place.name, place.address, place.url]
    case .contacts(let cards):
      guard !cards.isEmpty else { return "cards without a card" }
      guard cards.allSatisfy({ $0.waIDs.map { ids in ids.allSatisfy { isPhone($0 ?? "0") } } ?? true }) else {
        return "a card's account that is not digits"
      }
      guard
        cards.allSatisfy({ $0.origin.map(isLabel) ?? true && $0.waIDs?.count ?? $0.phones.count == $0.phones.count })
      else { return "a card's origin that is no label, or accounts of other phones" }
      texts = cards.flatMap { [$0.name, $0.organization] + $0.phones + $0.emails }
    case .order(let order):
      guard order.items.allSatisfy({ isID($0.productID) && $0.price?.isFinite ?? true }) else {
        return "a product that is no id"
      }
      texts = [order.text] + order.items.map(\.currency)
    case .formReply(let form): texts = [form.name, form.body, form.response, form.answers]
    case .callPermission, .welcome: texts = []
    case .edit(let original, let edited):
      guard isID(original.rawValue), isSpelled(original.rawValue, in: slice) else { return "an edit of no id" }
      return edited.flatMap { broken($0, slice) }
    case .revoke(let original):
      guard isID(original.rawValue), isSpelled(original.rawValue, in: slice) else { return "a revocation of no id" }
      texts = []
    case .system(let type), .unsupported(let type, _):
      return type.map(isLabel) ?? true ? nil : "a type's name that is no label"
    case .text(let body): texts = [body]
    case .media(let media): texts = [media.mediaID, media.mimeType, media.caption, media.filename]
    case .button(let text, let payload): texts = [text, payload]
    case .buttonReply(let id, let title): texts = [id, title]
    case .listReply(let id, let title, let description): texts = [id, title, description]
    case .reaction(let emoji, let target):
      guard isID(target.rawValue), isSpelled(target.rawValue, in: slice) else { return "a reaction to no id" }
      texts = [emoji]
    case .other(let type, let subtype):
      return isLabel(type) && (subtype.map(isLabel) ?? true) ? nil : "a type's name that is no label"
    }
    for text in texts.compactMap({ $0 }) {
      guard isText(text) else { return "a text with NUL or DEL in it" }
      // One byte that cannot be read becomes the three of U+FFFD.
      guard text.utf8.count <= 3 * slice.count else { return "a text longer than its slice" }
    }
    return nil
  }

  private static func isID(_ text: String) -> Bool {
    (1...longestID).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  private static func isLabel(_ text: String) -> Bool {
    (1...longestLabel).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        return isLetter || (0x30...0x39).contains(byte) || "_-.".utf8.contains(byte)
      }
  }

  private static func isPhone(_ text: String) -> Bool {
    (1...longestPhone).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isText(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 != 0 && $0 != 0x7F }
  }

  /// Letter by letter, unless the slice spells something with escapes.
  private static func isSpelled(_ id: String, in slice: UnsafeRawBufferPointer) -> Bool {
    guard var from = slice.baseAddress, memchr(from, 0x5C, slice.count) == nil else { return true }
    let end = from + slice.count
    return Array(id.utf8).withUnsafeBytes { id in
      while let found = memchr(from, Int32(id[0]), end - from), UnsafeRawPointer(found) + id.count <= end {
        if memcmp(found, id.baseAddress!, id.count) == 0 { return true }
        from = UnsafeRawPointer(found) + 1
      }
      return false
    }
  }
}
