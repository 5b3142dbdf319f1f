import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// A full disk costs time, never a message.
@Suite(.serialized) struct FullDiskTests {
  @Test(
    "on a full disk webhooks are answered 503, the process says that it is not ready and does not spin; given space, it goes on without a restart and nothing is missing",
    arguments: SmallDisk.Way.allCases)
  func fullDisk(_ way: SmallDisk.Way) async throws {
    let place = try Workplace()
    guard let disk = try await SmallDisk.make(way, in: place) else {
      print("figure: this machine lets nobody mount: the full disk is shown by a limit on file sizes alone")
      return
    }
    let meta = try Meta.server(customers: 60)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, quietWindow: "1s", database: SmallDisk.database)
      let gateway = try await GatewayProcess.start(in: place, port: port, wrapper: disk.wrapper)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      var posts = Posts(port: port)

      // Their acknowledgements come due while the disk is full.
      for customer in 0..<4 {
        meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
      }
      try await meta.wait(upTo: .seconds(10)) { $0.attempts.count { $0.status == 200 } == 4 ? () : nil }
      try await disk.fill(under: gateway.pid)
      while posts.refused.isEmpty, posts.made < 40 { try await posts.post() }
      for customer in 4..<8 {
        meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
      }
      for _ in 0..<5 { try await posts.post() }
      #expect(posts.refused.count == 6, "of \(posts.made) posts")
      #expect(posts.refused.allSatisfy { $0.status == 503 && (1...60).contains($0.retryAfter ?? 0) })
      try await meta.wait(upTo: .seconds(10)) { $0.attempts.contains { $0.status == 503 } ? () : nil }
      #expect(try await LoopbackHTTP.get(port: port, "/healthz").status == 200)
      let unready = try await LoopbackHTTP.get(port: port, "/readyz")
      #expect(unready.status == 503)
      #expect(unready.object["status"] as? String == "unavailable")
      let share = try await Self.processorShare(of: gateway)
      #expect(share < 0.5, "it spins: \(share) of a processor")

      let began = ContinuousClock.now
      try await disk.free(under: gateway.pid)
      for refused in posts.refused {
        #expect(try await meta.post(refused.body) == [200])
        posts.taken.insert(refused.body)
      }
      let recovered = ContinuousClock.now - began
      try await gateway.untilReady(within: .seconds(5))
      for customer in 0..<8 {
        _ = try await meta.phoneInbox(of: Meta.phone(customer), count: 1, upTo: .seconds(30))
      }
      try await meta.quiet(upTo: .seconds(30))
      #expect(gateway.isRunning)
      let copy = place.folder + "/copy.db"
      try disk.copy(from: gateway.pid, to: copy)
      await gateway.kill9()

      let record = try await Record.read(copy)
      let taken = posts.taken.union(meta.attempts().filter { $0.status == 200 }.map(\.body))
      let lost = taken.subtracting(record.bodies).count
      #expect(lost == 0)
      #expect(try await Database.texts(copy, "PRAGMA integrity_check") == ["ok"])
      #expect(Dictionary(grouping: meta.accepted(), by: \.input).values.allSatisfy { $0.count == 1 })
      print(
        """
        figure: full disk by \(way.rawValue): \(posts.refused.count) of \(posts.made) posts and \
        \(meta.attempts().count { $0.status == 503 }) webhooks of Meta's answered 503, \
        \(Int(share * 100)) % of a processor meanwhile, all taken \(recovered / .milliseconds(1)) ms after there was space
        """)
    }
  }

  /// Over two seconds in which nobody asks for anything.
  private static func processorShare(of gateway: GatewayProcess) async throws -> Double {
    let (before, began) = (gateway.child.processorSeconds, ContinuousClock.now)
    try await Task.sleep(for: .seconds(2))
    return (gateway.child.processorSeconds - before) / ((ContinuousClock.now - began) / .seconds(1))
  }
}

/// Signed posts of new customers, with what was answered.
private struct Posts {
  struct Refused {
    var body: [UInt8]
    var status: Int
    var retryAfter: Int?
  }

  private static let firstCustomer = 10

  let port: Int
  var made = 0
  var taken: Set<[UInt8]> = []
  var refused: [Refused] = []

  init(port: Int) { self.port = port }

  mutating func post() async throws {
    let phone = Meta.phone(Self.firstCustomer + made)
    made += 1
    let now = Int64(Date().timeIntervalSince1970)
    let body = Meta.webhook(
      messages: (0..<3).map { Meta.message(text: "Hola \($0)", from: phone, wamid: "wamid.F\(made).\($0)", at: now) },
      from: phone)
    let answer = try await LoopbackHTTP.post(
      port: port, "/webhooks/whatsapp",
      headers: ["X-Hub-Signature-256": HMAC.signature(secret: Workplace.appSecret, body: body)], body: Data(body))
    if answer.status == 200 {
      taken.insert(body)
    } else {
      refused.append(
        Refused(body: body, status: answer.status, retryAfter: answer.headers["retry-after"].flatMap { Int($0) }))
    }
  }
}
