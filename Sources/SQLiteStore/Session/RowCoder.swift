internal import Foundation
internal import GRDB

/// State as JSON in a BLOB column, beside the columns that lookups need: readable with SQLite's own shell, and a
/// new optional field of the state needs no migration.
///
/// One encoder and one decoder for all connections: neither is changed after it is made.
enum RowCoder {
  private static let encoder = JSONEncoder()
  private static let decoder = JSONDecoder()

  static func encode(_ value: some Encodable) throws -> Data {
    try encoder.encode(value)
  }

  static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws -> Value {
    try decoder.decode(type, from: data)
  }
}

extension Row {
  /// The state in a BLOB column; the bytes are read in place.
  func state<Value: Decodable>(_ index: Int) throws -> Value {
    try withUnsafeData(atIndex: index) { data in
      try RowCoder.decode(from: data ?? Data())
    }
  }

  /// A BLOB column as bytes.
  func bytes(_ index: Int) throws -> [UInt8] {
    try withUnsafeData(atIndex: index) { data in [UInt8](data ?? Data()) }
  }
}
