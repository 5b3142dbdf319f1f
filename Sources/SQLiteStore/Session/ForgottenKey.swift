internal import Foundation
internal import Synchronization

/// The key of the digests of forgotten messages, read once: the migration that makes the table makes it, and nobody
/// changes it after that.
final class ForgottenKey: Sendable {
  private let bytes = Mutex<[UInt8]?>(nil)

  func value(otherwise read: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let known = bytes.withLock({ $0 }) { return known }
    let key = try read()
    bytes.withLock { $0 = key }
    return key
  }
}
