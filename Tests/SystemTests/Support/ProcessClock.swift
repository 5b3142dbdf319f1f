import Foundation

/// The wall clock of one gateway, set from outside while it runs: see `Tests/Tools/wallclock.c`.
final class ProcessClock: Sendable {
  struct NoCompiler: Error { var reason: String }

  private let file: String
  private let library: String

  /// Makes the library and the file in the test's own folder.
  init(in place: Workplace) async throws {
    file = place.folder + "/wallclock"
    library = place.folder + "/wallclock.so"
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Tools/wallclock.c")
      .standardized.path(percentEncoded: false)
    // Swift's own toolchain brings a C compiler; some machines know it by the other name.
    var made = try await Shell.run("clang", ["-O1", "-shared", "-fPIC", "-o", library, source])
    if made.status != 0 { made = try await Shell.run("cc", ["-O1", "-shared", "-fPIC", "-o", library, source]) }
    guard made.status == 0 else { throw NoCompiler(reason: made.errors) }
    try Data(count: 16).write(to: URL(filePath: file))
  }

  var environment: [String: String] { ["LD_PRELOAD": library, "WALLCLOCK_FILE": file] }

  /// So many seconds ahead of the machine's clock, or behind, from now on; it runs.
  func step(to seconds: Int64) throws { try write(shift: seconds * 1_000_000_000, frozen: 0) }

  /// It stands still.
  func freeze() throws {
    try write(shift: 0, frozen: Int64(Date().timeIntervalSince1970 * 1000) * 1_000_000)
  }

  /// In place, because the process has mapped the file.
  private func write(shift: Int64, frozen: Int64) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.write(contentsOf: withUnsafeBytes(of: (shift, frozen)) { Data($0) })
    try handle.close()
  }
}
