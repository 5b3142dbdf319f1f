/// Names of properties that this version does not know around a body's items: in the envelope, its entries and changes,
/// beside the lists of a value, and in what tells about the items (whatsapp §1, §3).
///
/// They belong to no item. Meta adds them without notice; they are in the remainder that the journal keeps, and counted
/// so that somebody hears of them.
struct EnvelopeNovelties {
  /// Of one body; whatever has more is another kind of thing, and its first few names tell which.
  static let most = 8

  /// Each once, in the order of the text.
  private(set) var labels: [String] = []

  mutating func take(envelope: JSONValue) { take(envelope, "envelope", knowing: Self.envelopeKeys) }

  mutating func take(entry: JSONValue) { take(entry, "entry", knowing: Self.entryKeys) }

  mutating func take(change: JSONValue) { take(change, "change", knowing: Self.entryKeys) }

  /// What stands beside lists of these names, whose elements are items. A list that nobody knows is an item, too.
  mutating func take(value members: [(name: JSONValue, value: JSONValue)], of field: String, lists: [StaticString]) {
    let known = Self.valueKeys + lists
    for member in members where labels.count < Self.most {
      if member.name.isText("metadata") {
        take(member.value, "metadata", knowing: Self.metadataKeys)
      } else if member.name.isText("contacts") {
        for contact in member.value.oneOrMany where labels.count < Self.most { take(contact: contact) }
      } else if !member.value.isContainer, !known.contains(where: member.name.isText) {
        add(field, member.name)
      }
    }
  }

  private mutating func take(contact: JSONValue) {
    take(contact, "contact", knowing: Self.contactKeys)
    if let profile = contact["profile"] { take(profile, "profile", knowing: Self.profileKeys) }
  }

  private mutating func take(_ object: JSONValue, _ place: StaticString, knowing known: [StaticString]) {
    for member in object.members where labels.count < Self.most && !known.contains(where: member.name.isText) {
      add("\(place)", member.name)
    }
  }

  private mutating func add(_ place: String, _ name: JSONValue) {
    let label = "\(place).\(Label.of(name.string))"
    if !labels.contains(label) { labels.append(label) }
  }

  private static let envelopeKeys: [StaticString] = ["object", "entry"]
  /// Of an entry and of a change alike: Meta has put what belongs to the one inside the other.
  private static let entryKeys: [StaticString] = ["id", "time", "changes", "object", "field", "value"]
  private static let valueKeys: [StaticString] = ["messaging_product"]
  private static let metadataKeys: [StaticString] = ["display_phone_number", "phone_number_id"]
  private static let contactKeys: [StaticString] = [
    "profile", "wa_id", "user_id", "parent_user_id", "identity_key_hash",
  ]
  private static let profileKeys: [StaticString] = ["name", "username", "country_code"]
}
