import BusinessTime
import Gateway
import Helpdesk
import Synchronization
import Testing

/// Every code of Meta's table as Meta sees it: how many requests come, how far apart, and what becomes of the others.
/// The expectations are Meta's pages (whatsapp §5) read by hand; nothing here is read from the gateway's own table.
@Suite("the error table, as Meta observes it")
struct ErrorTableObservedTests {
  /// What came of one entry that is refused each time, with two others owed half a minute later: one from the same
  /// number to somebody else, one from another number of the account.
  private struct Observed {
    /// Seconds from the first request on; a moment is seen within a second in the first five minutes, then within five.
    var requests: [Double] = []
    var bodies: [String] = []
    var entry: OutboxEntry?
    var neighbour: Double?
    var otherNumber: Double?

    var gaps: [Double] { zip(requests.dropFirst(), requests).map { $0 - $1 } }
  }

  private func observe(
    _ answer: HTTPExchange, hours: Double = 1, all: Bool = false, template: TemplateCall? = nil
  ) async throws -> Observed {
    let clock = StepClock()
    let log = Mutex<[(id: String, at: Timestamp, body: String)]>([])
    let house = House(
      clock: clock,
      transport: ScriptedTransport { place, call in
        let id = call.outboxID
        log.withLock { $0.append((id, clock.now(), String(decoding: call.body, as: UTF8.self))) }
        return all || id == "01" ? answer : .accepted("wamid.\(place)")
      })
    let begun = clock.now()
    let entry = try await house.open { () async throws in
      var first = House.entry("01")
      first.rendering.template = template
      try await house.owe([first])
      var isOwed = false
      while Double(clock.now() - begun) < hours * 3_600_000 {
        while try await house.sender.step() > 0 {}
        let elapsed = clock.now() - begun
        if elapsed >= 30_000, !isOwed {
          isOwed = true
          try await house.owe([
            House.entry("02", to: "0200"), House.entry("03", to: "0300", from: House.otherNumber),
          ])
          continue
        }
        clock.advance(seconds: elapsed < 300_000 ? 1 : 5)
      }
      return try await house.entry("01")
    }
    let seen = log.withLock { $0 }
    func seconds(_ at: Timestamp) -> Double { Double(at - begun) / 1000 }
    return Observed(
      requests: seen.filter { all || $0.id == "01" }.map { seconds($0.at) }, bodies: seen.map(\.body), entry: entry,
      neighbour: seen.first { $0.id == "02" }.map { seconds($0.at) },
      otherNumber: seen.first { $0.id == "03" }.map { seconds($0.at) })
  }

  @Test(
    "permanent: one request, the entry has failed with that code, and nobody else waits",
    arguments: [
      1, 100, 130_403, 130_472, 130_497, 131_008, 131_009, 131_021, 131_026, 131_030, 131_044, 131_049, 131_050,
      131_051, 131_052, 131_055, 131_060, 131_062, 131_063, 131_064, 132_000, 132_008, 132_012, 132_018, 132_068,
      133_000, 133_005, 133_006, 133_008, 133_009, 133_015, 133_016, 134_011, 134_100, 134_102, 137_000, 2_388_093,
      999_999,
    ])
  func permanent(_ code: Int) async throws {
    let seen = try await observe(.refused(400, code: code))
    #expect(seen.requests == [0])
    #expect(seen.entry?.state == .failed)
    #expect(seen.entry?.failure == String(code))
    #expect(seen.neighbour == 30)
    #expect(seen.otherNumber == 30)
  }

  /// Meta's troubles and its limits: pauses that grow from two seconds to five minutes, never shorter than what Meta
  /// asks for, by chance up to half as long again.
  @Test(
    "temporary: so many requests, so far apart, and others go on",
    arguments: [
      (400, 2, 10, 1), (400, 4, 10, 300), (400, 613, 10, 60), (400, 80_007, 10, 300), (400, 131_016, 10, 1),
      (400, 131_057, 10, 60), (400, 2_494_100, 10, 60), (400, 133_004, 10, 1), (400, 131_000, 4, 1),
      (500, 1, 4, 1), (400, 131_053, 3, 1), (400, 134_101, 3, 600), (400, 135_000, 2, 1), (400, 131_048, 3, 3600),
      (400, 132_069, 3, 3600),
    ])
  func temporary(_ status: Int, _ code: Int, _ most: Int, _ atLeast: Double) async throws {
    let seen = try await observe(.refused(status, code: code), hours: 3.5)
    #expect(seen.requests.count == most)
    let growing: [Double] = [2, 4, 8, 16, 32, 64, 128, 256, 300]
    for (gap, grown) in zip(seen.gaps, growing) {
      let pause = max(grown, atLeast)
      #expect(gap >= pause && gap <= 1.5 * pause + 5, "after \(pause) s came \(gap)")
    }
    #expect(seen.entry?.state == .failed)
    #expect(seen.entry?.failure == String(code))
    #expect(seen.neighbour == 30)
    #expect(seen.otherNumber == 30)
  }

  @Test(
    "of the account: everything of it stops, and one request after 1, 2, 4, 8 and 15 minutes asks whether it is over",
    arguments: [0, 3, 10, 190, 200, 250, 299, 368, 131_005, 131_031, 131_042])
  func account(_ code: Int) async throws {
    let seen = try await observe(.refused(400, code: code), hours: 0.7, all: true)
    let expected: [Double] = [0, 60, 180, 420, 900, 1800]
    #expect(seen.requests.count == expected.count)
    for (at, wanted) in zip(seen.requests, expected) { #expect(abs(at - wanted) <= 30, "\(at) for \(wanted)") }
  }

  @Test(
    "of the number: its others wait, the account's other number goes on",
    arguments: [(131_037, nil), (131_045, nil), (133_010, nil), (100, 33)] as [(Int, Int?)])
  func number(_ code: Int, _ subcode: Int?) async throws {
    let seen = try await observe(.refused(400, code: code, subcode: subcode), hours: 0.04)
    #expect(seen.entry?.state == .parked)
    #expect(seen.otherNumber == 30)
    #expect(seen.neighbour.map { $0 >= 60 } ?? true)
  }

  @Test("the window is closed: the approved template, once", arguments: [131_047, 470])
  func window(_ code: Int) async throws {
    let call = TemplateCall(name: "ack", language: "es", parameters: [])
    let seen = try await observe(.refused(400, code: code), template: call)
    #expect(seen.requests == [0, 0])
    #expect(seen.bodies.first?.contains(#""type":"text""#) == true)
    #expect(seen.bodies.dropFirst().first?.contains(#""type":"template""#) == true)
    #expect(seen.entry?.state == .failed)
    let bare = try await observe(.refused(400, code: code))
    #expect(bare.requests == [0])
  }

  @Test("too much to one recipient: they wait 1, 4, 16, 64 and 256 seconds, nobody else does")
  func pair() async throws {
    let seen = try await observe(.refused(400, code: 131_056))
    #expect(seen.requests.count == 6)
    for (gap, wait) in zip(seen.gaps, [1, 4, 16, 64, 256] as [Double]) {
      // Our own spacing of six seconds may come on top.
      #expect(gap >= wait && gap <= wait + 7, "\(gap) for \(wait)")
    }
    #expect(seen.neighbour == 30)
    #expect(seen.otherNumber == 30)
  }

  @Test("too much from one number: it is tried again from a second on, eight times")
  func throughput() async throws {
    let seen = try await observe(.refused(400, code: 130_429))
    #expect(seen.requests.count == 8)
    #expect(seen.gaps.allSatisfy { $0 >= 1 })
    #expect(seen.entry?.failure == "130429")
    #expect(seen.otherNumber == 30)
  }

  @Test("a 5xx without a code says not whether Meta has it: no second request", arguments: [500, 502, 503])
  func bareServerError(_ status: Int) async throws {
    let seen = try await observe(.response(HTTPAnswer(status: status, body: Array("<html>".utf8))))
    #expect(seen.requests == [0])
    #expect(seen.entry?.state == .unconfirmed)
  }
}
