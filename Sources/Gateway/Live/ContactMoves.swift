import Helpdesk
import Synchronization

/// Contacts that turned out to be others, from the committer to the sender: told before those are answered who wait
/// for the commit, so that no claim that is committed later is answered before the sender can know.
final class ContactMoves: Sendable {
  /// In a process that sends, they are taken many times a second; in one that does not, nobody misses the oldest.
  static let most = 4096

  private let waiting = Mutex<[ContactMove]>([])

  init() {}

  func add(_ moves: [ContactMove]) {
    guard !moves.isEmpty else { return }
    waiting.withLock { waiting in
      waiting += moves
      if waiting.count > Self.most { waiting.removeFirst(waiting.count - Self.most) }
    }
  }

  /// Those since the last time, in the order of their commits.
  func take() -> [ContactMove] {
    waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
