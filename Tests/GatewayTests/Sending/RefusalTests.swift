import BusinessTime
import Gateway
import Helpdesk
import Testing

@Suite("what Meta refuses")
struct RefusalTests {
  @Test("a pair limit waits 1, 4 and 16 seconds for that recipient only")
  func pairLimit() async throws {
    let house = House(
      transport: ScriptedTransport { place, call in
        call.outboxID == "01" ? .refused(400, code: 131_056) : .accepted("w\(place)")
      })
    try await house.open { () async throws in
      try await house.owe([House.entry("01"), House.entry("02", to: "0200")])
      #expect(try await house.sender.step() == 2)
      for wait in [1, 4, 16] as [Int64] {
        house.clock.advance(milliseconds: wait * 1000 - 1)
        #expect(try await house.sender.step() == 0)
        house.clock.advance(milliseconds: 1)
        // Our own spacing of six seconds may come on top of Meta's wait.
        while try await house.sender.step() == 0 { house.clock.advance(milliseconds: 250) }
      }
    }
    #expect(house.transport.ids.count { $0 == "01" } == 4)
    #expect(house.transport.ids.count { $0 == "02" } == 1)
  }

  @Test("130429 slows the whole number and is shown until it has recovered")
  func slowNumber() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in place == 1 ? .refused(400, code: 130_429) : .accepted("w\(place)") },
      throughput: 80)
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      #expect(house.sender.slowedNumbers == [House.number])
      // The bucket is empty: the next one waits for half the flow.
      try await house.owe([House.entry("02", to: "0200")])
      #expect(try await house.sender.step() == 0)
      house.clock.advance(milliseconds: 30)
      #expect(try await house.sender.step() == 1)
      house.clock.advance(seconds: 60)
      try await house.owe([House.entry("03", to: "0300")])
      while try await house.sender.step() > 0 { house.clock.advance(seconds: 10) }
      #expect(house.sender.slowedNumbers == [])
    }
  }

  @Test("Retry-After of a 429 silences the number for so long, and no other")
  func retryAfter() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in
        place == 1 ? .refused(429, code: 4, headers: [HTTPHeader("retry-after", "120")]) : .accepted("w\(place)")
      })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      try await house.owe([
        House.entry("02", to: "0200"), House.entry("03", to: "0300", from: House.otherNumber),
      ])
      #expect(try await house.sender.step() == 1)
      house.clock.advance(milliseconds: 119_999)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(milliseconds: 1)
      #expect(try await house.sender.step() >= 1)
    }
    #expect(house.transport.ids.prefix(2) == ["01", "03"])
    #expect(house.transport.ids.contains("02"))
  }

  @Test("what was certainly not sent is tried again and reaches Meta once")
  func notSent() async throws {
    let house = House(
      transport: ScriptedTransport { place, _ in place == 1 ? .notSent(.couldNotConnect) : .accepted("w\(place)") })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.failure == "could_not_connect")
      #expect(try await house.sender.step() == 0)
      house.clock.advance(seconds: 10)
      #expect(try await house.sender.step() == 1)
      #expect(try await house.entry("01")?.state == .accepted)
    }
  }

  @Test("usage headers on what was accepted silence the number as well")
  func usageOfAccepted() async throws {
    let usage = #"{"102290129340398":[{"type":"messaging","call_count":100,"estimated_time_to_regain_access":2}]}"#
    let house = House(
      transport: ScriptedTransport { place, _ in
        .accepted("w\(place)", headers: place == 1 ? [HTTPHeader("x-business-use-case-usage", usage)] : [])
      })
    try await house.open { () async throws in
      try await house.owe([House.entry("01")])
      #expect(try await house.sender.step() == 1)
      try await house.owe([House.entry("02", to: "0200")])
      house.clock.advance(milliseconds: 2 * 60_000 - 1)
      #expect(try await house.sender.step() == 0)
      house.clock.advance(milliseconds: 1)
      #expect(try await house.sender.step() == 1)
    }
    #expect(house.transport.ids == ["01", "02"])
  }

  @Test("usage headers silence the number for the longest time that they name")
  func usageHeaders() async throws {
    let usage = """
      {"102290129340398":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":3},\
      {"type":"messaging","call_count":20,"estimated_time_to_regain_access" : 12}],"9":[{"estimated_time_to_regain_access":0}]}
      """
    for code in [4, 80007] {
      let house = House(
        transport: ScriptedTransport { place, _ in
          place == 1
            ? .refused(400, code: code, headers: [HTTPHeader("x-business-use-case-usage", usage)])
            : .accepted("w\(place)")
        })
      try await house.open { () async throws in
        try await house.owe([House.entry("01")])
        #expect(try await house.sender.step() == 1)
        try await house.owe([
          House.entry("02", to: "0200"), House.entry("03", to: "0300", from: House.otherNumber),
        ])
        #expect(try await house.sender.step() == 1)
        house.clock.advance(milliseconds: 12 * 60_000 - 1)
        #expect(try await house.sender.step() == 0)
        house.clock.advance(milliseconds: 1)
        #expect(try await house.sender.step() >= 1)
      }
      #expect(house.transport.ids.prefix(2) == ["01", "03"], "\(code)")
    }
  }
}
