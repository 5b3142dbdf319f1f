internal import Foundation
internal import Synchronization

/// The exclusive lock beside the database, so that there is never a second writing process.
///
/// `flock` belongs to the open file, so it also keeps out a second opener in the same process, and the system
/// gives it free however the process dies. The file itself stays: removing it would let two in.
final class LockFile: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Throws `OpenError.locked` with what the holder wrote about itself.
  init(beside path: String) throws {
    let opened = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw OpenError.unreachable(reason: String(cString: strerror(errno))) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      defer { Foundation.close(opened) }
      throw OpenError.locked(holder: Self.holder(opened))
    }
    Self.write(holder: "process \(getpid())", to: opened)
    descriptor = Mutex(opened)
  }

  deinit { release() }

  func release() {
    descriptor.withLock { descriptor in
      guard let open = descriptor else { return }
      // Emptied while it is still ours: the next holder's name must not be lost.
      _ = ftruncate(open, 0)
      // Not by closing alone: a child between its fork and its program has the open file too.
      _ = flock(open, LOCK_UN)
      Foundation.close(open)
      descriptor = nil
    }
  }

  /// Longer than any process number with its word.
  private static let holderBytes = 64

  private static func holder(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: holderBytes)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let text = count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : ""
    return text.isEmpty ? "another process" : text
  }

  private static func write(holder: String, to descriptor: Int32) {
    let bytes = Array(holder.utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }
}
