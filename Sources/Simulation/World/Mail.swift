import BusinessTime
import Gateway
import Sandbox
import Synchronization

/// Meta's webhooks on their way: taken from its queue, delivered in any order, perhaps late, perhaps twice.
struct Mail: Sendable {
  /// How somebody without the secret might try.
  enum Forgery: Sendable, CaseIterable {
    case oldSecret, nothing, empty, shortened, oneDigitOff, otherBody, otherScheme
  }

  struct Letter: Sendable {
    var number: Int
    var post: WebhookPost
    var notBefore: Timestamp
    /// A copy that Meta made of one that was delivered already.
    var isCopy: Bool
    /// Somebody else made it: what they put into the place of a signature.
    var forgery: Forgery?
    /// What must be kept of it, by the stand-in's own reading.
    var pieces: [Items.Piece] = []
  }

  var waiting: [Letter] = []
  /// Under way to the gateway, by number, with the life that had them.
  var underWay: [Int: Letter] = [:]
  /// Numbers of posts that were answered 200 at least once: to send them again is to repeat.
  var known: Set<Int> = []
  /// Delivered lately, to be duplicated.
  var delivered: [WebhookPost] = []
  private var count = 0

  mutating func add(_ post: WebhookPost, notBefore: Timestamp, isCopy: Bool = false, forgery: Forgery? = nil) {
    count += 1
    waiting.append(
      Letter(number: count, post: post, notBefore: notBefore, isCopy: isCopy, forgery: forgery))
  }

  /// One of those that may come now.
  mutating func take(at now: Timestamp, _ draw: inout Choices) -> Letter? {
    let ready = waiting.indices.filter { waiting[$0].notBefore <= now }
    return ready.isEmpty ? nil : waiting.remove(at: draw.one(of: ready))
  }
}

/// What the gateway answered to posts under way, by their numbers; nil when it died first.
final class Answers: Sendable {
  private let list = Mutex<[(Int, WebhookAnswer?)]>([])

  func add(_ number: Int, _ answer: WebhookAnswer?) { list.withLock { $0.append((number, answer)) } }

  func takeAll() -> [(Int, WebhookAnswer?)] {
    list.withLock { list in
      defer { list = [] }
      return list
    }
  }
}
