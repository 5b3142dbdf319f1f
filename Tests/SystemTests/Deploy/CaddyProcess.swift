import Foundation
import Testing

/// A real Caddy with the shipped file, on loopback, with certificates of its own authority.
final class CaddyProcess: Sendable {
  private let process = Process()
  private let place: Workplace
  private let logPath: String
  let port: Int

  init(in place: Workplace, upstream: Int) throws {
    self.place = place
    port = try FreePort.find()
    logPath = place.folder + "/caddy.log"
    let config = place.folder + "/Caddyfile"
    try Self.text().write(toFile: config, atomically: true, encoding: .utf8)
    _ = FileManager.default.createFile(atPath: logPath, contents: nil)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["caddy", "run", "--config", config, "--adapter", "caddyfile"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "ACUSE_SITE": "https://localhost:\(port)", "ACUSE_UPSTREAM": "127.0.0.1:\(upstream)",
      "XDG_DATA_HOME": place.folder, "XDG_CONFIG_HOME": place.folder, "HOME": place.folder,
    ]) { $1 }
    process.standardError = FileHandle(forWritingAtPath: logPath)
    process.standardOutput = FileHandle(forWritingAtPath: logPath)
    try process.run()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// The shipped file, but for what would touch this machine: its port 80, its trusted certificates, Caddy's own door.
  private static func text() throws -> String {
    let text = try DeployFolder.text("deploy/Caddyfile")
    let options = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n\tservers {"
    let site = "{$ACUSE_SITE:acuse.example.mx} {"
    try #require(text.contains("{\n\tservers {") && text.contains(site))
    return text.replacing("{\n\tservers {", with: options).replacing(site, with: site + "\n\ttls internal\n")
  }

  var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

  /// Waits until it has made its certificate and answers.
  func untilReady() async throws {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      if let answer = try? await send("/nothing"), answer.status == 404 { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw NotReady(log: log)
  }

  struct NotReady: Error { var log: String }

  struct Answer: Equatable {
    var status: Int
    var body: String
  }

  /// By curl, which believes Caddy's own authority and no other.
  func send(
    _ path: String, headers: [String: String] = [:], body: [UInt8]? = nil, further: [String] = []
  ) async throws -> Answer {
    let output = place.folder + "/answer-\(UUID().uuidString)"
    var arguments = [
      "--silent", "--max-time", "30", "--cacert", place.folder + "/caddy/pki/authorities/local/root.crt", "--output",
      output, "--write-out", "%{http_code}",
    ]
    for (name, value) in headers { arguments += ["--header", "\(name): \(value)"] }
    if let body {
      let file = output + "-body"
      try Data(body).write(to: URL(filePath: file))
      arguments += ["--data-binary", "@" + file]
    }
    let finished = try await Shell.run("curl", arguments + further + ["https://localhost:\(port)\(path)"])
    let answer = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
    return Answer(status: Int(finished.output) ?? 0, body: answer)
  }

  func end() async {
    kill(process.processIdentifier, SIGTERM)
    _ = await Child(process: process).exitStatus(upTo: .seconds(10))
  }
}
