import BusinessTime
import Sandbox

/// A webhook's items by the stand-in's own reading: what must be kept of a body, item by item.
enum Items {
  struct Piece {
    var bytes: [UInt8]
    var what: String
    /// Of a message or an echo.
    var id: String?
    /// The customer's side of a message or an echo, as it is addressed there, and when it was written.
    var person: String?
    var writtenAt: Timestamp?
    /// Of a status: the message and the rank of what it says (whatsapp: sent < failed < delivered < read < played).
    var status: (String, Int)?
  }

  static func pieces(of body: [UInt8]) -> [Piece] {
    guard let json = try? JSON(bytes: body), json["entry"] != nil else { return [Piece(bytes: body, what: "body")] }
    var pieces: [Piece] = []
    for change in changes(of: json) {
      let lists = Self.lists(of: change)
      if lists.isEmpty { pieces.append(Piece(bytes: change.bytes(), what: change["field"]?.text ?? "change")) }
      for (name, list) in lists {
        for element in list {
          pieces.append(piece(element, in: name))
        }
      }
    }
    return pieces
  }

  /// A template's pause or edit is in the same words each time, and a customer's new id on each number: when or where
  /// it was said stands outside of the item, and its bytes do not tell whether it is known.
  static func isTimeless(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return isOfTemplate(text) || text.contains("\"previous\"")
  }

  /// What the gateway hears of a template: whether it may be used, and what it wants.
  static func isOfTemplate(_ text: String) -> Bool {
    text.contains("message_template_status_update") || text.contains("message_template_components_update")
  }

  private static func piece(_ element: JSON, in list: String) -> Piece {
    if list == "calls" { return Piece(bytes: element.bytes(), what: list) }
    if list == "statuses" { return Piece(bytes: element.bytes(), what: list, status: status(element)) }
    if list == "user_id_update" { return Piece(bytes: element.bytes(), what: list) }
    let (phone, userID) = list == "messages" ? ("from", "from_user_id") : ("to", "to_user_id")
    let address =
      element[userID] ?? element["message"]?[userID] ?? element[phone] ?? element["message"]?[phone]
    let seconds = element["timestamp"]?.text.flatMap { Int64($0) }
    return Piece(
      bytes: element.bytes(), what: list, id: element["id"]?.text, person: address?.text,
      writtenAt: seconds.map { Timestamp(seconds: $0) })
  }

  private static func changes(of json: JSON) -> [JSON] {
    (json["entry"]?.elements ?? []).flatMap { $0["changes"]?.elements ?? [] }
  }

  /// The lists of updates in fields whose values are read item by item.
  private static func lists(of change: JSON) -> [(String, [JSON])] {
    let value = change["value"]
    for alone in ["calls", "user_id_update"] where change["field"]?.text == alone {
      return [(alone, value?[alone]?.elements ?? [])]
    }
    guard let field = change["field"]?.text, ["messages", "standby", "smb_message_echoes"].contains(field) else {
      return []
    }
    let deeper = field == "standby" ? value?["standby"] : nil
    return ["messages", "statuses", "message_echoes"].compactMap { name in
      (value?[name] ?? deeper?[name])?.elements.map { (name, $0) }
    }
  }

  private static func status(_ element: JSON) -> (String, Int)? {
    guard let id = element["id"]?.text, let name = element["status"]?.text else { return nil }
    return ranks[name].map { (id, $0) }
  }

  /// Whatever is told later, the higher stands.
  static let ranks = ["sent": 1, "failed": 2, "delivered": 3, "read": 4, "played": 5]
}
