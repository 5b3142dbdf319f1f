internal import Foundation

/// Where a database really lies. One file may have several names; its lock, log, notes and socket lie beside the
/// file itself, or two gateways could each hold a lock of their own on one database.
enum DatabasePath {
  /// As many links as the system itself follows.
  private static let mostLinks = 40

  /// Every link resolved, also one to a file that is not there yet; the path as it is where that cannot be done.
  static func resolved(_ path: String) -> String {
    var path = path
    for _ in 0..<mostLinks {
      if let whole = real(path) { return whole }
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { break }
      path = target.hasPrefix("/") ? target : folder(of: path) + "/" + target
    }
    guard let name = path.split(separator: "/").last, let folder = real(folder(of: path)) else { return path }
    return (folder == "/" ? "" : folder) + "/" + name
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
