internal import GRDB
internal import Gateway

extension DatabaseError {
  /// A stable word if the error says something about the machine and not about the statement: nobody's item is
  /// at fault, the whole transaction is lost, and the same webhook may succeed later. Nil for all else.
  var unavailableReason: String? {
    switch resultCode {
    case .SQLITE_FULL: "disk_full"
    case .SQLITE_IOERR: "io_error"
    case .SQLITE_NOMEM: "no_memory"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "busy"
    case .SQLITE_READONLY, .SQLITE_PERM: "read_only"
    case .SQLITE_CANTOPEN: "cannot_open"
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: "corrupt"
    case .SQLITE_INTERRUPT, .SQLITE_ABORT: "interrupted"
    default: nil
    }
  }
}

extension Error {
  /// The same error, as `StoreError.unavailable` where it is one of those that concern the whole store.
  var asStoreError: any Error {
    guard let reason = (self as? DatabaseError)?.unavailableReason else { return self }
    return StoreError.unavailable(reason: reason)
  }
}
