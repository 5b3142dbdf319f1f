import Foundation

/// Debian's own mail server for tests, as a process, with a folder that it puts mails into.
final class MailServerProcess: Sendable {
  let port: Int
  /// Its own certificate, its own authority.
  let certificate: String
  private let folder: URL
  private let process: Process

  /// `arguments` as `Tests/Tools/mail-server` takes them; `TLS` stands for a certificate made for 127.0.0.1.
  init(_ arguments: String...) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "acuse-mail-\(UUID().uuidString.prefix(8))")
    self.folder = folder
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let certificate = folder.appending(path: "cert.pem").path
    self.certificate = certificate
    let key = folder.appending(path: "key.pem").path
    if arguments.contains("TLS") {
      try Self.run(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", "/CN=acuse test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate)
    }
    let options = arguments.flatMap { $0 == "TLS" ? ["--tls", certificate, key] : [$0] }
    let tool = URL(filePath: #filePath).appending(path: "../../Tools/mail-server").standardized.path
    var tries = 0
    while true {
      tries += 1
      let candidate = Int.random(in: 33_000..<60_000)
      let server = Process()
      server.executableURL = URL(filePath: tool)
      server.arguments = ["\(candidate)", folder.appending(path: "box").path] + options
      let output = Pipe()
      server.standardOutput = output
      server.standardError = FileHandle.nullDevice
      try server.run()
      // A port that somebody has ends it at once.
      let said = try output.fileHandleForReading.read(upToCount: 5)
      if said == Data("ready".utf8) {
        (port, process) = (candidate, server)
        return
      }
      server.waitUntilExit()
      guard tries < 20 else { throw CocoaError(.executableLoad) }
    }
  }

  deinit {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// What it has taken, in no order.
  var mails: [String] {
    let box = folder.appending(path: "box/new")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: box.path)) ?? []
    return names.compactMap { try? String(contentsOf: box.appending(path: $0), encoding: .utf8) }
  }

  private static func run(_ command: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
  }
}
