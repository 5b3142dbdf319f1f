import Helpdesk
import Testing

@testable import WhatsApp

@Suite("Mutated webhooks")
struct MutationTests {
  private static let rounds = 30_000

  @Test("thirty thousand mutants never trap, never give a slice outside the body, never give nothing")
  func mutants() throws {
    let fixtures = try Fixture.all().sorted { $0.key < $1.key }.map(\.value)
    var generator = SeededGenerator(seed: 20_261_122)
    var readable = 0
    var itemsSeen = 0
    for round in 0..<Self.rounds {
      var body = fixtures[round % fixtures.count]
      for _ in 0...Int.random(in: 0..<3, using: &generator) {
        mutate(&body, with: fixtures, using: &generator)
      }
      switch WebhookDecoder.decode(body, receivedAt: Fixture.receivedAt) {
      case .unreadable: continue
      case .items(let items):
        readable += 1
        itemsSeen += items.count
        try #require(!items.isEmpty)
        var end = 0
        for item in items {
          try #require(item.slice.lowerBound >= end && item.slice.upperBound <= body.count && !item.slice.isEmpty)
          end = item.slice.upperBound
        }
      }
    }
    // The mutants must not all die at the door: a third at least reach the readers.
    #expect(readable > Self.rounds / 3 && itemsSeen > readable)
  }

  private static let tokens: [[UInt8]] = [
    "null", "true", "0", "-0", "1e999", "123456789012345678901234567890", "\"\"", "[]", "{}", "[[[]]]",
    "\"\\ud800\"", "\"\\u0000\"", "{\"id\":\"wamid.Z\"}", "\"id\":", "\"messages\":", "\"entry\":", ",", ":", "\"",
    "\\", "{", "}", "[",
    "]", "\u{FEFF}", "\n",
  ].map { Array($0.utf8) }

  /// Knows the structure: swaps whole values as often as single bytes.
  private func mutate(_ body: inout [UInt8], with others: [[UInt8]], using generator: inout SeededGenerator) {
    guard let place = body.indices.randomElement(using: &generator) else { return }
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: body[place] = UInt8.random(in: 0...255, using: &generator)
    case 1: body.remove(at: place)
    case 2: body.insert(contentsOf: Self.tokens.randomElement(using: &generator)!, at: place)
    case 3: body.removeSubrange(place...)
    case _:
      let values = ranges(of: body)
      guard let target = values.randomElement(using: &generator) else { return }
      let donor = others.randomElement(using: &generator)!
      let gift = ranges(of: donor).randomElement(using: &generator).map { Array(donor[$0]) }
      let isToken = Bool.random(using: &generator)
      body.replaceSubrange(target, with: isToken ? Self.tokens.randomElement(using: &generator)! : gift ?? [])
    }
  }

  private func ranges(of body: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    func walk(_ value: JSONValue) {
      ranges.append(value.range)
      for element in value.elements { walk(element) }
      for member in value.members { walk(member.value) }
    }
    let read = body.withUnsafeBytes { bytes in JSONParser.read(bytes) { walk($0) } }
    if case .failure = read { return [] }
    return ranges
  }
}
