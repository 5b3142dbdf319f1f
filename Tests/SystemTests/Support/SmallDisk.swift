import Foundation

/// A disk that can be filled and given space again while the gateway runs on it.
///
/// With the right to mount (root, or a user namespace of one's own) it is a small tmpfs: a real `ENOSPC`. Everywhere
/// else, and in addition, it is a limit on the size of files that is set on the running process and taken away again:
/// `EFBIG` at the same writes.
struct SmallDisk: Sendable {
  enum Way: String, Sendable, CaseIterable { case tmpfs, fileSizeLimit }

  let way: Way
  private let place: Workplace
  private let unshare: [String]

  /// Where the rules file finds the database, relative to its folder.
  static let database = "small/acuse.db"
  private static let megabytes = 6

  /// Nil when this machine does not let us mount.
  static func make(_ way: Way, in place: Workplace) async throws -> SmallDisk? {
    try FileManager.default.createDirectory(atPath: place.folder + "/small", withIntermediateDirectories: true)
    switch way {
    case .fileSizeLimit: return SmallDisk(way: way, place: place, unshare: [])
    case .tmpfs:
      for unshare in [["unshare", "-m"], ["unshare", "-Urm"]] {
        let disk = SmallDisk(way: way, place: place, unshare: unshare)
        let command = disk.wrapper + ["true"]
        if try await Shell.run(command[0], Array(command.dropFirst())).status == 0 { return disk }
      }
      return nil
    }
  }

  /// Goes before the gateway's command.
  var wrapper: [String] {
    switch way {
    case .tmpfs:
      unshare + [
        "sh", "-c", #"mount -t tmpfs -o size=\#(Self.megabytes)m acuse "$0" && exec "$@""#, place.folder + "/small",
      ]
    // A write beyond the limit would otherwise end the process instead of failing.
    case .fileSizeLimit: ["sh", "-c", #"trap '' XFSZ; exec "$@""#, "sh"]
    }
  }

  /// Leaves no room for another page.
  func fill(under pid: Int32) async throws {
    switch way {
    case .tmpfs:
      let ballast = open(folder(of: pid) + "/ballast", O_WRONLY | O_CREAT, 0o600)
      guard ballast >= 0 else { throw POSIXError(.EIO) }
      defer { close(ballast) }
      let block = [UInt8](repeating: 1, count: 4096)
      while write(ballast, block, block.count) > 0 {}
    case .fileSizeLimit:
      let log = try FileManager.default.attributesOfItem(atPath: folder(of: pid) + "/acuse.db-wal")[.size] as? Int ?? 0
      try await limit(pid, to: "\(log):")
    }
  }

  func free(under pid: Int32) async throws {
    switch way {
    case .tmpfs: try FileManager.default.removeItem(atPath: folder(of: pid) + "/ballast")
    case .fileSizeLimit: try await limit(pid, to: "unlimited:")
    }
  }

  /// The files as they are at this moment, as a crash would leave them, where other programs can read them.
  func copy(from pid: Int32, to path: String) throws {
    kill(pid, SIGSTOP)
    defer { kill(pid, SIGCONT) }
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: folder(of: pid) + "/acuse.db" + suffix, toPath: path + suffix)
    }
  }

  /// The mount is the gateway's own: only through its eyes can it be seen.
  private func folder(of pid: Int32) -> String {
    switch way {
    case .tmpfs: "/proc/\(pid)/root" + place.folder + "/small"
    case .fileSizeLimit: place.folder + "/small"
    }
  }

  private func limit(_ pid: Int32, to limit: String) async throws {
    let finished = try await Shell.run("prlimit", ["--pid", "\(pid)", "--fsize=\(limit)"])
    guard finished.status == 0 else { throw POSIXError(.EPERM) }
  }
}
