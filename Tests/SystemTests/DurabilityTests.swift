import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// A 200 means: it is on the disk.
@Suite(.serialized) struct DurabilityTests {
  @Test(
    "of webhooks sent one after another, each 200 comes after an fdatasync of the log that came after its body was read"
  )
  func syncBeforeAnswer() async throws {
    let webhooks = 20
    let place = try Workplace()
    let meta = try Meta.server(customers: webhooks)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "10s")
      let trace = place.folder + "/trace"
      let strace = [
        "strace", "-f", "-ttt", "-y", "-s", "96", "-e",
        "trace=read,recvfrom,recvmsg,readv,write,writev,sendto,sendmsg,fdatasync,fsync",
        "-o", trace,
      ]
      let gateway = try await GatewayProcess.start(in: place, port: port, wrapper: strace)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      for index in 0..<webhooks {
        let now = Int64(Date().timeIntervalSince1970)
        let body = Meta.webhook(text: "Hola", from: Meta.phone(index), wamid: "wamid.D\(index)", at: now)
        #expect(try await meta.post(body) == [200])
      }
      await gateway.kill9()
      let steps = try Trace.steps(of: trace)
      #expect(steps.count { $0 == .read } >= webhooks, "the trace does not show the webhooks")
      #expect(steps.count { $0 == .answered } >= webhooks)
      #expect(Trace.unsynced(steps) == 0, "a webhook was answered 200 before its commit was on the disk")
      #expect(steps.count { $0 == .synced } >= webhooks)
      print("figure: \(webhooks) webhooks one after another, \(steps.count { $0 == .synced }) syncs of the log")
    }
  }
}

/// The order of events in an strace, reduced to what matters.
enum Trace {
  enum Step: Equatable { case read, synced, answered }

  static func steps(of file: String) throws -> [Step] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      if line.contains("POST /webhooks/whatsapp") { return .read }
      if line.contains("fdatasync(") || line.contains("fdatasync resumed") {
        // An unfinished call has not reached the disk yet; its resumption has.
        return line.contains("unfinished") ? nil : line.contains("-wal") || line.contains("resumed") ? .synced : nil
      }
      if line.contains("HTTP/1.1 200 OK") && (line.contains("write") || line.contains("send")) { return .answered }
      return nil
    }
  }

  /// Answers to webhooks that no sync of the log preceded since the webhook was read.
  static func unsynced(_ steps: [Step]) -> Int {
    var isSynced = false
    var wasRead = false
    var count = 0
    for step in steps {
      switch step {
      case .read: (wasRead, isSynced) = (true, false)
      case .synced: isSynced = true
      case .answered:
        if wasRead, !isSynced { count += 1 }
        wasRead = false
      }
    }
    return count
  }
}
