internal import Foundation
internal import Synchronization

/// States beside the bytes that they were decoded from or encoded to, so that a state that is read again costs a
/// comparison of its bytes (about 1 µs) and not a decoding (about 60).
///
/// The bytes decide: what was rolled back or written by an earlier life is simply not found, and nothing here can be
/// stale. A state whose place is taken by another is decoded again, which is all that it costs.
final class StateCache: Sendable {
  /// Of 2 to 4 KiB each: more than a busy team has in hand, and 8 MiB at most.
  static let places = 2048

  /// Shared by all connections of a store, as this is.
  let forgottenKey = ForgottenKey()

  private struct Place {
    var bytes: [UInt8]
    var state: any Sendable

    func isOf(_ data: Data) -> Bool {
      guard bytes.count == data.count else { return false }
      return data.withUnsafeBytes { other in
        bytes.withUnsafeBytes { $0.isEmpty || memcmp($0.baseAddress!, other.baseAddress!, $0.count) == 0 }
      }
    }
  }

  private let places = Mutex([Place?](repeating: nil, count: places))

  /// The state that these bytes are; they need not outlive the call.
  func state<State: Decodable & Sendable>(from data: Data) throws -> State {
    let place = Self.place(of: data)
    let known = places.withLock { places in
      places[place].flatMap { $0.isOf(data) ? $0.state as? State : nil }
    }
    if let known { return known }
    let state: State = try RowCoder.decode(from: data)
    places.withLock { $0[place] = Place(bytes: [UInt8](data), state: state) }
    return state
  }

  /// The bytes of a state, which will be asked for by them.
  func encode<State: Codable & Equatable & Sendable>(_ state: State) throws -> Data {
    let data = try RowCoder.encode(state)
    // This process may never decode these bytes: a field that is not encoded would be missed in its next life only.
    assert((try? RowCoder.decode(State.self, from: data)) == state, "a state is not what is stored of it")
    places.withLock { $0[Self.place(of: data)] = Place(bytes: [UInt8](data), state: state) }
    return data
  }

  private static func place(of data: Data) -> Int {
    var hasher = Hasher()
    data.withUnsafeBytes { hasher.combine(bytes: $0) }
    return Int(UInt(bitPattern: hasher.finalize()) % UInt(places))
  }
}
