import Helpdesk

/// Reads what a message holds. A type whose own object is missing or broken becomes `other` with its name: the message
/// was sent, and somebody is waiting, whatever its payload lacks.
struct ContentReader {
  /// An edit holds a message, which is never an edit itself: no deeper.
  private static let mostDepth = 1

  private let message: JSONValue
  private let depth: Int

  init(_ message: JSONValue) { self.init(message, depth: 0) }

  private init(_ message: JSONValue, depth: Int) {
    self.message = message
    self.depth = depth
  }

  var content: MessageContent {
    let type = message.text("type")
    let read: MessageContent? =
      switch type {
      case "text": text
      case "image": media(.image, message["image"])
      case "video": media(.video, message["video"])
      case "audio": media(.audio, message["audio"])
      case "voice": media(.audio, message["voice"] ?? message["audio"], isVoice: true)
      case "document": media(.document, message["document"])
      case "sticker": media(.sticker, message["sticker"])
      case "location": location
      case "contacts": contacts
      case "order": order
      case "button": button
      case "interactive": interactive
      case "reaction": reaction
      case "edit": edit
      case "revoke": message["revoke"]?["original_message_id"]?.wamid.map { .revoke(of: $0) }
      case "request_welcome": .welcome
      case "system": .system(type: Self.type(of: message["system"]))
      case "unsupported": .unsupported(type: Self.type(of: message["unsupported"]), code: errorCode)
      case _: nil
      }
    return read ?? .other(type: Label.of(type), subtype: nil)
  }

  private static func type(of object: JSONValue?) -> String? { object?.text("type").map { Label.of($0) } }

  private var text: MessageContent? {
    message["text"]?.text("body").map { .text($0) }
  }

  private func media(_ kind: MessageContent.Media.Kind, _ object: JSONValue?, isVoice: Bool = false) -> MessageContent {
    .media(
      MessageContent.Media(
        kind: kind, mediaID: object?["id"]?.identifier, mimeType: object?.text("mime_type"),
        caption: object?.text("caption"), filename: object?.text("filename"),
        isVoice: isVoice || object?["voice"]?.isTrue == true))
  }

  private var location: MessageContent? {
    guard let place = message["location"], let latitude = place["latitude"]?.amount,
      let longitude = place["longitude"]?.amount
    else { return nil }
    return .location(
      MessageContent.Place(
        latitude: latitude, longitude: longitude, name: place.text("name"), address: place.text("address"),
        url: place.text("url")))
  }

  /// The name may be missing. How a card came stands beside the cards (Meta, business-scoped user ids), or in each.
  private var contacts: MessageContent? {
    guard let list = message["contacts"] else { return nil }
    let origin = message.label("origin")
    let cards = Array(list.oneOrMany).filter(\.isObject).map { card in
      let phones = Self.phones(of: card["phones"])
      return MessageContent.ContactCard(
        name: [card["name"]?.text("formatted_name"), card["name"]?.text("first_name")].compactMap { $0 }
          .first { !$0.isEmpty },
        phones: phones.map(\.text), emails: Self.texts(of: card["emails"], "email"),
        organization: card["org"]?.text("company"), addresses: Self.addresses(of: card["addresses"]),
        urls: Self.orNone(Self.texts(of: card["urls"], "url")), birthday: card.text("birthday"),
        waIDs: phones.allSatisfy { $0.waID == nil } ? nil : phones.map(\.waID),
        origin: card.label("origin") ?? origin)
    }
    return cards.isEmpty ? nil : .contacts(cards)
  }

  /// As they stand there; one that has only an account is that.
  private static func phones(of list: JSONValue?) -> [(text: String, waID: String?)] {
    guard let list else { return [] }
    return list.oneOrMany.compactMap { entry in
      (entry.text("phone") ?? entry.text("wa_id")).map { ($0, entry["wa_id"]?.phone) }
    }
  }

  /// Street first, as on a letter.
  private static func addresses(of list: JSONValue?) -> [String]? {
    let parts: [StaticString] = ["street", "city", "state", "zip", "country"]
    let lines = list.map { list in
      list.oneOrMany.map { address in
        parts.compactMap { address.text($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
      }.filter { !$0.isEmpty }
    }
    return orNone(lines ?? [])
  }

  private static func orNone(_ texts: [String]) -> [String]? { texts.isEmpty ? nil : texts }

  private static func texts(of list: JSONValue?, _ name: StaticString) -> [String] {
    list.map { list in list.oneOrMany.compactMap { $0.text(name) } } ?? []
  }

  private var order: MessageContent? {
    guard let order = message["order"], order.isObject else { return nil }
    let items = order["product_items"].map { Array($0.oneOrMany) } ?? []
    let products = items.compactMap { item -> MessageContent.ProductOrder.Item? in
      guard let id = item["product_retailer_id"]?.identifier else { return nil }
      return MessageContent.ProductOrder.Item(
        productID: id, quantity: item["quantity"]?.amount.flatMap { Int(exactly: $0.rounded()) },
        price: item["item_price"]?.amount, currency: item.text("currency"))
    }
    return .order(
      MessageContent.ProductOrder(
        catalogID: order["catalog_id"]?.identifier, text: order.text("text").flatMap { $0.isEmpty ? nil : $0 },
        items: products))
  }

  /// The tap of a template's quick reply; its payload stands in for a text that is missing.
  private var button: MessageContent? {
    guard let button = message["button"] else { return nil }
    let payload = button.text("payload")
    return (button.text("text") ?? payload).map { .button(text: $0, payload: payload) }
  }

  /// May arrive without its object, with an error at the value instead (whatsapp §3).
  private var interactive: MessageContent? {
    guard let interactive = message["interactive"] else { return nil }
    if let reply = interactive["button_reply"], let id = reply.text("id") {
      return .buttonReply(id: id, title: reply.text("title") ?? "")
    }
    if let reply = interactive["list_reply"], let id = reply.text("id") {
      return .listReply(id: id, title: reply.text("title") ?? "", description: reply.text("description"))
    }
    if let form = interactive["nfm_reply"], form.isObject {
      return .formReply(
        MessageContent.FormReply(
          name: form.text("name"), body: form.text("body"), response: form.text("response_json"),
          answers: form.text("response_json").flatMap(Self.answers)))
    }
    if let reply = interactive["call_permission_reply"], let response = reply.text("response") {
      return .callPermission(
        MessageContent.CallPermission(
          isGranted: response == "accept", isPermanent: reply["is_permanent"]?.isTrue == true))
    }
    return .other(type: "interactive", subtype: Self.type(of: interactive))
  }

  /// Forms have up to some fifty fields of a few hundred characters; more is kept and not sorted.
  private static let mostAnswers = 64
  private static let mostAnswerBytes = 8192

  /// The texts in a form's answer, wherever they stand in it; nil if there are none, or it is no JSON.
  private static func answers(in response: String) -> String? {
    let read = Array(response.utf8).withUnsafeBytes { bytes in
      JSONParser.read(bytes) { root in
        var found: [String] = []
        collect(root, into: &found)
        return found
      }
    }
    guard case .success(let found) = read, !found.isEmpty else { return nil }
    return found.joined(separator: "\n")
  }

  /// As deep as the parser reads.
  private static func collect(_ value: JSONValue, into found: inout [String]) {
    guard found.count < mostAnswers else { return }
    if let text = value.string {
      let bytes = found.reduce(text.utf8.count) { $0 + $1.utf8.count }
      if !text.isEmpty, bytes <= mostAnswerBytes { found.append(text) }
    } else if value.isObject {
      // Our own mark on the form, and not the customer's words.
      for member in value.members where !member.name.isText("flow_token") { collect(member.value, into: &found) }
    } else if value.isArray {
      for element in value.elements { collect(element, into: &found) }
    }
  }

  /// A missing or empty emoji takes the reaction back.
  private var reaction: MessageContent? {
    guard let reaction = message["reaction"], let target = reaction["message_id"]?.wamid else { return nil }
    let emoji = reaction.text("emoji")
    return .reaction(emoji: emoji?.isEmpty == true ? nil : emoji, to: target)
  }

  private var edit: MessageContent? {
    guard let edit = message["edit"], let original = edit["original_message_id"]?.wamid else { return nil }
    let words = edit["message"].flatMap { inner in
      inner.isObject && depth < Self.mostDepth ? ContentReader(inner, depth: depth + 1).content : nil
    }
    return .edit(of: original, to: words)
  }

  /// Of an unsupported message: the first that it carries.
  private var errorCode: Int? {
    message["errors"]?.oneOrMany.lazy.compactMap { $0["code"]?.amount.flatMap { Int(exactly: $0) } }.first { _ in true }
  }
}
