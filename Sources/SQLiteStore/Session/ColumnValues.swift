internal import BusinessTime
internal import Foundation
internal import GRDB
internal import Helpdesk

/// How our types stand in columns: instants as milliseconds, ids as text.
extension Timestamp {
  init(column row: Row, _ index: Int) { self.init(milliseconds: row[index]) }

  static func optional(_ row: Row, _ index: Int) -> Timestamp? {
    (row[index] as Int64?).map(Timestamp.init(milliseconds:))
  }
}

extension Identifier {
  init(column row: Row, _ index: Int) { self.init(rawValue: row[index]) }

  static func optional(_ row: Row, _ index: Int) -> Self? {
    (row[index] as String?).map(Self.init(rawValue:))
  }
}

extension ConversationRef {
  static func optional(_ row: Row, _ index: Int) -> ConversationRef? {
    (row[index] as Int64?).map(ConversationRef.init)
  }
}

/// A column whose value no version of this program writes: the row was changed by somebody else.
struct UnreadableColumn: Error, Equatable {
  var column: String
}

extension RawRepresentable where RawValue == String {
  /// A case of one of our enums, by its stable name.
  static func named(_ row: Row, _ index: Int, column: String) throws -> Self {
    guard let value = Self(rawValue: row[index]) else { throw UnreadableColumn(column: column) }
    return value
  }
}
