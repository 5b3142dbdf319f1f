import BusinessTime
import Helpdesk

/// Reads one change: the field decides what its value may hold, and each of its updates becomes an item of its own.
struct ChangeReader {
  let change: JSONValue
  let account: AccountID?
  let field: String?
  /// The label of the envelope's `object`, when it is not WhatsApp's: nothing in it is taken for ours.
  let foreignObject: String?
  let receivedAt: Timestamp
  /// `entry.time`; updates of an account have it.
  let entryTime: Timestamp?

  /// Appends at least one item and at most `room`, so that a body's memory stays bounded.
  func read(into items: inout [DecodedItem], room: Int) {
    let value = change["value"]
    if let foreignObject {
      items.append(other("\(foreignObject).\(Label.of(field))", change, number: nil))
      return
    }
    let field = field ?? Self.inferredField(value)
    guard let kind = Field(rawValue: field ?? "") else {
      readNews(field, value, into: &items, room: room)
      return
    }
    guard let value, value.isObject else {
      items.append(DecodedItem(slice: change.range, reading: .unreadable(.noValue)))
      return
    }
    if kind == .handOvers {
      items.append(handOver(value))
      return
    }
    if kind == .templateStatus {
      items.append(templateChange(value))
      return
    }
    let full = items.count + room
    let before = items.count
    let reader = ItemReader(
      isStandby: kind == .standby, contacts: ContactBook(value["contacts"]), hasMessages: value["messages"] != nil)
    let number = Self.number(of: value)
    for member in Self.members(of: value, kind) where !Self.isContext(member.name) {
      for element in elements(of: member) {
        guard items.count < full else { return }
        items.append(item(element, in: member.name, kind, reader, number))
      }
    }
    if items.count == before { items.append(other(field, change, number: number)) }
  }

  /// What this version does not know beside the items of the change, which is none itself.
  func readNovelties(into novelties: inout EnvelopeNovelties) {
    novelties.take(change: change)
    guard let value = change["value"], let field = field ?? Self.inferredField(value) else { return }
    if let kind = Field(rawValue: field) {
      novelties.take(value: Self.members(of: value, kind), of: field, lists: Self.lists)
    } else if let list = NewsList(rawValue: field) {
      novelties.take(value: Array(value.members), of: field, lists: [list.list])
    }
  }

  /// Fields whose values this gateway acts on.
  private enum Field: String {
    case messages
    case standby
    case echoes = "smb_message_echoes"
    case handOvers = "messaging_handovers"
    case userIDs = "user_id_update"
    case calls
    case templateStatus = "message_template_status_update"
  }

  /// Under `standby`, Meta puts what happened one level deeper, beside `metadata`.
  private static func members(of value: JSONValue, _ kind: Field) -> [(name: JSONValue, value: JSONValue)] {
    Array(value.members).flatMap { member in
      kind == .standby && member.name.isText("standby") && member.value.isObject
        ? Array(member.value.members) : [member]
    }
  }

  /// A thread that changed hands: the customer is the `sender`, our number the `recipient`, and there is no
  /// `metadata`. Towards Meta's agent it changes nothing for us; whenever its direction is not stated it counts as
  /// towards us, so that somebody waits rather than nobody.
  private func handOver(_ value: JSONValue) -> DecodedItem {
    let number = value["recipient"]?["phone_number_id"]?.identifier.map { NumberID($0) } ?? Self.number(of: value)
    let passing = value["control_passed"] ?? value["control_taken"]
    let toAgent = ["new_owner_role", "new_owner_app_role"].contains { name in
      passing?.members.contains { $0.name.isText(name) && Self.isAgent($0.value) } ?? false
    }
    let sender = value["sender"]
    let customer = ContactBook(value["contacts"]).identity(
      phone: (sender?["phone_number"] ?? sender?["wa_id"])?.phone, userID: sender?["user_id"]?.userID)
    guard passing != nil, !toAgent, customer.isKnown else {
      return other(Field.handOvers.rawValue, change, number: number)
    }
    let event = WebhookEvent.handOver(HandOver(customer: customer, timestamp: value["timestamp"]?.timestamp))
    return DecodedItem(slice: change.range, reading: .item(item(event, number)))
  }

  /// A template that can be used no longer, or again. Meta writes a pause's end as another event, or beside it.
  private func templateChange(_ value: JSONValue) -> DecodedItem {
    // Meta has sent quality updates under this field, too; they have no event (whatsapp §1).
    if value["event"] == nil,
      let quality = accountNews(Field.templateStatus.rawValue, value, as: "message_template_quality_update")
    {
      return quality
    }
    guard let name = value.text("message_template_name"), let language = value.text("message_template_language"),
      let event = value.text("event"), [name, language, event].allSatisfy({ !$0.isEmpty && $0.utf8.count <= 512 })
    else { return other(Field.templateStatus.rawValue, change, number: nil) }
    let isUnpaused = value["other_info"]?["title"]?.isText("UNPAUSED") == true
    let update = TemplateChange(
      name: name, language: Language(language), event: isUnpaused ? "UNPAUSED" : event.uppercased(),
      timestamp: entryTime)
    return DecodedItem(slice: change.range, reading: .item(item(.templateChange(update), nil)))
  }

  private static func isAgent(_ role: JSONValue) -> Bool {
    role.isText("ai_agent") || role.isText("meta_business_agent")
  }

  /// What tells about the items, and is none itself.
  static func isContext(_ name: JSONValue) -> Bool {
    name.isText("metadata") || name.isText("contacts") || name.isText("messaging_product")
  }

  private static let lists: [StaticString] = [
    "messages", "statuses", "message_echoes", "errors", "user_id_update", "calls",
  ]

  /// Known lists by element; of what nobody knows, one item, and plain properties (say a new flag) none.
  private func elements(of member: (name: JSONValue, value: JSONValue)) -> JSONElements {
    let name = member.name
    if Self.lists.contains(where: name.isText) {
      return member.value.oneOrMany
    }
    return Self.unknown(member.value)
  }

  static func unknown(_ value: JSONValue) -> JSONElements { value.isContainer ? value.alone : value.elements }

  private func item(
    _ element: JSONValue, in name: JSONValue, _ kind: Field, _ reader: ItemReader, _ number: NumberID?
  ) -> DecodedItem {
    let reading: ItemReader.Reading
    var novelties: [String] = []
    if kind == .userIDs || kind == .calls {
      return linked(element, in: name, kind, reader, number)
    } else if name.isText("messages") {
      reading = reader.message(element)
      novelties = Novelties.inMessage(element)
    } else if name.isText("statuses") {
      reading = reader.status(element)
      novelties = Novelties.inStatus(element)
    } else if name.isText("message_echoes") {
      reading = reader.echo(element)
      novelties = Novelties.inMessage(element)
    } else if kind == .messages, name.isText("errors"), let error = reader.accountError(element) {
      reading = .success(.accountError(error))
    } else {
      return other("\(kind.rawValue).\(name.string ?? "")", element, number: number)
    }
    switch reading {
    case .success(let event):
      var item = item(event, number)
      item.novelties = novelties
      return DecodedItem(slice: element.range, reading: .item(item))
    case .failure(let reason): return DecodedItem(slice: element.range, reading: .unreadable(reason))
    }
  }

  /// What is about people and no message: a change of their user id, or a call.
  private func linked(
    _ element: JSONValue, in name: JSONValue, _ kind: Field, _ reader: ItemReader, _ number: NumberID?
  ) -> DecodedItem {
    let event: WebhookEvent? =
      switch kind {
      case .userIDs where name.isText("user_id_update"): reader.identityChange(element).map { .identityChange($0) }
      case .calls where name.isText("calls"): reader.call(element).map { .call($0) }
      case _: nil
      }
    guard let event else { return other("\(kind.rawValue).\(name.string ?? "")", element, number: number) }
    return DecodedItem(slice: element.range, reading: .item(item(event, number)))
  }

  func other(_ field: String?, _ value: JSONValue, number: NumberID?) -> DecodedItem {
    DecodedItem(slice: value.range, reading: .item(item(.other(field: Label.of(field)), number)))
  }

  func item(_ event: WebhookEvent, _ number: NumberID?) -> WebhookItem {
    WebhookItem(account: account, number: number, receivedAt: receivedAt, event: event)
  }

  static func number(of value: JSONValue?) -> NumberID? {
    value?["metadata"]?["phone_number_id"]?.identifier.map { NumberID($0) }
  }

  /// A change that lost its field is known by the keys of its value.
  private static func inferredField(_ value: JSONValue?) -> String? {
    guard let value else { return nil }
    if value["message_echoes"] != nil { return Field.echoes.rawValue }
    return value["messages"] != nil || value["statuses"] != nil ? Field.messages.rawValue : nil
  }
}
