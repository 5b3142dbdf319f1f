import Foundation

/// Another program, as an opinion that shares nothing with ours.
enum Tool {
  struct Result: Sendable {
    var exit: Int32
    var output: Data

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs it to its end, with those bytes as its input.
  static func run(_ path: String, _ arguments: [String], input: [UInt8] = []) async throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let given = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString)")
    try Data(input).write(to: given)
    defer { try? FileManager.default.removeItem(at: given) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let exit = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { done.resume(throwing: error) }
    }
    return Result(exit: exit, output: output.fileHandleForReading.readDataToEndOfFile())
  }

  /// A send through curl, whose exit code tells how the connection ended.
  static func curl(_ url: String, body: [UInt8], token: String = Fixture.token) async throws -> Result {
    try await run(
      "/usr/bin/curl",
      [
        "--silent", "--max-time", "10", "--write-out", "\n%{http_code}", "--header", "Authorization: Bearer \(token)",
        "--header", "Content-Type: application/json", "--data-binary", "@-", url,
      ], input: body)
  }
}
