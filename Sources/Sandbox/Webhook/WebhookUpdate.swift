/// One change that the gateway is to hear of.
package struct WebhookUpdate: Sendable, Equatable {
  /// The account, which becomes `entry.id`.
  package var accountID: String
  package var field: String
  package var value: JSON
  /// Seconds since 1970 for `entry.time`; `messages` entries have none (whatsapp §1).
  package var entryTime: Int64?

  package init(accountID: String, field: String, value: JSON, entryTime: Int64? = nil) {
    self.accountID = accountID
    self.field = field
    self.value = value
    self.entryTime = entryTime
  }
}

/// The envelope around some updates.
package enum Envelope {
  /// The body of one POST, arranged as asked for.
  package static func json(_ updates: [WebhookUpdate], packing: WebhookSettings.Packing) -> JSON {
    let groups =
      switch packing {
      case .entryEach: updates.map { [$0] }
      case .changeEach: grouped(updates) { EntryKey(accountID: $0.accountID, time: $0.entryTime) }
      case .merged:
        grouped(merged(updates)) { EntryKey(accountID: $0.accountID, time: $0.entryTime) }
      }
    return ["object": "whatsapp_business_account", "entry": .array(groups.map(entry))]
  }

  private struct EntryKey: Hashable {
    var accountID: String
    var time: Int64?
  }

  private static func entry(_ updates: [WebhookUpdate]) -> JSON {
    .object(present: [
      ("id", .string(optional: updates.first?.accountID)),
      ("time", updates.first?.entryTime.map(JSON.int)),
      ("changes", .array(updates.map { ["value": $0.value, "field": .string($0.field)] })),
    ])
  }

  /// Groups by key and keeps the order, of the groups and within them.
  private static func grouped<Key: Hashable>(
    _ updates: [WebhookUpdate], by key: (WebhookUpdate) -> Key
  ) -> [[WebhookUpdate]] {
    var places: [Key: Int] = [:]
    return updates.reduce(into: []) { groups, update in
      if let place = places[key(update)] {
        groups[place].append(update)
      } else {
        places[key(update)] = groups.count
        groups.append([update])
      }
    }
  }

  private struct MergeKey: Hashable {
    var accountID: String
    var field: String
    var numberID: String
    /// Keeps apart what is about no number: such updates are never joined.
    var alone: Int?
  }

  /// Joins the arrays of updates that are about the same number and field.
  private static func merged(_ updates: [WebhookUpdate]) -> [WebhookUpdate] {
    var alone = 0
    let groups = grouped(updates) { update in
      let numberID = update.value["metadata"]?["phone_number_id"]?.text
      if numberID == nil { alone += 1 }
      return MergeKey(
        accountID: update.accountID, field: update.field, numberID: numberID ?? "",
        alone: numberID == nil ? alone : nil)
    }
    return groups.compactMap { group in
      guard var joined = group.first else { return nil }
      for update in group.dropFirst() { joined.value = joining(joined.value, update.value) }
      return joined
    }
  }

  private static func joining(_ left: JSON, _ right: JSON) -> JSON {
    guard case .object(var members) = left, case .object(let others) = right else { return left }
    for other in others {
      guard let elements = other.value.elements else { continue }
      if let place = members.firstIndex(where: { $0.name == other.name }) {
        let known = members[place].value.elements ?? []
        members[place].value = .array(known + elements.filter { other.name != "contacts" || !known.contains($0) })
      } else {
        members.append(other)
      }
    }
    return .object(members)
  }
}
