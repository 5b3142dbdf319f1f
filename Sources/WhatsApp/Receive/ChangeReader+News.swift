import BusinessTime
import Helpdesk

/// Fields that ask nothing of us: what they say is read, and what cannot be read is kept under the field's name.
extension ChangeReader {
  /// Appends at least one item and at most `room`.
  func readNews(_ field: String?, _ value: JSONValue?, into items: inout [DecodedItem], room: Int) {
    let before = items.count
    if let field, let value, value.isObject {
      if let list = NewsList(rawValue: field) {
        read(list, value, into: &items, room: room)
      } else if let news = accountNews(field, value) {
        items.append(news)
      }
    }
    if items.count == before { items.append(other(field, change, number: Self.number(of: value))) }
  }

  /// Nil if it is none that this version knows. `name` is the field that tells how to read it, where that is not the
  /// one under which it came.
  func accountNews(_ field: String, _ value: JSONValue, as name: String? = nil) -> DecodedItem? {
    guard let fact = AccountNewsReader(value: value).fact(of: name ?? field) else { return nil }
    let news = AccountNews(field: field, fact: fact, timestamp: entryTime)
    return DecodedItem(slice: change.range, reading: .item(item(.account(news), Self.number(of: value))))
  }

  private func read(_ list: NewsList, _ value: JSONValue, into items: inout [DecodedItem], room: Int) {
    let full = items.count + room
    let reader = NewsListReader(list, value)
    let number = Self.number(of: value)
    for member in value.members where !Self.isContext(member.name) {
      let isList = member.name.isText(list.list)
      // Of what nobody knows, one item; of plain properties none.
      for element in isList ? member.value.oneOrMany : Self.unknown(member.value) {
        guard items.count < full else { return }
        guard isList else {
          items.append(other(list.rawValue, element, number: number))
          continue
        }
        for part in reader.parts(of: element, most: full - items.count) {
          let event = part.event ?? .other(field: list.rawValue)
          items.append(DecodedItem(slice: part.slice, reading: .item(item(event, number))))
        }
      }
    }
    guard items.count + room == full, value[list.list] == nil, let group = reader.group(value) else { return }
    items.append(DecodedItem(slice: change.range, reading: .item(item(group, number))))
  }
}
