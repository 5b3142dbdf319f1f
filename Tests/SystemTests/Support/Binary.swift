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
  ) async throws -> Shell.Finished {
    try await Shell.run(path, arguments, environment: environment, input: input)
  }
}
