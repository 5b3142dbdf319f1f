import Foundation
import Sandbox
import SandboxHTTP
import Synchronization

/// Customers who write as fast as they are answered, bring again what was not answered 200, and remember what was.
final class Storm: Sendable {
  /// One POST: the same bytes each time it is brought.
  struct Post: Sendable, Hashable {
    var body: [UInt8]
    var wamids: [String]
  }

  private struct State {
    var generator: SeededGenerator
    var next = 0
    var customers = 0..<1
    /// Begun and not answered yet.
    var open = 0
    var toBringAgain: [Post] = []
    var taken: [Post] = []
    var statuses: [Int: Int] = [:]
    var isOver = false
  }

  private let meta: SandboxServer
  private let state: Mutex<State>

  init(meta: SandboxServer, seed: UInt64) {
    self.meta = meta
    state = Mutex(State(generator: SeededGenerator(seed: seed)))
  }

  /// What was answered 200, in the order of the answers.
  var taken: [Post] { state.withLock { $0.taken } }
  /// What was posted and never answered 200: it may be stored or not.
  var unanswered: [Post] { state.withLock { $0.toBringAgain } }
  /// Posted and not answered at this moment.
  var inFlight: Int { state.withLock { $0.open } }
  /// How often each status was the answer.
  var statuses: [Int: Int] { state.withLock { $0.statuses } }

  /// From now on no client begins another post.
  func stop() { state.withLock { $0.isOver = true } }

  /// Posts for these customers until the gateway is gone, or until `stop`.
  func run(customers: Range<Int>, clients: Int = 6) async {
    state.withLock { ($0.customers, $0.isOver) = (customers, false) }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<clients { group.addTask { await self.client() } }
    }
  }

  /// Brings what was never answered 200 until it is, one after another.
  func bringRest() async throws {
    while let post = state.withLock({ $0.toBringAgain.first }) {
      let answer = try await meta.post(post.body)
      guard answer == [200] else { throw Refused(status: answer.first) }
      state.withLock { state in
        state.toBringAgain.removeFirst()
        state.taken.append(post)
      }
    }
  }

  struct Refused: Error { var status: Int? }

  private func client() async {
    while !Task.isCancelled, let post = begin() {
      do {
        let answer = try await meta.post(post.body)
        end(post, status: answer.first)
        if answer != [200] { try await Task.sleep(for: .milliseconds(20)) }
      } catch {
        return end(post, status: nil)
      }
    }
  }

  private func begin() -> Post? {
    state.withLock { state in
      guard !state.isOver else { return nil }
      state.open += 1
      // What was not answered comes again first.
      if !state.toBringAgain.isEmpty { return state.toBringAgain.removeFirst() }
      return Self.newPost(&state)
    }
  }

  private func end(_ post: Post, status: Int?) {
    state.withLock { state in
      state.open -= 1
      state.statuses[status ?? 0, default: 0] += 1
      if status == 200 { state.taken.append(post) } else { state.toBringAgain.append(post) }
    }
  }

  /// Every fourth brings three messages at once. Not only ASCII, because slices lie at byte offsets.
  private static func newPost(_ state: inout State) -> Post {
    let customer = state.customers.randomElement(using: &state.generator) ?? 0
    let count = state.next.isMultiple(of: 4) ? 3 : 1
    state.next += 1
    let now = Int64(Date().timeIntervalSince1970)
    let wamids = (0..<count).map { "wamid.S\(state.next).\($0)" }
    let phone = Meta.phone(customer)
    let messages = wamids.map { Meta.message(text: "¿Está ahí? 🙂 \(state.next)", from: phone, wamid: $0, at: now) }
    return Post(body: Meta.webhook(messages: messages, from: phone), wamids: wamids)
  }
}
