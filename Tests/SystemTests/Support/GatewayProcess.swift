import Foundation
import Synchronization

/// `acuse serve` as a process of its own, started, killed and started again.
final class GatewayProcess: Sendable {
  private let process: Process
  private let log: Mutex<String>
  let port: Int

  /// Starts it and waits until it is ready. `wrapper` goes before the binary (`strace`).
  static func start(
    in place: Workplace, port: Int, wrapper: [String] = [], environment: [String: String] = [:]
  ) async throws -> GatewayProcess {
    let gateway = try GatewayProcess(in: place, port: port, wrapper: wrapper, environment: environment)
    try await gateway.untilReady()
    return gateway
  }

  init(in place: Workplace, port: Int, wrapper: [String] = [], environment: [String: String] = [:]) throws {
    self.port = port
    log = Mutex("")
    process = Process()
    let command = wrapper + [Binary.path, "serve", "--config", place.config]
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment
      .merging(place.environment) { $1 }.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
      let text = String(decoding: handle.availableData, as: UTF8.self)
      if text.isEmpty { handle.readabilityHandler = nil } else { self?.log.withLock { $0 += text } }
    }
    try process.run()
  }

  /// A test that throws leaves none behind.
  deinit { if isRunning { Self.killTree(process.processIdentifier) } }

  var isRunning: Bool { process.isRunning && child.isAlive }
  var pid: Int32 { process.processIdentifier }
  /// The kernel's view of the process, or of its wrapper.
  var child: Child { Child(process: process) }
  var output: String { log.withLock { $0 } }

  func untilReady(within limit: Duration = .seconds(20)) async throws {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      guard process.isRunning else { throw Failed.ended(process.terminationStatus, output) }
      if let answer = try? await LoopbackHTTP.get(port: port, "/readyz"), answer.status == 200 { return }
      try await Task.sleep(for: .milliseconds(25))
    }
    throw Failed.notReady(output)
  }

  /// `kill -9`, and waits until it is gone. The wrapper's child is the gateway itself or its parent: both go.
  func kill9() async {
    Self.killTree(process.processIdentifier)
    await untilEnded()
  }

  /// Asks it to stop, and does not wait.
  func terminate() { kill(process.processIdentifier, SIGTERM) }

  /// Asks it to read its files anew.
  func hangUp() { kill(process.processIdentifier, SIGHUP) }

  /// How often its log says so.
  func count(of text: String) -> Int { output.components(separatedBy: text).count - 1 }

  func untilLogged(_ text: String, times: Int = 1, within limit: Duration = .seconds(20)) async throws {
    let end = ContinuousClock.now + limit
    while count(of: text) < times {
      guard isRunning, ContinuousClock.now < end else { throw Failed.notReady(output) }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  func untilEnded() async {
    while isRunning { try? await Task.sleep(for: .milliseconds(5)) }
  }

  private static func killTree(_ pid: Int32) {
    let children = (try? String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)) ?? ""
    for child in children.split(separator: " ").compactMap({ Int32($0) }) { killTree(child) }
    kill(pid, SIGKILL)
  }

  enum Failed: Error {
    case ended(Int32, String)
    case notReady(String)
  }
}

/// Ports that nobody listens on now, and that nobody else is given: below those that the system gives to whoever
/// connects, and each once a process. A port from the system's own could be found by two tests before either of their
/// gateways listened; then one of them spoke to the other's.
enum FreePort {
  private static let range = 10_240..<32_768
  /// Test processes side by side begin far from each other.
  private static let next = Mutex(Int(getpid()) * 101 % range.count)
  /// Far more than a machine has services in that range.
  private static let mostTries = 1000

  static func find() throws -> Int {
    for _ in 0..<mostTries {
      let place = next.withLock { next in
        defer { next = (next + 1) % range.count }
        return next
      }
      let port = range.lowerBound + place
      if try isFree(port) { return port }
    }
    throw POSIXError(.EADDRINUSE)
  }

  private static func isFree(_ port: Int) throws -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
