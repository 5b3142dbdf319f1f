import CSimdJSON

/// One simdjson parser with its buffers.
///
/// Sendable because the `Pool` that owns it lends it to one caller at a time, and nobody else holds it.
final class JSONParser: @unchecked Sendable {
  /// Twice what the largest body may be: Meta's stay under 3 MB.
  static let maximumBytes = 8 << 20
  /// Meta nests less than 20 deep. The walk is a loop, not a recursion, so that depth costs four bytes a level.
  static let maximumDepth: UInt32 = 1024
  /// A POST of 1000 updates has about 60,000; each costs 32 bytes.
  static let maximumValues: UInt32 = 1 << 20
  /// No object of Meta's has a hundred; whoever seeks a member looks at all before it, repeated names among them.
  static let maximumMembers: UInt32 = 1000
  /// A parser that has seen a longer text is let go after use: its buffers are about ten times the text.
  private static let bytesWorthKeeping = 1 << 18

  private static let pool = Pool<JSONParser> { JSONParser() }

  private let parser: OpaquePointer
  private var longest = 0

  private init?() {
    guard
      let parser = acuse_json_parser_create(
        Self.maximumBytes, Self.maximumDepth, Self.maximumValues, Self.maximumMembers)
    else { return nil }
    self.parser = parser
  }

  deinit { acuse_json_parser_destroy(parser) }

  /// Reads `text` and hands its outermost value to `body`. The value is good only until `body` returns.
  static func read<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (JSONValue) -> Result
  ) -> Swift.Result<Result, JSONFault> {
    let read = pool.lend {
      $0.read(text, body)
    } keep: {
      $0.longest <= bytesWorthKeeping
    }
    return read ?? .failure(.outOfMemory)
  }

  private func read<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (JSONValue) -> Result
  ) -> Swift.Result<Result, JSONFault> {
    longest = max(longest, text.count)
    var values: UnsafePointer<acuse_json_value>?
    var count: UInt32 = 0
    let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let status = acuse_json_parse(parser, bytes, text.count, &values, &count)
    if let fault = JSONFault(status) { return .failure(fault) }
    guard let values, count > 0 else { return .failure(.inconsistent) }
    return .success(body(JSONValue(values: values, index: 0)))
  }
}

/// Why a text could not be read as JSON.
enum JSONFault: Error, Equatable {
  case empty, invalid, notAContainer, tooDeep, tooLarge, tooManyMembers, outOfMemory
  /// The shim found its own table wrong.
  case inconsistent

  init?(_ status: acuse_json_status) {
    switch status {
    case ACUSE_JSON_OK: return nil
    case ACUSE_JSON_EMPTY: self = .empty
    case ACUSE_JSON_NOT_A_CONTAINER: self = .notAContainer
    case ACUSE_JSON_TOO_DEEP: self = .tooDeep
    case ACUSE_JSON_TOO_LARGE: self = .tooLarge
    case ACUSE_JSON_TOO_MANY_MEMBERS: self = .tooManyMembers
    case ACUSE_JSON_OUT_OF_MEMORY: self = .outOfMemory
    case ACUSE_JSON_INVALID: self = .invalid
    case _: self = .inconsistent
    }
  }
}
