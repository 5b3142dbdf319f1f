internal import Foundation

/// Single steps on files, each durable or exclusive as the caller needs it. All throw `CopyError`.
enum FileSteps {
  /// Whatever lies there, a link that leads nowhere among it.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// An empty file that only its owner may read; never one that was there.
  static func createPrivately(_ path: String) throws(CopyError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw errno == EEXIST ? .exists(path) : failure(path) }
    close(descriptor)
  }

  /// Gives a file its final name, which nobody may have taken meanwhile.
  static func nameOnce(_ path: String, _ name: String) throws(CopyError) {
    if link(path, name) == 0 {
      unlink(path)
    } else if errno == EEXIST || exists(name) {
      throw .exists(name)
    } else {
      // A file system without links: looked at a moment ago is the best that it offers.
      try move(path, to: name)
    }
    try syncFolder(of: name)
  }

  static func move(_ path: String, to name: String) throws(CopyError) {
    guard rename(path, name) == 0 else { throw failure(path) }
  }

  /// Gives a file to whoever owns the other one, so that a restore by root leaves the gateway its database. For anybody
  /// else there is nothing to give away.
  static func giveToOwner(of other: String, _ path: String) throws(CopyError) {
    var status = stat()
    guard stat(other, &status) == 0, geteuid() == 0 else { return }
    guard chown(path, status.st_uid, status.st_gid) == 0 else { throw failure(path) }
  }

  static func removeIfThere(_ path: String) { unlink(path) }

  /// Returns when the file's content is on the disk.
  static func sync(_ path: String) throws(CopyError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  /// Returns when the names in the folder are on the disk.
  static func syncFolder(of path: String) throws(CopyError) {
    let slash = path.lastIndex(of: "/")
    try sync(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
  }

  private static func failure(_ path: String) -> CopyError { .failed(path, reason: String(cString: strerror(errno))) }
}
