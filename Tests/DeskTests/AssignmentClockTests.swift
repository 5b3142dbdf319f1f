import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// The `assignment` clock (semantics §4): how long a case is nobody's.
@Suite("how long a case is nobody's") struct AssignmentClockTests {
  private let ten = Example.time("2026-11-23 10:00")
  private let ref = ConversationRef(1001)
  private static let policies = """
      - name: general
        calendar: siempre
        clocks:
          first_response: { target: 60m }
          assignment: { target: 10m, ladder: [{ at: due, tell: lead }] }
    """

  private func instances(_ office: Office) throws -> [ClockInstance] {
    try office.conversation()?.clocks.filter { $0.clock == .assignment } ?? []
  }

  private func assign(_ office: Office, _ person: PersonID?, at now: Timestamp) throws {
    let command = Command.act(ref, .assign(person), author: .person("lucia"))
    #expect(try office.handle(.command(command), at: now) == .done)
  }

  @Test("a case that the desk gives to somebody as it opens was nobody's for no time")
  func atOnce() throws {
    let office = try Example.office(policies: Self.policies)
    try office.write("wamid.1", at: ten)
    #expect(try instances(office).map(\.outcome) == [.met])
    #expect(try instances(office).map(\.stoppedAt) == [ten])
  }

  @Test("it runs again each time that the case loses whoever had it, tells at its due time, and ends with an owner")
  func lost() throws {
    let office = try Example.office(policies: Self.policies)
    try office.write("wamid.1", at: ten)
    try assign(office, nil, at: ten.plus(minutes: 5))
    #expect(try instances(office).map(\.dueAt) == [ten.plus(minutes: 10), ten.plus(minutes: 15)])
    #expect(try instances(office).map(\.outcome) == [.met, nil])
    try office.run(until: ten.plus(minutes: 15))
    #expect(try instances(office).map(\.outcome) == [.met, .breached])
    #expect(try office.entries(.alert).map(\.recipient) == [.person("lucia")])
    try assign(office, "ana", at: ten.plus(minutes: 20))
    #expect(try instances(office).map(\.stoppedAt) == [ten, ten.plus(minutes: 20)])
    try assign(office, "beto", at: ten.plus(minutes: 21))
    #expect(try instances(office).count == 2)
  }

  @Test("resolved before anybody had it, it counts neither as kept nor as missed")
  func resolved() throws {
    let office = try Example.office(policies: Self.policies)
    try office.write("wamid.1", at: ten)
    try assign(office, nil, at: ten.plus(minutes: 5))
    try office.handle(.command(.act(ref, .resolve, author: .person("lucia"))), at: ten.plus(minutes: 6))
    #expect(try instances(office).map(\.outcome) == [.met, .excluded(reason: "resolved_unassigned")])
    try office.handle(.command(.act(ref, .reopen, author: .person("lucia"))), at: ten.plus(minutes: 30))
    #expect(try instances(office).last?.outcome == .met)
  }

  @Test("without a target in the policy it does not exist")
  func noTarget() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    #expect(try instances(office).isEmpty)
  }
}
