import Helpdesk
import Testing

@testable import WhatsApp

@Suite("One bad item and its siblings")
struct SiblingTests {
  /// What may stand where a message belongs.
  static let broken = [
    "null", "7", "-1.5e3", "true", #""text""#, "[]", "[[{}]]", "{}", #"{"id":null}"#, #"{"id":7}"#, #"{"id":""}"#,
    #"{"id":" "}"#, #"{"id":["wamid.X"]}"#, #"{"id":"\u0000"}"#, #"{"id":"\ud800"}"#, #"{"Id":"wamid.X"}"#,
    #"{"id":1e999}"#, "{\"id\":\"a\nb\"}", #"{"from":"5215555550123","type":"text","text":{"body":"x"}}"#,
  ]
  static let whole = [
    #"{"id":"wamid.1","type":"text","text":{"body":"a"}}"#,
    #"{"id":"wamid.2","type":"image","image":7,"timestamp":{}}"#,
    #"{"id":"wamid.3","type":["text"],"from":{},"context":[],"referral":1}"#,
    #"{"id":"wamid.4"}"#,
  ]

  @Test("siblings survive a bad message in every position and order", arguments: broken.indices)
  func everyOrder(index: Int) throws {
    let broken = Self.broken[index]
    for order in permutations(Self.whole.indices.map { Self.whole[$0] } + [broken]) {
      let list = order.joined(separator: " , ")
      let body = #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[\#(list)]}}]}]}"#
      let items = try Fixture.items(of: Array(body.utf8))
      let expected = order.compactMap { Self.whole.firstIndex(of: $0) }.map { "wamid.\($0 + 1)" }
      try #require(items.compactMap(\.reading.wamid) == expected, "\(broken)")
      // Null is an element like any other: nothing that stands in the list goes uncounted.
      try #require(items.count == 5, "\(broken)")
    }
  }

  @Test("siblings survive a bad change and a bad entry in every position")
  func changesAndEntries() throws {
    let good = (1...3).map { #"{"field":"messages","value":{"messages":[{"id":"wamid.\#($0)"}]}}"# }
    for bad in ["null", "[]", "0", "{}", #"{"field":7}"#, #"{"field":"messages","value":[]}"#, #"{"value":null}"#] {
      for order in permutations(good + [bad]) {
        let expected = order.compactMap { good.firstIndex(of: $0) }.map { "wamid.\($0 + 1)" }
        let inChanges = #"{"entry":[{"changes":[\#(order.joined(separator: ","))]}]}"#
        #expect(try Fixture.readings(of: Array(inChanges.utf8)).compactMap(\.wamid) == expected)
        let entries = order.map { good.contains($0) ? #"{"id":"1","changes":[\#($0)]}"# : $0 }
        let inEntries = #"{"entry":[\#(entries.joined(separator: ","))]}"#
        #expect(try Fixture.readings(of: Array(inEntries.utf8)).compactMap(\.wamid) == expected)
      }
    }
  }

  @Test("a bad list beside the others costs only itself")
  func lists() throws {
    let lists = [
      #""messages":[{"id":"wamid.1"}]"#, #""statuses":[{"id":"wamid.2","status":"sent"}]"#,
      #""message_echoes":[{"id":"wamid.3"}]"#, #""errors":5"#, #""contacts":"x""#, #""metadata":[]"#,
    ]
    for order in permutations(lists) {
      let body = #"{"entry":[{"changes":[{"field":"messages","value":{\#(order.joined(separator: ","))}}]}]}"#
      #expect(Set(try Fixture.readings(of: Array(body.utf8)).compactMap(\.wamid)) == ["wamid.1", "wamid.2", "wamid.3"])
    }
  }

  private func permutations(_ items: [String]) -> [[String]] {
    guard items.count > 1 else { return [items] }
    return items.indices.flatMap { index in
      var rest = items
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }
}
