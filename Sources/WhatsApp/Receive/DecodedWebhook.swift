package import Helpdesk

/// What a signed body holds.
package enum DecodedWebhook: Sendable, Equatable {
  /// Nothing in it could be told apart: the whole body is kept as it is.
  case unreadable(UnreadableBody)
  /// At least one item, in the order of the body; their slices never overlap. Beside them, the labels of what this
  /// version does not know around them, at most a few: of no item, so that each reads the same whatever lies beside it.
  case items([DecodedItem], novelties: [String] = [])
}

/// One update of a webhook, with its own bytes.
package struct DecodedItem: Sendable, Equatable {
  /// Where the item stands in the raw body, exactly: from its first byte to one past its last.
  package var slice: Range<Int>
  package var reading: Reading

  package init(slice: Range<Int>, reading: Reading) {
    self.slice = slice
    self.reading = reading
  }

  /// Understood or not. What was not is kept by its slice and costs its siblings nothing.
  package enum Reading: Sendable, Equatable {
    case item(WebhookItem)
    case unreadable(UnreadableItem)
  }
}

/// Why a whole body goes to quarantine, where all of them are `unreadable`; the log has the raw values.
package enum UnreadableBody: String, Sendable, Codable, CaseIterable {
  case empty
  case notJSON = "not_json"
  case notAnObject = "not_an_object"
  /// An object without a single entry.
  case noEntry = "no_entry"
  case tooDeep = "too_deep"
  /// More bytes, values or items than the named bounds.
  case tooLarge = "too_large"
  /// An object, wherever it stands, with masses of members, repeated names counted.
  case tooManyMembers = "too_many_members"
  /// Our fault, not the body's: no memory, or the parser contradicted itself.
  case internalFault = "internal_fault"
}

/// Why one item goes to quarantine. The raw values are stored and counted.
package enum UnreadableItem: String, Error, Sendable, Codable, CaseIterable {
  /// Something else stands where an object belongs.
  case notAnObject = "not_an_object"
  /// A message, status or echo without an id that could be one.
  case noID = "no_id"
  /// A status that names no status.
  case noStatus = "no_status"
  /// A change of a known field without its `value`.
  case noValue = "no_value"
  /// An entry without changes.
  case noChanges = "no_changes"
}
