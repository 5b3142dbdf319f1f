import Foundation

/// Other programs, run to their end.
enum Shell {
  struct Finished: Sendable {
    var status: Int32
    var output: String
    var errors: String
  }

  struct TooSlow: Error {}

  /// Runs a program by its path, or by its name in `PATH`.
  static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
    upTo limit: Duration = .seconds(60)
  ) async throws -> Finished {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files and not pipes: another child that starts at this moment could hold a pipe open for ever.
    let (out, err) = (scratchFile(), scratchFile())
    defer { for path in [out, err] { try? FileManager.default.removeItem(atPath: path) } }
    let output = FileHandle(forWritingAtPath: out)
    let errors = FileHandle(forWritingAtPath: err)
    process.standardOutput = output
    process.standardError = errors
    var words: FileHandle?
    if let input {
      let path = scratchFile(Data(input.utf8))
      words = FileHandle(forReadingAtPath: path)
      process.standardInput = words
      try? FileManager.default.removeItem(atPath: path)
    }
    try process.run()
    // The child has its own. A `Process` whose end somebody else waits for lives on with all that it was given, and
    // with 1,365 descriptors the next start reads past the end of a buffer (Foundation's list of open ones).
    for handle in [output, errors, words] { try? handle?.close() }
    guard let status = await Child(process: process).exitStatus(upTo: limit) else {
      kill(process.processIdentifier, SIGKILL)
      throw TooSlow()
    }
    return Finished(status: status, output: text(out), errors: text(err))
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
