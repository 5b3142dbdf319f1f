import Foundation
import Testing
import WhatsApp

@Suite("Mutated webhooks")
struct MutationTests {
  private static let rounds = 20_000
  private static let batches = 5
  private static let siblingRounds = 5_000
  /// What a message in a failure shows of a body: enough to run it again, and no screenful.
  private static let shownBytes = 2000

  @Test("twenty thousand mutants and five batches of a thousand entries keep every law of the decoder")
  func mutants() throws {
    var mutants = Mutants(of: try Self.fixtures())
    var readable = 0
    var items = 0
    for seed in 1...UInt64(Self.rounds + Self.batches) {
      let body = seed > Self.rounds ? mutants.batch(seed: seed) : mutants.next(seed: seed)
      let verdict = DecoderLaws.verdict(on: body)
      if let law = verdict.broken {
        Issue.record("seed \(seed): \(law)\n\(Self.hex(body))")
        return
      }
      readable += verdict.items > 0 ? 1 : 0
      items += verdict.items
    }
    // The mutants must not die at the door, and every way to make one must have been gone.
    #expect(readable > Self.rounds / 2 && items > readable)
    let kinds = TreeMutation.allCases.map(\.rawValue) + ByteMutation.allCases.map(\.rawValue)
    for kind in kinds { #expect(mutants.made[kind, default: 0] >= 300, "\(kind)") }
    #expect(mutants.made["batch"] == Self.batches)
    print(
      "figure: \(Self.rounds) mutated bodies and \(Self.batches) batches, \(kinds.count) kinds of mutation, rarest "
        + "\(kinds.map { mutants.made[$0, default: 0] }.min() ?? 0) times, \(readable) readable, \(items) items")
  }

  @Test("whatever happens inside one item, its siblings read as they did")
  func siblings() throws {
    var mutants = Mutants(of: try Self.fixtures())
    var compared = 0
    for seed in 1...UInt64(Self.siblingRounds) {
      var generator = SeededGenerator(seed: seed)
      let body = mutants.siblings(using: &generator)
      let items = try Fixture.items(of: body)
      let chosen = Int.random(in: items.indices, using: &generator)
      let slice = items[chosen].slice
      guard let other = mutants.changed(Array(body[slice]), using: &generator) else { continue }
      let changed = Array(body[..<slice.lowerBound] + other + body[slice.upperBound...])
      if let law = DecoderLaws.siblingsChanged(items, at: chosen, afterwards: changed) {
        Issue.record("seed \(seed): \(law)\n\(Self.hex(body))\n\(Self.hex(changed))")
        return
      }
      compared += items.count - 1
    }
    #expect(compared > Self.siblingRounds)
    print("figure: \(compared) siblings of mutated items read as before")
  }

  @Test(
    "the same seed makes the same mutant, and every fixture survives the tree byte for byte but for its white space")
  func honest() throws {
    let fixtures = try Self.fixtures()
    var first = Mutants(of: fixtures)
    var second = Mutants(of: fixtures)
    for seed in 1...100 as ClosedRange<UInt64> { #expect(first.next(seed: seed) == second.next(seed: seed)) }
    for fixture in fixtures where !fixture.contains(UInt8(ascii: "\n")) {
      let tree = try #require(JSONTreeReader.read(fixture))
      #expect(tree.bytes == fixture)
    }
  }

  @Test("every file of the fuzzer's corpus keeps the laws")
  func corpus() throws {
    let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.appending(path: "Fuzz/corpus/envelope")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 20)
    for file in files {
      #expect(DecoderLaws.verdict(on: Array(try Data(contentsOf: file))).broken == nil, "\(file.lastPathComponent)")
    }
  }

  private static func fixtures() throws -> [[UInt8]] {
    try Fixture.all().sorted { $0.key < $1.key }.map(\.value)
  }

  private static func hex(_ body: [UInt8]) -> String {
    let digits = body.prefix(shownBytes).map { String(format: "%02x", $0) }.joined()
    return body.count > shownBytes ? "\(digits)… of \(body.count) bytes" : digits
  }
}
