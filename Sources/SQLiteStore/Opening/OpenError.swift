/// Why a database was not opened. Each says what an operator can do about it.
package enum OpenError: Error, Equatable {
  /// Another process has it; `holder` as that process wrote it into the lock file.
  case locked(holder: String)
  /// The file is no SQLite database, or belongs to another program.
  case foreign
  /// A newer version of this program has been here.
  case newerSchema(found: Int, known: Int)
  /// An older schema, opened by a command that only reads.
  case olderSchema(found: Int, known: Int)
  /// SQLite says that the file is damaged.
  case corrupt
  /// SQLite took another setting than the one that durability needs; `found` is what it reads back.
  case notDurable(setting: String, found: String)
  /// A restore was cut off, and what is left of it cannot be done.
  case restoreStuck(reason: String)
  /// There is no file, or it cannot be opened.
  case unreachable(reason: String)
}

extension OpenError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .locked(let holder): "the database is in use by \(holder): only one process at a time may write to it"
    case .foreign:
      "this is not a database of Acuse, or its first page is damaged: name another file, or restore a backup; "
        + "nothing was changed in it"
    case .newerSchema(let found, let known):
      "the database has schema \(found), this version knows \(known): use the newer version, or restore a backup"
    case .olderSchema(let found, let known):
      "the database has schema \(found), this version needs \(known): run `acuse migrate` first"
    case .corrupt: "the database is damaged: restore a backup; nothing was changed in it"
    case .notDurable(let setting, let found):
      "SQLite runs with \(setting) = \(found), so that a commit could be lost: not started"
    case .restoreStuck(let reason): "a restore was cut off, and cannot be ended: \(reason)"
    case .unreachable(let reason): "the database cannot be opened: \(reason)"
    }
  }
}
