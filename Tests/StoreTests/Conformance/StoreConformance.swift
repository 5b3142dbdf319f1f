import Gateway
import Testing

/// What every store owes, as named checks: each gets an empty store of its own.
///
/// A new storage engine is held to the contract by one parametrised test over `all`.
enum StoreConformance<S: Store> {
  static var all: [StoreCheck<S>] {
    transactions + concurrency + contacts + conversations + assignment + messages + outbox + sending + statuses
      + machines + letters + record + lists + details + operation + answers + misfires + retention
      + forgetting + figures + roundTrips
  }
}

struct StoreCheck<S: Store>: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let run: @Sendable (S) async throws -> Void

  init(_ sentence: String, _ run: @escaping @Sendable (S) async throws -> Void) {
    testDescription = sentence
    self.run = run
  }
}

/// What a body throws when it is meant to fail.
struct Deliberate: Error, Equatable {}
