import BusinessTime
import Helpdesk

/// Walks the envelope down to its changes: object, entries, changes (whatsapp §1).
struct EnvelopeReader {
  private static let knownObject = "whatsapp_business_account"

  private let receivedAt: Timestamp
  private let maximumItems: Int
  private var items: [DecodedItem] = []
  private var novelties = EnvelopeNovelties()

  init(receivedAt: Timestamp, maximumItems: Int) {
    self.receivedAt = receivedAt
    self.maximumItems = maximumItems
  }

  mutating func read(_ root: JSONValue) -> DecodedWebhook {
    guard root.isObject else { return .unreadable(.notAnObject) }
    let object = root.text("object")
    novelties.take(envelope: root)
    for member in root.members where member.name.isText("entry") {
      guard readEntries(member.value, object) else { return .unreadable(.tooLarge) }
    }
    return items.isEmpty ? .unreadable(.noEntry) : .items(items, novelties: novelties.labels)
  }

  /// False when there are more items than the bound.
  private mutating func readEntries(_ entries: JSONValue, _ object: String?) -> Bool {
    for entry in entries.oneOrMany {
      read(entry: entry, object)
      if items.count > maximumItems { return false }
    }
    return true
  }

  /// Meta has put `field` and `object` inside the entry, and a value without its change (whatsapp §1).
  private mutating func read(entry: JSONValue, _ object: String?) {
    guard entry.isObject else { return keep(entry, .notAnObject) }
    let object = object ?? entry.text("object")
    let origin = Origin(
      account: entry["id"]?.identifier.map { AccountID($0) },
      foreignObject: object == nil || object == Self.knownObject ? nil : Label.of(object), field: entry.text("field"),
      time: entry["time"]?.timestamp)
    if origin.foreignObject == nil { novelties.take(entry: entry) }
    let before = items.count
    for member in entry.members where member.name.isText("changes") {
      for change in member.value.oneOrMany {
        guard change.isObject else {
          keep(change, .notAnObject)
          continue
        }
        read(change: change, origin)
        if items.count > maximumItems { return }
      }
    }
    guard items.count == before else { return }
    if entry["value"] != nil || origin.foreignObject != nil {
      read(change: entry, origin)
    } else {
      keep(entry, .noChanges)
    }
  }

  private mutating func read(change: JSONValue, _ origin: Origin) {
    let reader = ChangeReader(
      change: change, account: origin.account, field: change.text("field") ?? origin.field,
      foreignObject: origin.foreignObject, receivedAt: receivedAt, entryTime: origin.time)
    let first = items.count
    reader.read(into: &items, room: maximumItems + 1 - items.count)
    // Where the change itself is the item, what it holds is that item's.
    if items.count > first, items[first].slice != change.range { reader.readNovelties(into: &novelties) }
  }

  private mutating func keep(_ value: JSONValue, _ reason: UnreadableItem) {
    items.append(DecodedItem(slice: value.range, reading: .unreadable(reason)))
  }

  private struct Origin {
    var account: AccountID?
    /// The label of the envelope's `object`, when it is not WhatsApp's: short, for each change repeats it.
    var foreignObject: String?
    var field: String?
    var time: Timestamp?
  }
}
