import BusinessTime
import Gateway
import Helpdesk
import Testing

@testable import Simulation

/// `acuse explain`: whole stories of the example's office, from the first message to the end, as somebody reads them.
@Suite struct StoryTests {
  private let ten = Office.ten

  @Test("a promise that was missed: who was told when, who was passed over and why, and how late the answer was")
  func missed() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("Hola, me hicieron un cobro doble"), at: ten)
    try office.run(until: ten.plus(seconds: 2))
    try office.send(at: ten.plus(seconds: 2), .accepted(wamid: "w.ack", returnedPhone: nil, userID: nil))
    try office.status(.delivered, of: "w.ack", at: ten.plus(seconds: 4))
    try office.status(.read, of: "w.ack", at: ten.plus(minutes: 1))
    try office.run(until: ten.plus(minutes: 11))
    try office.send(at: ten.plus(minutes: 10, seconds: 4), .accepted(wamid: "w.ana", returnedPhone: nil, userID: nil))
    try office.status(.delivered, of: "w.ana", at: ten.plus(minutes: 10, seconds: 5))
    try office.run(until: ten.plus(minutes: 13))
    try office.send(
      at: ten.plus(minutes: 13, seconds: 1), .accepted(wamid: "w.delay", returnedPhone: nil, userID: nil))
    try office.status(.delivered, of: "w.delay", at: ten.plus(minutes: 13, seconds: 2))
    try office.run(until: ten.plus(minutes: 15))
    try office.send(at: ten.plus(minutes: 15, seconds: 1), .refused(code: "131026", remedy: .giveUp))
    try office.send(at: ten.plus(minutes: 15, seconds: 2), .accepted(wamid: "w.ana2", returnedPhone: nil, userID: nil))
    try office.reply(to: 1001, by: "beto", at: ten.plus(minutes: 20))
    try office.send(at: ten.plus(minutes: 20, seconds: 1), .accepted(wamid: "w.beto", returnedPhone: nil, userID: nil))
    try office.status(.delivered, of: "w.beto", at: ten.plus(minutes: 20, seconds: 2))
    try office.act(.resolve, by: "beto", at: ten.plus(minutes: 60))
    try office.run(until: Example.time("2026-11-24 11:00"))
    let text = try office.story(at: Example.time("2026-11-25 09:00")).text
    #expect(
      text == """
        Conversation #1001 with Carla Nieto on the number Soporte, opened on Monday 23 November 2026 at
        10:00. All times are those of America/Mexico_City. It is closed, with priority high and in the
        category billing; it is Beto Gil's, in the team soporte, under the policy “informacion”. It stands
        in the stage “Revisión de supervisor” and carries the tags “pago” and “SLA incumplido”.

        What was promised
          - The acknowledgement: the customer wrote at 10:00 on Monday 23 November. WhatsApp took it at
            10:00:02, 2 s after the message.
          - The first answer was due at 10:15: the customer wrote at 10:00 on Monday 23 November, and the
            policy “informacion” gives 15 min of the calendar “oficina”. It was missed: a person answered
            only at 10:20, 5 min late.
          - The solution was due on Wednesday 25 November at 10:00: the conversation opened at 10:00 on
            Monday 23 November, and the policy “informacion” gives 16 h of the calendar “oficina”. It was
            kept: the case was resolved at 11:00, 1 day 23 h before that.
          - The customer was promised an answer by 10:15, in a message that WhatsApp took at 10:00:02. It
            was missed: a person answered only at 10:20, 5 min late.
          - The customer was promised an answer by 10:30, in a message that WhatsApp took at 10:13:01. It
            was kept: a person answered at 10:20, 10 min before that.

        What happened
        Monday 23 November 2026 (UTC-06:00)
          10:00:00  The customer wrote. What was recognised in it: “cobro doble” (by the rule “pago”), “me
                    hicieron un cobro” (as billing), “cobro doble” (as billing) and “cobro doble” (as a
                    quarrel about money).
          10:00:00  The conversation opened. The policy “informacion” applies: of those before it in the
                    rules, “critica” is for the category critical failure, “grave” is for the category major
                    failure, “menor” is for the category minor failure and “requerimiento” is for the
                    category change request.
          10:00:00  The message was sorted as billing with priority high, by the rule “pago”.
          10:00:00  It was given to Ana Ruiz.
          10:00:02  The customer was acknowledged (text “ack”) and promised an answer by 10:15, when the
                    first answer is due. WhatsApp took it at 10:00:02, it reached the phone at 10:00:04, and
                    it was read at 10:01.
          10:00:02  The acknowledgement counts as given, 2 s after the message.
          10:10:03  When 67 % of the time for the first answer had passed, the ladder called for a notice to
                    whoever has the case.
          10:10:03  A notice to Ana Ruiz was written. WhatsApp took it at 10:10:04 as an approved template,
                    because the 24-hour window was closed, and it reached the phone at 10:10:05.
          10:13:00  The customer was told that their answer will be late (text “delay”) and promised one by
                    10:30; the first promise still counts. WhatsApp took it at 10:13:01, and it reached the
                    phone at 10:13:02.
          10:15:00  A promise was missed: the first answer was due now, and nobody had answered.
          10:15:00  The time that the customer had been promised passed, and nobody had answered.
          10:15:00  When the first answer was due, the ladder called for a notice to the lead of the team.
          10:15:00  A notice to Lucía Paz was written. It did not go through: this phone cannot receive it
                    (WhatsApp's error 131026).
          10:15:00  It was given the tag “SLA incumplido”.
          10:15:00  It was moved to the stage “Revisión de supervisor”.
          10:15:00  It was given to Beto Gil.
          10:15:01  Nobody of those could be reached, so it goes on to whoever is on duty in the rota
                    guardia.
          10:15:01  A notice to Ana Ruiz was written. WhatsApp took it at 10:15:02 as an approved template,
                    because the 24-hour window was closed; that it reached the phone is not known yet.
          10:20:00  Beto Gil answered, 5 min after the first answer was due. WhatsApp took it at 10:20:01,
                    and it reached the phone at 10:20:02.
          10:20:00  What the customer had been promised was kept.
          11:00:00  Beto Gil resolved it.
          11:00:00  The customer was told that it is resolved, and asked how it was. It waits to be sent.
          11:00:00  The solution came in time, 1 h after the case was opened.

        Tuesday 24 November 2026 (UTC-06:00)
          11:00:00  It was closed for good, because nobody had asked for anything since it was resolved.
        """, "\(text)")
  }

  @Test("a wait that does not count: who began it, what ended it, and the due time that came of it")
  func paused() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("Se cayó todo el sistema, nadie puede trabajar"), at: ten)
    try office.run(until: ten.plus(minutes: 4))
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try office.act(.waitCustomer, by: "ana", at: Example.time("2026-11-23 11:00"))
    let story = try office.story(at: Example.time("2026-11-23 12:00"))
    #expect(
      story.clocks.map(\.text).last == """
        The solution has no due time now: the conversation opened at 10:00 on Monday 23 November, and the policy \
        “critica” gives 4 h of the calendar “oficina”. It stands still: from 11:00 on while waiting for the customer. \
        When it will be due is known once the waiting ends.
        """)
    #expect(
      story.heading.contains(
        "It is waiting for the customer, with priority urgent and in the category critical failure; it is Ana Ruiz's"))

    try office.write("wamid.3", .text("Ya reinicié y sigue igual"), at: Example.time("2026-11-23 13:00"))
    try office.echo("wamid.4", "Listo, ya quedó", at: Example.time("2026-11-23 13:05"))
    try office.act(.resolve, by: "ana", at: Example.time("2026-11-23 15:30"))
    let end = try office.story(at: Example.time("2026-11-23 16:00"))
    #expect(
      end.clocks.first { $0.instance.clock == .resolution }?.text == """
        The solution was due at 17:00: the conversation opened at 10:00 on Monday 23 November, and the policy \
        “critica” gives 4 h of the calendar “oficina”. It stood still for 2 h: from 11:00 until 13:00 while waiting \
        for the customer. It was kept: the case was resolved at 15:30, 1 h 30 min before that.
        """)
    let told = end.events.suffix(8).map(\.text)
    #expect(
      told == [
        "The customer wrote.", "The customer wrote again, which ended the waiting.",
        "No acknowledgement was due: another one had been decided within the interval.",
        "A person answered in the phone app.", "The next answer came in time, 5 min after the message.",
        "Ana Ruiz resolved it.",
        "The customer was told that it is resolved, and asked how it was. It waits to be sent.",
        "The solution came in time, 5 h 30 min after the case was opened.",
      ], "\(told)")
    #expect(end.heading.contains("Whatever the customer asks until Tuesday 24 November at 15:30 reopens it."))
  }

  @Test("why nobody acknowledged: who wants no automatic messages is told once, and a person's answer comes first")
  func unacknowledged() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("BAJA"), at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let story = try office.story(at: ten.plus(minutes: 1))
    #expect(
      story.clocks.map(\.text).first
        == "The acknowledgement: the customer wrote at 10:00 on Monday 23 November. It does not count as given: the customer wants no automatic messages."
    )
    let told = story.events.map(\.text)
    #expect(
      told.contains("This message is left without an acknowledgement: the customer wants no automatic messages."))
    #expect(
      told.contains(
        "The customer wants no automatic messages any more, and was told that this was heard. It waits to be sent."))
    #expect(story.heading.hasSuffix("The first answer is due at 10:15, in 14 min."))

    try office.write("wamid.2", from: "5215555506002", .text("¿Cuál es su horario de atención?"), at: ten)
    try office.echo("wamid.3", to: "5215555506002", at: ten.plus(seconds: 6))
    let other = try office.story(of: 1002, at: ten.plus(minutes: 1))
    #expect(
      other.events.map(\.text).contains {
        $0.hasPrefix("This message is left without an acknowledgement: a person had written to this customer within")
      }, "\(other.events.map(\.text))")
  }

  @Test("a message that came late is said to have come late, and so is the promise that was counted from then")
  func late() throws {
    let office = try Example.office()
    try office.write(
      "wamid.1", .text("¿Cuál es su horario de atención?"), written: ten, at: ten.plus(minutes: 40))
    try office.run(until: ten.plus(minutes: 40, seconds: 2))
    let story = try office.story(at: ten.plus(minutes: 41))
    let told = story.events.map(\.text)
    #expect(
      told.first?.hasPrefix("The customer wrote; WhatsApp brought it only at 10:40, 40 min later. What was recognised")
        == true)
    #expect(
      told.contains(
        "When 67 % of the time for the first answer had passed, nobody was told: a later step had passed as well by the time it was decided, and tells."
      ))
    #expect(
      told.contains(
        "The customer was acknowledged with the late text (“ack_late”), because the message had come late; it promises an answer by 10:56, and no clock moves for it. It waits to be sent."
      ))
    #expect(story.heading.hasSuffix("The first answer is overdue by 26 min."))
    #expect(
      story.clocks.map(\.text).contains(
        "The first answer was due at 10:15: the customer wrote at 10:00 on Monday 23 November, and the policy “informacion” gives 15 min of the calendar “oficina”. It was missed, and nobody has answered yet."
      ))
  }

  private static let question = MessageContent.text("¿Cuál es su horario de atención?")
  private static let given = "the customer wrote at 10:00 on Monday 23 November, and the policy"

  @Test("an answer after lunch is late by the clock on the wall and by the hours that count")
  func openingHours() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.question, at: Example.time("2026-11-23 13:40"))
    try office.run(until: Example.time("2026-11-23 15:00"))
    try office.echo("wamid.2", at: Example.time("2026-11-23 15:05"))
    let text = try #require(try office.story(at: Example.time("2026-11-23 16:00")).text(of: .firstResponse))
    #expect(text.hasPrefix("The first answer was due at 13:55: the customer wrote at 13:40 on Monday 23 November,"))
    #expect(
      text.hasSuffix(
        " It was missed: a person answered only at 15:05, 1 h 10 min late, 10 min of it in opening hours."))
  }

  @Test("what was booked first and what is true are both told")
  func corrected() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.question, at: ten)
    try office.run(until: ten.plus(minutes: 20))
    try office.echo("wamid.2", written: ten.plus(minutes: 10), at: ten.plus(minutes: 25))
    let story = try office.story(at: ten.plus(minutes: 26))
    #expect(
      story.text(of: .firstResponse)
        == "The first answer was due at 10:15: \(Self.given) “informacion” gives 15 min of the calendar “oficina”. "
        + "It was kept: a person answered at 10:10, 5 min before that. "
        + "It had been booked as missed first, and was corrected at 10:25.")
    #expect(
      story.events.map(\.text).contains(
        "It turned out that the first answer had come in time, 10 min after the message: what was booked before does "
          + "not hold."))
  }

  @Test("another policy is told with its time and its reason, and a program's message with the program's name")
  func moved() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.question, at: ten)
    try office.run(until: ten.plus(seconds: 2))
    try office.handle(
      .command(.reply(ConversationRef(1001), text: "Un momento", author: .automation(name: "crm"))),
      at: ten.plus(minutes: 3))
    try office.act(.category("critical_failure"), by: "ana", at: ten.plus(minutes: 5))
    let story = try office.story(at: ten.plus(minutes: 6))
    #expect(
      story.text(of: .firstResponse)
        == "The first answer is due at 10:10: \(Self.given) “critica” gives 10 min of the calendar “oficina”. "
        + "It went over to that policy only at 10:05. It still runs.")
    let told = story.events.suffix(3).map(\.text)
    #expect(
      told == [
        "The program crm wrote to the customer, which stops no clock. It waits to be sent.",
        "Ana Ruiz set its category to critical failure.",
        "The policy “critica” applies from now on. Clocks that are not decided go over to it with their start and "
          + "pauses.",
      ], "\(told)")
    #expect(story.heading.hasSuffix("The first answer is due at 10:10, in 4 min."))
  }

  @Test("no phone and no text of a message is told, whoever wrote it")
  func confidential() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("Mi clave secreta es girasol, ¿cuál es su horario de atención?"), at: ten)
    try office.run(until: ten.plus(minutes: 16))
    try office.reply(to: 1001, by: "ana", at: ten.plus(minutes: 17))
    let text = try office.story(at: ten.plus(minutes: 18)).text
    for secret in ["girasol", "clave", "5555506001", "Con gusto", "5550", "wamid"] {
      #expect(!text.contains(secret), "\(secret)")
    }
  }
}

extension Office {
  func story(of ref: Int64 = 1001, at now: Timestamp) throws -> CaseStory {
    let ref = ConversationRef(ref)
    let detail = try #require(try tables.detail(ref, messages: CaseFile.most))
    return CaseStory(
      CaseFile(
        detail: detail, alerts: try tables.alerts(about: ref, most: CaseFile.most), rules: context.rules,
        book: context.books[detail.summary.conversation.version] ?? context.rules.book, now: now))
  }

  func act(_ action: Helpdesk.Action, on ref: Int64 = 1001, by author: PersonID, at now: Timestamp) throws {
    let answer = try handle(.command(.act(ConversationRef(ref), action, author: .person(author))), at: now)
    #expect(answer == .done)
  }

  func reply(to ref: Int64, by author: PersonID, at now: Timestamp) throws {
    let answer = try handle(
      .command(.reply(ConversationRef(ref), text: "Con gusto", author: .person(author))), at: now)
    guard case .replied = answer else { throw Example.Refused(problems: ["\(answer)"]) }
  }
}

extension CaseStory {
  fileprivate func text(of kind: ClockKind) -> String? { clocks.first { $0.instance.clock == kind }?.text }
}
