import BusinessTime
import Foundation
import Gateway
import Helpdesk
import SQLiteStore
import Testing

/// `acuse report misfires` by the real binary, beside a store that is in use as the gateway's is.
@Suite(.serialized) struct ReportTests {
  /// 2026-11-20T00:00:00-06:00.
  private static let friday = Timestamp(seconds: 1_795_154_400)

  private static func message(_ name: String, _ rules: [String], _ time: Timestamp) -> StoredMessage {
    StoredMessage(
      id: MessageID(name), wamid: Wamid(name), direction: .inbound, number: "106540352242922", contact: "c1",
      conversation: ConversationRef(1001), person: nil, kind: "text", text: "secreto", occurredAt: time,
      receivedAt: time, isTimeReplaced: false, counts: true, fingerprint: nil, isPrompt: false,
      verdict: TriageVerdict(
        priority: .high, category: "billing",
        matches: rules.map { TriageMatch(rule: $0, words: "secreto", from: 0, to: 7) }))
  }

  private static func mark(_ message: String, _ rule: String, _ words: [String], _ time: Timestamp) -> Misfire {
    Misfire(
      conversation: ConversationRef(1001), message: MessageID(message), rule: rule, words: words, shouldBe: nil,
      author: "ana", markedAt: time, matchedAt: time)
  }

  /// Friday from its first moment to its last, and a moment before and after it.
  private func whileOpen(_ body: (Workplace) async throws -> Void) async throws {
    let place = try Workplace()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: 0)
    let store = try SQLiteStore.open(at: place.database)
    try await store.transaction { tables in
      let (first, last) = (Self.friday, Self.friday.adding(seconds: 86_399))
      _ = try tables.insertIfNew(Self.message("m0", ["pago"], first.adding(seconds: -1)))
      _ = try tables.insertIfNew(Self.message("m1", ["pago", "=SUMA(A1)"], first))
      _ = try tables.insertIfNew(Self.message("m2", ["pago"], last))
      _ = try tables.insertIfNew(Self.message("m3", ["pago", "lexicon:billing"], last))
      _ = try tables.insertIfNew(Self.message("m4", ["pago"], last.adding(seconds: 1)))
      try tables.save(Self.mark("m1", "pago", ["cobro doble", "pago"], first))
      try tables.save(Self.mark("m2", "pago", ["pago"], last))
      try tables.save(Self.mark("m1", "=SUMA(A1)", ["+1, \"dos\""], first))
      try tables.save(Self.mark("m4", "lexicon:billing", ["pago"], last.adding(seconds: 1)))
    }
    try await body(place)
    await store.close()
  }

  private func report(_ place: Workplace, _ arguments: String...) async throws -> Shell.Finished {
    try await Binary.run(["report", "misfires", "--config", place.config] + arguments)
  }

  @Test("a day in the rules' zone, from its first moment to its last, in each form; formulas are none")
  func forms() async throws {
    try await whileOpen { place in
      let csv = try await report(place, "--from", "2026-11-20", "--to", "2026-11-20", "--format", "csv")
      #expect(csv.status == 0, "\(csv.errors)")
      #expect(
        csv.output == "rule,matched,wrong,share,words\r\n"
          + "pago,3,2,66.7%,pago (2); cobro doble (1)\r\n"
          + "'=SUMA(A1),1,1,100.0%,\"'+1, \"\"dos\"\" (1)\"\r\n"
          + "lexicon:billing,1,0,0.0%,\r\n")
      let table = try await report(place, "--from", "2026-11-20", "--to", "2026-11-20")
      #expect(
        table.output == """
          from 2026-11-20T00:00:00-06:00 to 2026-11-21T00:00:00-06:00
          rule             matched  wrong  share   words
          pago             3        2      66.7%   pago (2); cobro doble (1)
          =SUMA(A1)        1        1      100.0%  +1, "dos" (1)
          lexicon:billing  1        0      0.0%

          """)
      let json = try await report(
        place, "--from", "2026-11-20T06:00:00Z", "--to", "2026-11-21T00:00:00-06:00", "--format", "json")
      #expect(
        json.output == """
          {"from":"2026-11-20T00:00:00-06:00","rules":[{"matched":3,"rule":"pago","share":0.6667,"words":\
          [{"count":2,"words":"pago"},{"count":1,"words":"cobro doble"}],"wrong":2},{"matched":1,"rule":"=SUMA(A1)",\
          "share":1,"words":[{"count":1,"words":"+1, \\"dos\\""}],"wrong":1},{"matched":1,"rule":"lexicon:billing",\
          "share":0,"words":[],"wrong":0}],"to":"2026-11-21T00:00:00-06:00"}

          """)
      for finished in [csv, table, json] { #expect(!finished.output.contains("secreto")) }
    }
  }

  @Test("without dates the last thirty days are meant, and nothing in them says so")
  func nothing() async throws {
    try await whileOpen { place in
      let early = try await report(place, "--to", "2026-10-01")
      #expect(early.status == 0)
      #expect(
        early.output
          == "no rule sorted a message from 2026-09-02T00:00:00-06:00 to 2026-10-02T00:00:00-06:00\n")
    }
  }

  @Test(
    "wrong use ends with 2 and one sentence",
    arguments: [
      (["--from", "viernes"], "--from takes a day such as 2026-11-20, or a time such as 2026-11-20T23:00:00-06:00."),
      (["--from", "2026-11-21", "--to", "2026-11-20"], "--to must be after --from."),
    ])
  func wrongUse(_ arguments: [String], _ sentence: String) async throws {
    try await whileOpen { place in
      let finished = try await Binary.run(["report", "misfires", "--config", place.config] + arguments)
      #expect(finished.status == 2)
      #expect(finished.errors == "acuse: \(sentence)\n")
      #expect(finished.output.isEmpty)
    }
  }

  @Test("without a database it says so and makes none")
  func noDatabase() async throws {
    let place = try Workplace()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: 0)
    let finished = try await report(place)
    #expect(finished.status == 1)
    #expect(finished.errors.contains("there is no database yet"))
    #expect(!FileManager.default.fileExists(atPath: place.database))
  }
}
