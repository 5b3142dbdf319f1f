import BusinessTime
import Gateway
import Helpdesk
import Testing

extension StoreConformance {
  static var misfires: [StoreCheck<S>] {
    [
      StoreCheck("a mark is kept by message and rule, replaced, and taken away") { store in
        try await store.transaction { tables in
          let first = mark("m1", "pago", ["pago"], at: 10)
          try tables.save(first)
          try tables.save(mark("m1", "baja", ["cancelar"], at: 10))
          #expect(try tables.misfire(of: "m1", rule: "pago") == first)
          #expect(try tables.misfire(of: "m2", rule: "pago") == nil)
          let second = mark("m1", "pago", ["cobro doble", "pago"], at: 10, shouldBe: "sales")
          try tables.save(second)
          #expect(try tables.misfire(of: "m1", rule: "pago") == second)
          try tables.removeMisfire(of: "m1", rule: "pago")
          try tables.removeMisfire(of: "m9", rule: "pago")
          #expect(try tables.misfire(of: "m1", rule: "pago") == nil)
          #expect(try tables.misfire(of: "m1", rule: "baja") != nil)
        }
      },
      StoreCheck("a message is found by its id in its own conversation, with its marks beside it") { store in
        try await store.transaction { tables in
          try tables.save(Sample.contact("c1", phone: "525555550101"))
          try tables.save(Sample.conversation(1001))
          let message = Sample.message("w1", id: "m1")
          _ = try tables.insertIfNew(message)
          _ = try tables.insertIfNew(Sample.message("w2", id: "m2", conversation: 1002))
          #expect(try tables.message("m1", in: .of(1001)) == message)
          #expect(try tables.message("m1", in: .of(1002)) == nil)
          #expect(try tables.message("m3", in: .of(1001)) == nil)
          let one = mark("m1", "pago", ["pago"], at: 10)
          try tables.save(one)
          try tables.save(mark("m2", "pago", ["pago"], at: 10, conversation: 1002))
          #expect(try tables.detail(.of(1001), messages: 9)?.misfires == [one])
        }
      },
      StoreCheck("rules are counted by quarters of an hour, once a message, and keep their count when it is erased") {
        store in
        try await store.transaction { tables in
          // Received at 1, 899, 900 and 1800 seconds; a second delivery and what was denied count for nothing.
          for (place, seconds) in [0, 898, 899, 1799].enumerated() {
            _ = try tables.insertIfNew(message(Wamid("w\(place)"), ["pago", "pago", "baja"], at: Int64(seconds)))
          }
          _ = try tables.insertIfNew(message("w0", ["pago"], at: 0))
          _ = try tables.insertIfNew(message("w9", ["vip"], at: 0, isDenied: true))
          try tables.save(mark("m1", "pago", ["pago"], at: 899))
          try tables.save(mark("m2", "pago", ["cobro doble", "pago"], at: 900))
          try tables.save(mark("m3", "pago", ["pago"], at: 1800))
          let before = try figures(tables, 0, 1800)
          #expect(
            before == [
              RuleFigures(rule: "pago", matched: 3, wrong: 2, words: [.init("pago", 2), .init("cobro doble", 1)]),
              RuleFigures(rule: "baja", matched: 3, wrong: 0, words: []),
            ])
          // A stretch counts every quarter that it touches.
          #expect(try figures(tables, 899, 900).map(\.matched) == [2, 2])
          #expect(try figures(tables, 899, 901).map(\.matched) == [3, 3])
          #expect(try figures(tables, 1800, 1801).map(\.wrong) == [1, 0])
          #expect(try figures(tables, 2700, 9000) == [])
          for what in [Perishable.messageTexts, .messages, .timeline] {
            _ = try tables.purge(what, before: Sample.at(1_000_000), after: nil, most: 100)
          }
          #expect(try tables.message("w1") == nil)
          #expect(try figures(tables, 0, 1800) == before)
        }
      },
    ]
  }

  private static func figures(_ tables: S.Tables, _ from: Int64, _ to: Int64) throws -> [RuleFigures] {
    try tables.ruleFigures(from: Timestamp(seconds: from + start), to: Timestamp(seconds: to + start))
  }

  /// A whole quarter.
  private static var start: Int64 { Sample.at(0).seconds }

  private static func message(_ wamid: Wamid, _ rules: [String], at seconds: Int64, isDenied: Bool = false)
    -> StoredMessage
  {
    var message = Sample.message(wamid, id: MessageID(wamid.rawValue), at: seconds)
    message.verdict?.matches = rules.map {
      TriageMatch(rule: $0, words: $0, from: 0, to: 4, isDenied: isDenied)
    }
    return message
  }

  private static func mark(
    _ message: MessageID, _ rule: String, _ words: [String], at seconds: Int64, shouldBe: String? = nil,
    conversation: Int64 = 1001
  ) -> Misfire {
    Misfire(
      conversation: .of(conversation), message: message, rule: rule, words: words, shouldBe: shouldBe, author: "ana",
      markedAt: Sample.at(seconds + 60), matchedAt: Sample.at(seconds))
  }
}
