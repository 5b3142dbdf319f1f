import BusinessTime
import Gateway
import Helpdesk
import Testing

@testable import Simulation

/// A case that waits for a customer who says nothing (semantics §2), under the example's rules: reminded after eight
/// hours of the office, which is open from nine to two and from three to six, and resolved after sixteen more.
@Suite("a silent customer") struct SilenceTests {
  private let ten = Office.ten
  private static let tuesday = Example.time("2026-11-24 10:10")
  private static let thursday = Example.time("2026-11-26 10:10")

  private func act(_ action: Helpdesk.Action, _ office: Office, at now: Timestamp) throws {
    let command = Command.act(ConversationRef(1001), action, author: .person("ana"))
    #expect(try office.handle(.command(command), at: now) == .done)
  }

  /// Carla was answered on Monday at 10:05, and since 10:10 we wait for her.
  private func waiting(_ edits: (old: String, new: String)...) throws -> Office {
    let office = try edits.isEmpty ? Example.office() : Example.office(edits[0])
    try office.write("wamid.1", .text("¿Cuál es su horario de atención?"), at: ten)
    try office.echo("wamid.2", "Díganos de qué sucursal, por favor", at: ten.plus(minutes: 5))
    try act(.waitCustomer, office, at: ten.plus(minutes: 10))
    return office
  }

  /// And was reminded on Tuesday at 10:10; Meta has said `outcome`.
  private func reminded(_ outcome: Outcome = .accepted(wamid: "wamid.r", returnedPhone: nil, userID: nil)) throws
    -> Office
  {
    let office = try waiting()
    try office.run(until: Self.tuesday)
    try office.send(at: Self.tuesday.plus(seconds: 1), outcome)
    return office
  }

  private func state(_ office: Office) throws -> ConversationState? { try office.conversation()?.state }

  @Test("is reminded once, with the time that counts, and then it is resolved at that time and not asked about")
  func remindedAndResolved() throws {
    let office = try waiting()
    try office.run(until: Self.tuesday.plus(seconds: -1))
    #expect(try office.entries(.reminder) == [])
    try office.run(until: Self.tuesday)
    let reminder = try #require(try office.entries(.reminder).first)
    #expect(
      reminder.rendering.freeForm?.text == """
        Carla Nieto, para seguir con su caso #1001 nos falta su respuesta.
        Si no nos escribe el jueves antes de las 10:10, lo daremos por resuelto.

        Escríbanos por este chat cuando guste: también después podemos retomarlo.
        """)
    // A whole day has passed since she wrote: only what Meta has approved may go.
    let claim = try #require(
      try office.send(at: Self.tuesday, .accepted(wamid: "wamid.r", returnedPhone: nil, userID: nil)))
    #expect(claim.useTemplate)
    #expect(claim.entry.rendering.template?.name == "reminder")
    #expect(claim.entry.rendering.template?.parameters.map(\.text) == ["1001", "el jueves antes de las 10:10"])
    try office.run(until: Self.thursday.plus(seconds: -1))
    #expect(try state(office) == .waitingCustomer)
    try office.run(until: Self.thursday)
    #expect(try state(office) == .resolved)
    #expect(try office.entries(.reminder).count == 1)
    #expect(try office.entries(.survey) == [])
    // Ten minutes of the sixteen hours had passed when we began to wait.
    #expect(try office.clock(.resolution)?.outcome == .met)
    #expect(office.record().suffix(3) == ["reminded", "resolved", "met"])
    try office.write("wamid.3", .text("¿Me pueden ayudar?"), at: Self.thursday.plus(minutes: 5))
    #expect(try state(office) == .open)
  }

  @Test("who asks for something after all is not resolved, and a reminder that has not gone out stays here")
  func writes() throws {
    let office = try waiting()
    try office.run(until: Self.tuesday)
    try office.write("wamid.3", .text("Busco la sucursal del centro"), at: Self.tuesday.plus(seconds: 1))
    #expect(try state(office) == .open)
    let reminder = try #require(try office.entries(.reminder).first)
    guard case .over = try office.claim(reminder.id, at: Self.tuesday.plus(seconds: 2)) else {
      Issue.record("it went out")
      return
    }
    #expect(try office.entries(.reminder).map(\.state) == [.cancelled])
    try office.run(until: Self.thursday.plus(minutes: 60 * 24 * 7))
    #expect(try state(office) == .open)
    #expect(!office.record().contains("not_reminded"))
  }

  @Test("who says thanks is not silent: the wait is counted from then, before a reminder and after it")
  func saysThanks() throws {
    let office = try waiting()
    try office.write("wamid.3", .text("Gracias"), at: ten.plus(minutes: 70))
    try office.run(until: Self.tuesday.plus(minutes: 59, seconds: 59))
    #expect(try office.entries(.reminder) == [])
    try office.run(until: Self.tuesday.plus(minutes: 60))
    try office.send(at: Self.tuesday.plus(minutes: 60), .accepted(wamid: "wamid.r", returnedPhone: nil, userID: nil))
    try office.write("wamid.4", .text("Muchas gracias"), at: Example.time("2026-11-25 09:00"))
    try office.run(until: Example.time("2026-11-25 17:59"))
    #expect(try office.entries(.reminder).count == 1)
    // A whole day of the office after Wednesday at nine; the time that she was told first is long past then.
    try office.run(until: Example.time("2026-11-25 18:00"))
    #expect(try office.entries(.reminder).count == 2)
    try office.send(
      at: Example.time("2026-11-25 18:00"), .accepted(wamid: "wamid.s", returnedPhone: nil, userID: nil))
    try office.run(until: Example.time("2026-11-27 17:59"))
    #expect(try state(office) == .waitingCustomer)
    try office.run(until: Example.time("2026-11-27 18:00"))
    #expect(try state(office) == .resolved)
  }

  @Test("whenever one of ours writes, the wait is counted from then")
  func personWrites() throws {
    let office = try waiting()
    try office.echo("wamid.3", "¿Sigue ahí?", at: ten.plus(minutes: 130))
    try office.run(until: Self.tuesday.plus(minutes: 119))
    #expect(try office.entries(.reminder) == [])
    try office.run(until: Self.tuesday.plus(minutes: 120))
    #expect(try office.entries(.reminder).count == 1)
  }

  @Test(
    "who could not be reminded is not resolved: it is open again, and the solution's clock runs",
    arguments: [
      Outcome.refused(code: "131026", remedy: .giveUp), .refused(code: "132001", remedy: .dropTemplate),
    ])
  func refused(outcome: Outcome) throws {
    let office = try reminded(outcome)
    // The template that Meta does not know in Spanish it does not know in the other languages either.
    while try office.send(at: Self.tuesday.plus(seconds: 1), outcome) != nil {}
    #expect(try state(office) == .open)
    #expect(office.record().last == "not_reminded")
    // 15:50 of sixteen hours are left at 10:10:01.
    #expect(try office.due(.resolution) == "2026-11-26 10:00")
  }

  @Test("nor is whom Meta could not reach though it took the reminder")
  func failedLater() throws {
    let office = try reminded()
    try office.status(.failed, of: "wamid.r", codes: [131_026], at: Self.tuesday.plus(minutes: 5))
    #expect(try state(office) == .open)
    #expect(office.record().last == "not_reminded")
  }

  @Test("a reminder that cannot go out while half of the time is left does not go out, and it is open again")
  func expires() throws {
    let office = try waiting()
    try office.run(until: Self.tuesday)
    let reminder = try #require(try office.entries(.reminder).first)
    #expect(reminder.validUntil == Example.time("2026-11-25 10:10"))
    try office.handle(.settled(reminder.id, .expired), at: Example.time("2026-11-25 10:10"))
    #expect(try state(office) == .open)
  }

  @Test("a supervisor who cancels the reminder has it open again")
  func discarded() throws {
    let office = try waiting()
    try office.run(until: Self.tuesday)
    let reminder = try #require(try office.entries(.reminder).first)
    try office.handle(.command(.discard(reminder.id, author: .person("lucia"))), at: Self.tuesday.plus(minutes: 1))
    #expect(try state(office) == .open)
  }

  @Test("with the window closed and no approved text it is open again at once")
  func withoutTemplate() throws {
    let office = Office(
      templates: ["ack"],
      closing: ClosingSettings(patience: .init(remindAfter: .minutes(24 * 60), resolveAfter: .minutes(60))))
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try act(.waitCustomer, office, at: ten.plus(minutes: 10))
    try office.run(until: ten.plus(minutes: 24 * 60 + 10))
    #expect(try office.send(at: ten.plus(minutes: 24 * 60 + 10), .expired) == nil)
    #expect(try office.entries(.reminder).map(\.failure) == ["window_closed"])
    #expect(try state(office) == .open)
  }

  @Test("what may have arrived counts: nobody is reminded twice")
  func inDoubt() throws {
    let office = try reminded(.inDoubt(reason: "timed_out"))
    let reminder = try #require(try office.entries(.reminder).first)
    try office.run(until: Self.thursday)
    #expect(try state(office) == .waitingCustomer)
    try office.handle(.settled(reminder.id, .doubtEnded), at: Self.thursday.plus(minutes: 1))
    #expect(try state(office) == .resolved)
    #expect(try office.entries(.reminder).map(\.state) == [.unconfirmed])
  }

  @Test("who wants no automatic messages gets none, and it is open again in place of the reminder")
  func optedOut() throws {
    let office = try waiting()
    try office.write("wamid.3", .text("STOP"), at: ten.plus(minutes: 20))
    try act(.waitCustomer, office, at: ten.plus(minutes: 30))
    try office.run(until: Self.tuesday.plus(minutes: 20))
    #expect(try office.entries(.reminder) == [])
    #expect(try state(office) == .open)
    #expect(office.record().last == "not_reminded")
  }

  @Test("who is waiting for us is not told that we wait for them")
  func answerOwed() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("¿Cuál es su horario de atención?"), at: ten)
    try act(.waitCustomer, office, at: ten.plus(minutes: 10))
    try office.run(until: Self.tuesday)
    #expect(try office.entries(.reminder) == [])
    #expect(try state(office) == .open)
  }

  @Test("while Meta's own agent has the customer nobody else reminds them")
  func heldByAgent() throws {
    let office = try waiting()
    try office.write("wamid.3", .text("¿Tienen sucursal en el centro?"), standby: true, at: ten.plus(minutes: 15))
    try office.run(until: Self.tuesday.plus(minutes: 5))
    #expect(try office.entries(.reminder) == [])
    #expect(try state(office) == .open)
  }

  @Test("who wrote to Meta's agent is not silent, though the agent has handed over and a person had answered")
  func wroteToTheAgent() throws {
    let office = try reminded()
    try office.handOver(at: Self.tuesday.plus(minutes: 50))
    // Written before the person's answer, and late on its way.
    try office.write(
      "wamid.3", .text("¿Tienen sucursal en el centro?"), written: ten.plus(minutes: 2), standby: true,
      at: Example.time("2026-11-24 12:00"))
    #expect(try state(office) == .waitingCustomer)
    try office.run(until: Example.time("2026-11-25 11:59"))
    #expect(try office.entries(.reminder).count == 1)
    try office.run(until: Example.time("2026-11-25 12:00"))
    #expect(try office.entries(.reminder).count == 2)
    try office.run(until: Self.thursday)
    #expect(try state(office) == .waitingCustomer)
  }

  @Test("taken up again and set to wait again it is reminded again")
  func waitsAgain() throws {
    let office = try reminded()
    try act(.resume, office, at: Self.tuesday.plus(minutes: 30))
    try act(.waitCustomer, office, at: Self.tuesday.plus(minutes: 50))
    try office.run(until: Example.time("2026-11-25 10:59"))
    #expect(try office.entries(.reminder).count == 1)
    try office.run(until: Example.time("2026-11-25 11:00"))
    #expect(try office.entries(.reminder).count == 2)
  }

  @Test("after a night that the gateway slept through, the customer has the whole time from the reminder on")
  func sleeps() throws {
    let office = try waiting()
    let friday = Example.time("2026-11-27 12:00")
    office.earliest = friday
    try office.run(until: friday)
    #expect(try state(office) == .waitingCustomer)
    try office.send(at: friday, .accepted(wamid: "wamid.r", returnedPhone: nil, userID: nil))
    try office.run(until: Example.time("2026-12-01 11:59"))
    #expect(try state(office) == .waitingCustomer)
    try office.run(until: Example.time("2026-12-01 12:00"))
    #expect(try state(office) == .resolved)
  }

  @Test("without such a rule it waits, and a rule that was taken away reminds nobody")
  func notConfigured() throws {
    let office = try waiting(
      (old: "  waiting_customer: { remind_after: 8h, resolve_after: 16h }\n", new: ""))
    try office.run(until: Self.thursday.plus(minutes: 60 * 24 * 30))
    #expect(try state(office) == .waitingCustomer)
    #expect(try office.entries(.reminder) == [])

    let changed = try waiting()
    changed.context = office.context
    try changed.run(until: Self.thursday.plus(minutes: 60 * 24 * 30))
    #expect(try state(changed) == .waitingCustomer)
    #expect(try changed.entries(.reminder) == [])
  }

  @Test("rules that first say for how long count from when the case is woken under them, and once")
  func countedLater() throws {
    let office = try waiting(
      (old: "  waiting_customer: { remind_after: 8h, resolve_after: 16h }\n", new: ""))
    let wednesday = Example.time("2026-11-25 11:00")
    let former = office.tables.journalLog.last
    try office.handle(.wake(.conversation(ConversationRef(1001))), at: wednesday)
    #expect(office.tables.journalLog.last == former)
    office.context = try Example.office().context
    try office.handle(.wake(.conversation(ConversationRef(1001))), at: wednesday)
    #expect(office.tables.journalLog.last == former + 1)
    try office.handle(.wake(.conversation(ConversationRef(1001))), at: wednesday.plus(minutes: 60))
    #expect(office.tables.journalLog.last == former + 1)
    // Six hours are left of Wednesday, lunch apart; two more on Thursday.
    try office.run(until: Example.time("2026-11-26 10:59"))
    #expect(try office.entries(.reminder) == [])
    try office.run(until: Example.time("2026-11-26 11:00"))
    #expect(try office.entries(.reminder).count == 1)
  }

  @Test("nor does an answer that comes late count such a wait from before it began")
  func countedFromALateEcho() throws {
    let office = try waiting(
      (old: "  waiting_customer: { remind_after: 8h, resolve_after: 16h }\n", new: ""))
    office.context = try Example.office().context
    let eleven = Example.time("2026-11-23 11:00")
    try office.echo("wamid.3", "¿Sigue ahí?", written: ten.plus(minutes: 2), at: eleven)
    try office.run(until: Example.time("2026-11-24 10:59"))
    #expect(try office.entries(.reminder) == [])
    try office.run(until: Example.time("2026-11-24 11:00"))
    #expect(try office.entries(.reminder).count == 1)
  }

  @Test("while others are waited for nobody is reminded")
  func othersAreWaitedFor() throws {
    let office = try waiting()
    try act(.waitThirdParty, office, at: ten.plus(minutes: 20))
    try office.run(until: Self.thursday.plus(minutes: 60 * 24 * 30))
    #expect(try state(office) == .waitingThirdParty)
    #expect(try office.entries(.reminder) == [])
  }
}
