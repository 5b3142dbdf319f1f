import HTTPTypes
import Hummingbird
import NIOCore

/// Bounds of what a request may bring.
enum BodyLimits {
  /// Meta sends up to 3 MB (whatsapp webhooks overview); a little more is still read, then it is refused.
  static let webhookBytes = 4 * 1_048_576
  /// A reply of 4096 characters in JSON, with room for escapes.
  static let apiBytes = 65_536
  /// Meta's machines are fast and near; who needs longer for 4 MiB is not Meta.
  static let seconds: Int64 = 15

  enum Refusal: Error { case tooLarge, tooSlow }

  /// The whole body, or why not.
  static func collect(_ request: Request, upTo limit: Int) async throws -> ByteBuffer {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw Refusal.tooLarge }
    let body = request.body
    return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
      group.addTask {
        do {
          return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
          throw Refusal.tooLarge
        }
      }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw Refusal.tooSlow
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw Refusal.tooSlow }
      return first
    }
  }
}
