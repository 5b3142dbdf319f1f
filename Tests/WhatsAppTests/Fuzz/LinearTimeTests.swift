import Foundation
import Testing

@testable import WhatsApp

@Suite("The time that hostile bodies take", .serialized)
struct LinearTimeTests {
  /// Four times the bytes may take four times as long; what grows with the square takes sixteen.
  private static let mostForFourTimes = 9.0
  private static let mostRuns = 5

  /// Each makes a body of about so many bytes.
  static let families: [(name: String, body: @Sendable (Int) -> String)] = [
    ("open brackets", { String(repeating: "[", count: $0) }),
    ("open objects", { String(repeating: #"{"a":"#, count: $0 / 5) }),
    ("half surrogates", { inMessages(#"{"id":"wamid.1","a":""# + times(#"\ud83d"#, $0) + #""}"#) }),
    ("backslashes", { inMessages("\"" + times(#"\x"#, $0) + "\"") }),
    ("control characters", { inMessages("\"" + times("\u{1}", $0) + "\"") }),
    ("one endless number", { inMessages(times("7", $0)) }),
    ("an endless fraction", { inMessages("0." + times("7", $0) + "e5") }),
    ("huge numbers", { inMessages(list("1e999", $0)) }),
    ("equal keys without end", { inMessages("{" + times(#""id":"wamid.1","#, $0) + #""type":"text"}"#) }),
    ("equal keys", { inMessages(list("{" + most(#""id":"wamid.1""#) + "}", $0)) }),
    ("keys that are sought in vain", { inMessages(list("{" + most(#""x":1"#) + "}", $0)) }),
    ("messages lists", { inChanges($0, most(#""messages":[{"id":"wamid.1"}]"#)) }),
    ("contacts lists", { inChanges($0, most(#""contacts":[{"wa_id":"5215550000001"}]"#)) }),
    ("one phone, many contacts", { people($0, #"{"wa_id":"5215550000001"}"#, from: "5215550000002") }),
    ("equal user ids", { people($0, #"{"user_id":"MX.1"}"#, from: "5215550000002") }),
    ("empty entries", { #"{"entry":["# + list(#"{"changes":[{"x":"yyyyyyyy"}]}"#, $0) + "]}" }),
    ("standby in standby", { inChanges($0, most(#""standby":{"messages":[{"id":"wamid.1"}]}"#), field: "standby") }),
    ("lists of the past", { inChanges($0, most(#""history":[{"threads":[{"messages":[{}]}]}]"#), field: "history") }),
    ("properties that nobody knows", { inChanges($0, most(#""novelty":1"#) + #","messages":[{"id":"wamid.1"}]"#) }),
    (
      "one thread of the past",
      {
        inValue(
          #""history":[{"threads":[{"messages":["# + list("{}", $0 / 8) + "]}]}]",
          field: "history")
      }
    ),
    ("quotes within quotes", { #"{"entry":""# + times(#"\""#, $0) + #""}"# }),
    ("white space", { #"{"entry":["# + times(" ", $0) + "0]}" }),
  ]

  @Test("four times the bytes take no more than about four times as long", arguments: families.indices)
  func linear(index: Int) {
    let family = Self.families[index]
    let large = Array(family.body(256 << 10).utf8)
    let small = Array(family.body(64 << 10).utf8)
    let ratio = leastRatio(enough: Self.mostForFourTimes) { seconds(large) / seconds(small) }
    #expect(ratio < Self.mostForFourTimes, "\(family.name)")
  }

  @Test("a long name of the envelope or the entry is not copied for each of its changes", arguments: [true, false])
  func longName(isObject: Bool) {
    let long = Self.times("x", 3 << 20)
    let many = Self.list(#"{"a":1}"#, 5000 * 8)
    func body(_ name: String, _ changes: String) -> [UInt8] {
      let (object, field) = isObject ? (name, "y") : ("x", name)
      return Array(#"{"object":"\#(object)","entry":[{"field":"\#(field)","changes":[\#(changes)]}]}"#.utf8)
    }
    let (both, onlyLong, onlyMany) = (body(long, many), body(long, "{}"), body("z", many))
    // Copying for each would make it about thirty.
    let ratio = leastRatio(enough: 4) { seconds(both) / (seconds(onlyLong) + seconds(onlyMany)) }
    #expect(ratio < 4)
  }

  /// Measured again while it is too much: what disturbs a measurement only ever adds.
  private func leastRatio(enough: Double, _ measure: () -> Double) -> Double {
    var least = Double.infinity
    for _ in 0..<Self.mostRuns where least >= enough { least = min(least, measure()) }
    return least
  }

  /// Of this thread's own processor time, so that the tests beside this one are not measured with it.
  private func seconds(_ body: [UInt8]) -> Double {
    let start = Self.threadSeconds()
    _ = WebhookDecoder.decode(body, receivedAt: Fixture.receivedAt)
    return Self.threadSeconds() - start
  }

  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func inMessages(_ elements: String) -> String { inValue(#""messages":[\#(elements)]"#) }

  private static func inValue(_ members: String, field: String = "messages") -> String {
    #"{"entry":[{"changes":[{"field":"\#(field)","value":{\#(members)}}]}]}"#
  }

  /// As many changes as have room, each with these members in its value.
  private static func inChanges(_ bytes: Int, _ members: String, field: String = "messages") -> String {
    #"{"entry":[{"changes":[\#(list(#"{"field":"\#(field)","value":{\#(members)}}"#, bytes))]}]}"#
  }

  /// About half as many of them as one object may have: two fit into the smallest body.
  private static func most(_ member: String) -> String { list(member, 500 * (member.utf8.count + 1)) }

  /// Half contacts, half messages of somebody whom the contacts do not name.
  private static func people(_ bytes: Int, _ contact: String, from phone: String) -> String {
    let message = #"{"id":"wamid.1","from":"\#(phone)","from_user_id":"MX.2"}"#
    return inValue(#""contacts":[\#(list(contact, bytes / 2))],"messages":[\#(list(message, bytes / 2))]"#)
  }

  private static func times(_ piece: String, _ bytes: Int) -> String {
    String(repeating: piece, count: bytes / piece.utf8.count)
  }

  /// Joined by commas.
  private static func list(_ piece: String, _ bytes: Int) -> String {
    Array(repeating: piece, count: bytes / (piece.utf8.count + 1)).joined(separator: ",")
  }
}
