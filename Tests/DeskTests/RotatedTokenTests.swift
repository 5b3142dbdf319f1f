import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What another access token means to a number whose breaker is open.
@Suite struct RotatedTokenTests {
  private let ten = Office.ten
  private let account = Remedy.openBreaker(.account)

  /// An acknowledgement that Meta refuses with that code at 10:00:03.
  private func broken(_ code: String) throws -> (Office, OutboxID) {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let claim = try office.send(at: ten.plus(seconds: 3), .refused(code: code, remedy: account))
    return (office, try #require(claim).entry.id)
  }

  private func probeAt(_ office: Office) throws -> Timestamp? {
    guard case .open(_, _, let probeAt, _) = try office.tables.line(Office.number)?.breaker else { return nil }
    return probeAt
  }

  @Test("what the token had broken is tried at once", arguments: ["190", "0", "10", "200", "299", "http_401"])
  func atOnce(_ code: String) throws {
    let (office, id) = try broken(code)
    let rotated = ten.plus(seconds: 10)
    #expect(try probeAt(office) == ten.plus(seconds: 63))
    #expect(try office.claim(id, at: rotated) == .over)
    #expect(try office.handle(.command(.tokenChanged(Office.number)), at: rotated) == .done)
    guard case .claimed = try office.claim(id, at: rotated) else { Issue.record("not claimed"); return }
    try office.handle(
      .settled(id, .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil)), at: ten.plus(seconds: 11))
    #expect(try office.tables.line(Office.number)?.breaker == .closed)
  }

  @Test("the new token has failed at nothing yet: should it fail, the next probe goes after a minute")
  func failsAgain() throws {
    let (office, id) = try broken("190")
    // Two more probes fail: after 63 and 123 s more; the third would wait four minutes.
    for at in [63, 183] {
      try office.send(at: ten.plus(seconds: Int64(at)), .refused(code: "190", remedy: account))
    }
    #expect(try probeAt(office) == ten.plus(seconds: 423))
    try office.handle(.command(.tokenChanged(Office.number)), at: ten.plus(seconds: 200))
    try office.send(at: ten.plus(seconds: 200), .refused(code: "190", remedy: account))
    #expect(try probeAt(office) == ten.plus(seconds: 260))
    #expect(try office.tables.outboxEntry(id)?.dueAt == ten.plus(seconds: 260))
  }

  @Test("trouble that no token mends waits out its time", arguments: ["131042", "368", "131031", "http_500"])
  func otherTrouble(_ code: String) throws {
    let (office, id) = try broken(code)
    let line = try office.tables.line(Office.number)
    try office.handle(.command(.tokenChanged(Office.number)), at: ten.plus(seconds: 10))
    #expect(try office.tables.line(Office.number) == line)
    #expect(try office.tables.outboxEntry(id)?.dueAt == ten.plus(seconds: 63))
  }

  @Test("a number that sends is left alone")
  func closed() throws {
    let office = Office()
    #expect(try office.handle(.command(.tokenChanged(Office.number)), at: ten) == .done)
    #expect(try office.tables.line(Office.number) == nil)
  }
}
