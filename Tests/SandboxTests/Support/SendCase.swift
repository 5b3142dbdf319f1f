import Sandbox
import Testing

/// A send and how it is answered.
struct SendCase: Sendable, CustomTestStringConvertible {
  var name: String
  var body: JSON
  /// Nil when it is to be accepted.
  var code: Int64?

  var testDescription: String { name }

  init(_ name: String, _ body: JSON, _ code: Int64?) {
    self.name = name
    self.body = body
    self.code = code
  }

  static func long(_ count: Int) -> JSON { .string(String(repeating: "x", count: count)) }
}
