import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// Hostile bodies cost a bounded amount of memory, of the real binary.
@Suite(.serialized) struct MemoryTests {
  /// The largest body that is taken in; one of more bytes is refused before it is read.
  private static let bodyBytes = 4 << 20
  private static let times = 12
  private static let warmUp = 200

  /// What one body may cost at once, in bodies. The parser: structural places (4 bytes a byte of the text), its tape
  /// (8), strings (5/3), and the table, which ends at 2^20 values of 32 bytes (8). Copies of the text itself: as the
  /// web collects it in a buffer that doubles (2), as an array (1), padded for the parser (1), mended (1), for the row
  /// in quarantine (1), bound to the statement (1), in the log of the database (1).
  private static let bodiesAtOnce = 22 + 8
  /// Of one body after another, two may be held: an answer is given before all is let go.
  private static let mostBytes = 2 * bodiesAtOnce * bodyBytes

  /// Each kind of bomb, signed and no larger than what is taken in.
  private static let bombs: [(name: String, body: [UInt8])] = {
    let room = bodyBytes - 1000
    func times(_ piece: String, _ bytes: Int) -> String { String(repeating: piece, count: bytes / piece.utf8.count) }
    func inMessages(_ elements: String) -> String {
      #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[\#(elements)]}}]}]}"#
    }
    let open = times("[", room / 2)
    let letters = times("a", room)
    return [
      ("depth", inMessages(open + times("]", room / 2))),
      ("depth of objects", inMessages(times(#"{"a":"#, room))),
      ("size", inMessages(#"{"id":"wamid.size","type":"text","text":{"body":"\#(letters)"}}"#)),
      ("equal keys", inMessages("{" + String(repeating: #""id":"wamid.1","#, count: 100_000) + #""type":"text"}"#)),
      ("keys without end", inMessages("{" + times(#""x":1,"#, room) + #""id":"wamid.1"}"#)),
      ("values", inMessages("[" + times("0,", room) + "0]")),
      ("wide arrays", inMessages("[" + times("[],", room) + "[]]")),
      ("items", inMessages(times("{},", room) + "{}")),
      ("strings", inMessages("[" + times(#""\#(times("b", 60_000))","#, room) + #""x"]"#)),
      ("half surrogates", inMessages(#"{"id":"wamid.half","a":""# + times(#"\ud83d"#, room) + #""}"#)),
    ].map { ($0.0, Array($0.1.utf8)) }
  }()

  @Test("each kind of bomb is answered 200, within a bounded amount of memory, and who writes in between is served")
  func bombs() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: Self.warmUp)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "10s")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      var written = 0
      func write() async throws {
        let body = Meta.webhook(
          text: "Hola", from: Meta.phone(written % Self.warmUp), wamid: "wamid.M\(written)",
          at: Int64(Date().timeIntervalSince1970))
        #expect(try await meta.post(body) == [200])
        written += 1
      }
      for _ in 0..<Self.warmUp { try await write() }
      let before = try #require(gateway.child.peakBytes)
      for bomb in Self.bombs {
        #expect(bomb.body.count <= Self.bodyBytes, "\(bomb.name)")
        let peak = gateway.child.peakBytes ?? 0
        for turn in 0..<Self.times {
          // Not the same each time: what came before is known by its bytes.
          #expect(try await meta.post(bomb.body + Array("\n\(String(repeating: " ", count: turn))".utf8)) == [200])
          try await write()
        }
        let grown = (gateway.child.peakBytes ?? .max) - peak
        print("figure: \(bomb.name): \(bomb.body.count >> 10) KiB, the peak grew by \(grown >> 10) KiB")
      }
      let after = try #require(gateway.child.peakBytes)
      print(
        "figure: \(Self.bombs.count) kinds of bomb, \(Self.times) times each: peak memory \(before >> 20) MiB, then "
          + "\(after >> 20) MiB; \(Self.mostBytes >> 20) MiB more are allowed")
      #expect(after - before < Self.mostBytes)
      let ready = try await LoopbackHTTP.get(port: port, "/readyz")
      #expect(ready.status == 200)
      #expect(gateway.count(of: "why=too_many_members") == 1)
      #expect(gateway.count(of: "why=too_deep") == 1)
      await gateway.kill9()
      let handled = "SELECT count(*) FROM message WHERE wamid LIKE 'wamid.M%'"
      #expect(try await Database.count(place.database, handled) == written)
      #expect(
        try await Database.count(place.database, "SELECT count(DISTINCT contact) FROM conversation") == Self.warmUp)
      let whole = "SELECT count(*) FROM quarantine WHERE envelope IS NULL AND reason = 'unreadable'"
      // All but the three that are one item each, and readable around it.
      #expect(try await Database.count(place.database, whole) == 7 * Self.times)
    }
  }
}
