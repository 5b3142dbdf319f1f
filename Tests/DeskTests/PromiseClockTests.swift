import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// The `promise` clock (semantics §4, §9; R62): what a customer was told is measured by itself.
@Suite("what was promised") struct PromiseClockTests {
  private let ten = Office.ten

  /// Carla wrote at 10:00 and was told 10:15 at 10:00:03.
  private func promised() throws -> Office {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    try office.send(at: ten.plus(seconds: 3), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    return office
  }

  private func promises(_ office: Office) throws -> [ClockInstance] {
    try office.conversation()?.clocks.filter { $0.clock == .promise } ?? []
  }

  @Test("it runs from when Meta took the message to the time that it names, and a person's answer keeps it")
  func kept() throws {
    let office = try promised()
    let clock = try #require(try promises(office).first)
    #expect(clock.startedAt == ten.plus(seconds: 3))
    #expect(clock.dueAt == ten.plus(minutes: 15))
    #expect(clock.outcome == nil)
    try office.echo("wamid.e", at: ten.plus(minutes: 9))
    #expect(try promises(office).map(\.outcome) == [.met])
    #expect(try promises(office).map(\.stoppedAt) == [ten.plus(minutes: 9)])
    #expect(office.record().contains("promise_kept"))
  }

  @Test("once its time has passed it is missed, and an echo that comes late corrects that")
  func missed() throws {
    let office = try promised()
    try office.run(until: ten.plus(minutes: 15))
    #expect(try promises(office).map(\.outcome) == [.breached])
    try office.echo("wamid.e", written: ten.plus(minutes: 12), at: ten.plus(minutes: 40))
    let clock = try #require(try promises(office).first)
    #expect(clock.outcome == .met)
    #expect(clock.firstOutcome == .breached)
    #expect(clock.correctedAt == ten.plus(minutes: 40))
  }

  @Test("what the late text promises is measured too, while the clock of the policy has been missed long since")
  func late() throws {
    let office = Office()
    try office.write("wamid.1", written: ten.plus(minutes: -60), at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let entry = try #require(try office.entries(.acknowledgement).first)
    _ = try office.claim(entry.id, at: ten.plus(seconds: 3))
    try office.handle(
      .settled(entry.id, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil)), at: ten.plus(seconds: 3))
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
    #expect(try promises(office).map(\.dueAt) == [ten.plus(minutes: 15, seconds: 2)])
    try office.echo("wamid.e", at: ten.plus(minutes: 10))
    #expect(try promises(office).map(\.outcome) == [.met])
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
  }

  @Test("what was never sent promised nothing, and what did not arrive binds nobody")
  func notDelivered() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    #expect(try promises(office).isEmpty)
    try office.send(at: ten.plus(seconds: 3), .refused(code: "131026", remedy: .giveUp))
    #expect(try promises(office).isEmpty)
    let other = try promised()
    let entry = try #require(try other.entries(.acknowledgement).first).id
    try other.status(.failed, of: "wamid.o", callback: entry, codes: [131_026], at: ten.plus(seconds: 9))
    #expect(try promises(other).map(\.outcome) == [.excluded(reason: "not_delivered")])
    try other.status(.delivered, of: "wamid.o", callback: entry, at: ten.plus(seconds: 12))
    #expect(try promises(other).map(\.outcome) == [nil])
  }

  @Test("resolved without an answer it is neither kept nor missed; an automatic message keeps nothing")
  func noAnswer() throws {
    let office = try promised()
    let note = Command.reply(ConversationRef(1001), text: "Seguimos", author: .automation(name: "crm"))
    try office.handle(.command(note), at: ten.plus(minutes: 2))
    #expect(try promises(office).map(\.outcome) == [nil])
    let resolve = Command.act(ConversationRef(1001), .resolve, author: .person("ana"))
    try office.handle(.command(resolve), at: ten.plus(minutes: 5))
    #expect(try promises(office).map(\.outcome) == [.excluded(reason: "resolved_without_reply")])
  }
}
