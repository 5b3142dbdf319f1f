import HTTPTypes
import Hummingbird
import NIOCore

/// Bounds of what a request may bring.
enum BodyLimits {
  /// Meta sends up to 3 MB (whatsapp webhooks overview); a little more is still read, then it is refused.
  static let webhookBytes = 4 * 1_048_576
  /// A reply of 4096 characters in JSON, with room for escapes.
  static let apiBytes = 65_536

  enum Refusal: Error {
    case tooLarge(mostBytes: Int)
    /// Not whole in time, or broken off half-way: nothing of it can be used.
    case tooSlow

    /// As the API says it.
    var problem: Problem {
      switch self {
      case .tooLarge(let most):
        Problem(.contentTooLarge, type: "too-large", title: "The body is larger than \(most) bytes.")
      case .tooSlow:
        Problem(.requestTimeout, type: "too-slow", title: "The body did not come in time, or not whole.")
      }
    }
  }

  /// The whole body, or why not. Throws nothing but `Refusal`.
  static func collect(
    _ request: Request, upTo limit: Int, within time: Duration
  ) async throws(Refusal) -> ByteBuffer {
    let tooLarge = Refusal.tooLarge(mostBytes: limit)
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
    let body = request.body
    do {
      return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
        group.addTask { try await body.collect(upTo: limit) }
        group.addTask {
          try await Task.sleep(for: time)
          throw Refusal.tooSlow
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw Refusal.tooSlow }
        return first
      }
    } catch is NIOTooManyBytesError {
      throw tooLarge
    } catch {
      throw .tooSlow
    }
  }
}
