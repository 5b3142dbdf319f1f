import Foundation

/// A TLS server made of the `openssl` command: real handshakes, and what passes is scripted by the test.
///
/// Its output is the decrypted stream, preceded by a few lines of chatter; its input is sent encrypted.
final class OpenSSLServer: Sendable {
  /// Where calls have to go through; the URL then gives name and path only.
  let socketPath: String
  /// The server's own certificate, its own authority.
  let certificate: String
  private let directory: URL
  private let process: Process
  private let input = Pipe()
  private let output = Pipe()

  /// `names` as in a certificate's subjectAltName; `arguments` are added to `openssl s_server`.
  init(names: String, _ arguments: String...) throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "acuse-tls-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    socketPath = directory.appending(path: "s").path
    certificate = directory.appending(path: "cert.pem").path
    let key = directory.appending(path: "key.pem").path
    let request = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
      "-subj", "/CN=acuse test", "-addext", "subjectAltName=\(names)", "-keyout", key, "-out", certificate,
    ]
    let making = Self.openssl(request)
    making.standardError = FileHandle.nullDevice
    try making.run()
    making.waitUntilExit()
    guard making.terminationStatus == 0 else { throw CocoaError(.executableLoad) }

    process = Self.openssl(["s_server", "-unix", socketPath, "-cert", certificate, "-key", key] + arguments)
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    _ = read(through: "ACCEPT")
    _ = read(through: "\n")
  }

  deinit {
    end()
    try? FileManager.default.removeItem(at: directory)
  }

  /// Everything up to and including `mark`; what follows stays in the pipe. Blocks.
  func read(through mark: String) -> [UInt8] {
    var bytes: [UInt8] = []
    let mark = Array(mark.utf8)
    while bytes.suffix(mark.count) != mark[...] {
      guard let next = read(1) else { return bytes }
      bytes += next
    }
    return bytes
  }

  /// Exactly so many bytes, or nil when the server ended before. Blocks.
  func read(_ count: Int) -> [UInt8]? {
    guard count > 0 else { return [] }
    guard let data = try? output.fileHandleForReading.read(upToCount: count), data.count == count else { return nil }
    return Array(data)
  }

  /// Ends the server and returns what it had still to say.
  func stop() -> [UInt8] {
    end()
    try? output.fileHandleForWriting.close()
    return (try? output.fileHandleForReading.readToEnd()).map { Array($0) } ?? []
  }

  func write(_ bytes: [UInt8]) { input.fileHandleForWriting.write(Data(bytes)) }

  /// Not by SIGTERM: a child started from a dispatch thread inherits its blocked signals.
  private func end() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static func openssl(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    return process
  }
}
