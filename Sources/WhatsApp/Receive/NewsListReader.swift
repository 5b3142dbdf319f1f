import BusinessTime
import Helpdesk

/// One thing that was told, with its own bytes; `event` is nil where nobody can tell what.
struct NewsPart {
  var slice: Range<Int>
  var event: WebhookEvent?

  init(_ value: JSONValue, _ event: WebhookEvent?) {
    slice = value.range
    self.event = event
  }
}

/// Reads the elements of a list that asks nothing of us, knowing only its change's contacts and number.
struct NewsListReader {
  let list: NewsList
  private let contacts: ContactBook
  /// The number's own, by which what the business wrote is known.
  private let ownPhone: PhoneKey?

  init(_ list: NewsList, _ value: JSONValue) {
    self.list = list
    contacts = ContactBook(value["contacts"])
    ownPhone = value["metadata"]?["display_phone_number"]?.phone.map(PhoneKey.init)
  }

  /// In the order of the text: at least one part, and at most `most`, of which there is at least one.
  func parts(of element: JSONValue, most: Int) -> [NewsPart] {
    switch list {
    case .preferences: [NewsPart(element, preference(element).map { .preference($0) })]
    case .addressBook: [NewsPart(element, addressBookChange(element).map { .addressBook($0) })]
    case .history: HistoryReader(contacts: contacts, ownPhone: ownPhone, most: most).parts(of: element)
    case .groupLifecycle, .groupParticipants, .groupSettings, .groupStatus: [NewsPart(element, group(element))]
    }
  }

  /// A value that holds no list may tell of one group itself.
  func group(_ value: JSONValue) -> WebhookEvent? {
    guard value.isObject, let field = GroupNews.Field(rawValue: list.rawValue) else { return nil }
    return .group(
      GroupNews(
        field: field, groupID: value["group_id"]?.identifier, timestamp: value["timestamp"]?.timestamp,
        change: GroupReader(contacts: contacts).change(of: value)))
  }

  private func preference(_ element: JSONValue) -> MarketingPreference? {
    let person = contacts.identity(phone: element["wa_id"]?.phone, userID: element["user_id"]?.userID)
    guard person.isKnown, let value: MetaWord<MarketingPreference.Value> = element.word("value") else { return nil }
    return MarketingPreference(
      person: person, category: element.word("category"), value: value, timestamp: element["timestamp"]?.timestamp)
  }

  /// An entry of another type than a contact is none.
  private func addressBookChange(_ element: JSONValue) -> AddressBookChange? {
    guard let contact = element["contact"], element["type"]?.isText("contact") ?? true,
      let action: MetaWord<AddressBookChange.Action> = element.word("action")
    else { return nil }
    let person = Identity(phone: contact["phone_number"]?.phone, userID: contact["user_id"]?.userID)
    let username = contact.username
    guard person.isKnown || username != nil else { return nil }
    return AddressBookChange(
      person: person, fullName: contact.fact("full_name"), username: username, action: action,
      timestamp: element["metadata"]?["timestamp"]?.timestamp)
  }
}
