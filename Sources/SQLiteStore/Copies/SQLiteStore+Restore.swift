internal import Foundation

extension SQLiteStore {
  /// Puts a whole copy of `file` in the place of the database at `name`, and keeps what was there beside it.
  ///
  /// Holds the database's lock throughout, so that no gateway can run meanwhile. The copy is checked and on the disk
  /// before anything is moved. Throws `OpenError.locked`, `OpenError.unreachable`, and `CopyError`. Blocks.
  package static func restore(
    _ file: String, to name: String
  ) throws -> (schema: Int, kept: String?) {
    let path = DatabasePath.resolved(name)
    let lock = try LockFile(beside: path)
    defer { lock.release() }
    guard DatabasePath.resolved(file) != path else { throw CopyError.sameFile(file) }
    _ = try Exchange.finish(path)
    let partial = path + ".restore-partial"
    // What a restore left that died while it copied: it was never announced.
    for suffix in [""] + WholeCopy.companions { FileSteps.removeIfThere(partial + suffix) }
    let schema = try WholeCopy.make(of: file, at: partial)
    try Exchange.announce(partial, for: path)
    return (schema, try Exchange.finish(path))
  }
}

/// The exchange of a database for a restored one, which a death may cut off anywhere: the new one waits under a name
/// that whoever opens the database next finds, and then the exchange is carried to its end.
///
/// Only under the database's lock. What is moved away keeps its log under its own name, so that it can be opened, and
/// restored, as it was.
enum Exchange {
  /// From here on the exchange will be done, by this process or by the next one.
  static func announce(_ partial: String, for path: String) throws(CopyError) {
    try FileSteps.giveToOwner(of: path, partial)
    try FileSteps.move(partial, to: waiting(for: path))
    try FileSteps.syncFolder(of: path)
  }

  /// Does what is left of an announced exchange; under which name the former database is kept, nil if none was there
  /// or nothing was announced.
  static func finish(_ path: String) throws(CopyError) -> String? {
    let new = waiting(for: path)
    guard let kept = keptName(path, new) else { return nil }
    for suffix in ["", "-wal", "-journal"] where FileSteps.exists(path + suffix) {
      guard !FileSteps.exists(kept + suffix) else { throw .exists(kept + suffix) }
      try FileSteps.move(path + suffix, to: kept + suffix)
    }
    // An index of the log, made anew by whoever opens it.
    FileSteps.removeIfThere(path + "-shm")
    try FileSteps.syncFolder(of: path)
    try FileSteps.move(new, to: path)
    try FileSteps.syncFolder(of: path)
    return FileSteps.exists(kept) ? kept : nil
  }

  static func waiting(for path: String) -> String { path + ".restoring" }

  /// By the time at which the new one was written, which stays the same when the exchange is taken up again; nil if
  /// none waits.
  private static func keptName(_ path: String, _ new: String) -> String? {
    guard let made = try? FileManager.default.attributesOfItem(atPath: new)[.modificationDate] as? Date else {
      return nil
    }
    let style = Date.ISO8601FormatStyle(
      dateSeparator: .omitted, dateTimeSeparator: .standard, timeSeparator: .omitted,
      includingFractionalSeconds: true, timeZone: .gmt)
    return "\(path).before-restore-\(made.formatted(style))"
  }
}
