import Foundation

/// The real binary, built beside the tests.
enum Binary {
  /// `.build/<configuration>/acuse`, found from the test runner's own place.
  static let path: String = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<6 {
      let candidate = folder.appending(path: "acuse").path(percentEncoded: false)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
        return candidate
      }
      folder = folder.deletingLastPathComponent()
    }
    // The runner may live in the toolchain (swiftpm-testing-helper): then the working directory is the package.
    return FileManager.default.currentDirectoryPath + "/.build/debug/acuse"
  }()

  /// Runs a command to its end: status, standard output, standard error.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil
  ) async throws -> Finished {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files and not pipes: another child that starts at this moment could hold a pipe open for ever.
    let (out, err) = (scratchFile(), scratchFile())
    defer { for path in [out, err] { try? FileManager.default.removeItem(atPath: path) } }
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: err)
    if let input {
      let path = scratchFile(Data(input.utf8))
      process.standardInput = FileHandle(forReadingAtPath: path)
      try? FileManager.default.removeItem(atPath: path)
    }
    try process.run()
    for _ in 0..<mostWaits where process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    guard !process.isRunning else {
      process.terminate()
      throw TooSlow()
    }
    return Finished(status: process.terminationStatus, output: text(out), errors: text(err))
  }

  /// A minute: no command of ours takes seconds.
  private static let mostWaits = 6000

  struct TooSlow: Error {}

  struct Finished: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  private static func scratchFile(_ content: Data = Data()) -> String {
    let path = NSTemporaryDirectory() + "acuse-run-" + UUID().uuidString
    _ = FileManager.default.createFile(atPath: path, contents: content)
    return path
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
