/// Why a copy was not made or not taken. Each says which file it speaks of, and that nothing was lost by it.
package enum CopyError: Error, Equatable {
  /// Somebody's file stands where the copy should go.
  case exists(String)
  case missing(String)
  /// The copy that should be restored is the database itself.
  case sameFile(String)
  /// No SQLite database, or another program's.
  case foreign(String)
  /// A newer version of this program made it.
  case newerSchema(String, found: Int, known: Int)
  /// SQLite's check of the whole file finds something wrong.
  case damaged(String)
  /// The file system or SQLite could not do it; `reason` in the system's words.
  case failed(String, reason: String)
}

extension CopyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exists(let path): "\(path) exists already: name a file that does not; nothing was changed"
    case .missing(let path): "there is no file \(path)"
    case .sameFile(let path): "\(path) is the database itself: name a copy of it"
    case .foreign(let path): "\(path) is not a database of Acuse, or its first page is damaged; nothing was changed"
    case .newerSchema(let path, let found, let known):
      "\(path) has schema \(found), this version knows \(known): use the newer version; nothing was changed"
    case .damaged(let path): "\(path) is damaged, no copy of it counts; nothing was changed"
    case .failed(let path, let reason): "\(path): \(reason)"
    }
  }
}
