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
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    let ended = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { ended.continuation.yield($0.terminationStatus) }
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      // Far below what a pipe holds, so that writing first cannot block.
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    }
    try process.run()
    async let output = text(of: out)
    async let errors = text(of: err)
    var statuses = ended.stream.makeAsyncIterator()
    let status = await statuses.next() ?? -1
    return Finished(status: status, output: await output, errors: await errors)
  }

  struct Finished: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  private static func text(of pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
    }
  }
}
