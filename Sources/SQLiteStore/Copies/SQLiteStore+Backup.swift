internal import Foundation

extension SQLiteStore {
  /// Copies the database at `name` to `file`, also while a gateway writes to it: no lock is taken, nothing in the
  /// database is changed, and what was committed before the call is in the copy. Any schema that this version knows.
  ///
  /// The file has its name only once the copy is whole and on the disk. Throws `CopyError`. Blocks.
  package static func backUp(_ name: String, to file: String) throws(CopyError) -> (schema: Int, bytes: Int) {
    guard !FileSteps.exists(file) else { throw .exists(file) }
    let partial = "\(file).partial-\(getpid())"
    let schema = try WholeCopy.make(of: DatabasePath.resolved(name), at: partial)
    do {
      try FileSteps.nameOnce(partial, file)
    } catch {
      FileSteps.removeIfThere(partial)
      throw error
    }
    let bytes = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    return (schema, bytes)
  }
}
