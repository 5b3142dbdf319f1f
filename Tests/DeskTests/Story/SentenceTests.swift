import BusinessTime
import Helpdesk
import Testing

@testable import Gateway
@testable import Simulation

/// Each line of the record, in the form in which the desk writes it, and the sentence that is told for it.
@Suite struct SentenceTests {
  typealias Line = (what: String, why: String, sentence: String)

  private static let lines: [Line] = [
    ("opened", "policy critica", "The conversation opened. The policy “critica” applies."),
    (
      "opened", "policy grave; not critica (category)",
      "The conversation opened. The policy “grave” applies: of those before it in the rules, “critica” is for the category critical failure."
    ),
    (
      "policy", "policy critica",
      "The policy “critica” applies from now on. Clocks that are not decided go over to it with their start and pauses."
    ),
    (
      "sorted", "critical_failure, urgent: lexicon:critical_failure",
      "The message was sorted as critical failure with priority urgent, by the words that Acuse ships with."
    ),
    (
      "sorted", "other, high: words of urgency",
      "The message was sorted as other with priority high, because of words of urgency in it."
    ),
    (
      "sorted", "other, normal: nothing was recognised",
      "The message was sorted as other with priority normal, though nothing in it was recognised."
    ),
    (
      "time_replaced", "Meta's timestamp was unreadable or out of bounds",
      "WhatsApp's own time of this message made no sense, so the time of its arrival counts."
    ),
    ("noted", "asks for nothing: courtesy", "Thanks, or a word like it, came after an answer, which asks for nothing."),
    ("noted", "asks for nothing: comment", "The customer said something about how it was, which asks for nothing."),
    ("brought", "form, by automation:crm", "It did not come by WhatsApp: the program crm brought it."),
    ("asked", "how it was", "The customer was told that it is resolved, and asked how it was."),
    ("not_asked", "opted_out", "The customer was not asked how it was: the customer wants no automatic messages."),
    ("not_asked", "asked_within_a_day", "The customer was not asked how it was: they had been asked within a day."),
    ("promise_kept", "a person answered by then", "What the customer had been promised was kept."),
    (
      "promise_missed", "nobody had answered by then",
      "The time that the customer had been promised passed, and nobody had answered."
    ),
    (
      "misfire", "pago, should be sales, by ana",
      "Ana Ruiz said that the rule “pago” got a message wrong; the category should have been sales."
    ),
    ("misfire", "pago, by ana", "Ana Ruiz said that the rule “pago” got a message wrong."),
    ("misfire_undone", "pago, by ana", "Ana Ruiz took back that the rule “pago” had been wrong."),
    ("rated", "4 of 5", "The customer rated it 4 of 5."),
    ("noted", "asks for nothing: reaction", "A reaction came, which asks for nothing."),
    ("noted", "asks for nothing: edit", "A message was edited, which asks for nothing."),
    ("noted", "asks for nothing: revoke", "A message was deleted by who wrote it, which asks for nothing."),
    ("noted", "asks for nothing: welcome", "The chat was opened without a word, which asks for nothing."),
    ("noted", "asks for nothing: system", "WhatsApp itself announced something in the chat, which asks for nothing."),
    (
      "noted", "asks for nothing: unsupported", "Something came that WhatsApp does not pass on, which asks for nothing."
    ),
    (
      "held", "Meta's agent has the thread; the clocks start when it hands over",
      "Meta's own agent has the conversation: nobody of ours is asked, and no clock runs, until it hands over."
    ),
    (
      "handed_over", "Meta's agent handed the thread over; the clocks start",
      "Meta's own agent handed the conversation over; the clocks start."
    ),
    (
      "handed_over", "Meta's agent handed the thread over; nobody was waiting",
      "Meta's own agent handed the conversation over; nobody was waiting."
    ),
    (
      "handed_over", "Meta's agent handed the thread over; a person had answered",
      "Meta's own agent handed the conversation over; a person had answered already."
    ),
    (
      "acknowledged", "ack: promises the due time of next_response",
      "The customer was acknowledged (text “ack”) and promised an answer by when the next answer is due."
    ),
    (
      "acknowledged", "ack_late: the due time had passed",
      "The customer was acknowledged with the late text (“ack_late”), because the due time had passed already; it promises an answer, and no clock moves for it."
    ),
    (
      "acknowledged", "ack_late: the first one expired unsent",
      "The customer was acknowledged with the late text (“ack_late”), because the first acknowledgement could not be sent before its promise had passed; it promises an answer, and no clock moves for it."
    ),
    (
      "not_acknowledged", "one was decided within the interval",
      "No acknowledgement was due: another one had been decided within the interval."
    ),
    (
      "delay_told", "delay",
      "The customer was told that their answer will be late (text “delay”) and promised one by another time; the first promise still counts."
    ),
    (
      "delay_untold", "acknowledged_anew",
      "The customer was not told of the delay: another acknowledgement was about to say a time of its own."
    ),
    (
      "delay_untold", "next_time_passed",
      "The customer was not told of the delay: as much time again had passed as well."
    ),
    (
      "news_told", "news: another time",
      "The customer asked what is new and was told another time (text “news”)."
    ),
    (
      "news_told", "news: the time that they know",
      "The customer asked what is new and was told again when they will be answered (text “news”)."
    ),
    (
      "muted", "one of our own numbers wrote",
      "From here on no automatic message goes to this customer for a while: one of our own numbers wrote, so two machines would answer each other. The team's lead is told."
    ),
    (
      "muted", "the same text again and again, or answers as quick as a machine's",
      "From here on no automatic message goes to this customer for a while: the same text came again and again, or answers as quick as a machine's. The team's lead is told."
    ),
    (
      "late_ingest", "kept aside, and usable only now",
      "The message had been kept aside and could be used only now: no clock counts it, and somebody is told."
    ),
    ("merged", "into #1042", "It turned out to be the same customer's as #1042, which goes on in its place."),
    (
      "absorbed", "#1043", "Another open conversation of the same customer, #1043, was merged into this one."
    ),
    (
      "absorbed", "#1043, high",
      "Another open conversation of the same customer, #1043, was merged into this one. Its priority, high, is this one's now."
    ),
    (
      "resumed", "another open conversation of the same customer was merged into it",
      "The waiting ended, because another open conversation of the same customer was merged into it."
    ),
    (
      "reopened", "another open conversation of the same customer was merged into it",
      "It was reopened, because another open conversation of the same customer was merged into it."
    ),
    (
      "needs_answer", "the customer's message asks for something, by ana",
      "Ana Ruiz decided that the customer's message asks for something: an answer is owed since then."
    ),
    ("replied", "a person answered", "A person answered."),
    ("replied", "a person answered in the phone app", "A person answered in the phone app."),
    (
      "automatic", "an automatic message of the phone app or of Meta's agent; no clock stops",
      "An automatic message of the phone app or of Meta's agent went out, which stops no clock."
    ),
    (
      "reply_failed", "a person's reply does not count: 131047",
      "That answer does not count: more than 24 hours had passed since the recipient last wrote (WhatsApp's error 131047). Whoever wrote it is told."
    ),
    (
      "reply_failed", "a person's reply does not count: not_accepted_in_time",
      "That answer does not count: WhatsApp had not taken it within 2 min. Whoever wrote it is told."
    ),
    ("reply_live", "the reply went through after all", "That answer went through after all, and counts again."),
    ("met", "next_response", "The next answer came in time."),
    ("met", "acknowledgement", "The acknowledgement counts as given."),
    (
      "met_corrected", "first_response",
      "It turned out that the first answer had come in time: what was booked before does not hold."
    ),
    (
      "breached", "first_response was due and nobody had answered",
      "A promise was missed: the first answer was due now, and nobody had answered."
    ),
    (
      "breached", "resolution was due and it was not resolved",
      "A promise was missed: the solution was due now, and the case was not solved."
    ),
    (
      "excluded", "acknowledgement: human_active",
      "This message is left without an acknowledgement: a person had written to this customer within the last 5 minutes."
    ),
    (
      "excluded", "acknowledgement: failed: 131026",
      "This message is left without an acknowledgement: this phone cannot receive it (WhatsApp's error 131026)."
    ),
    (
      "excluded", "first_response: resolved_without_reply",
      "The clock of the first answer counts neither as kept nor as missed: the conversation was resolved without an answer."
    ),
    (
      "excluded", "next_response: lunar_phase",
      "The clock of the next answer counts neither as kept nor as missed: “lunar_phase”."
    ),
    (
      "runs_again", "first_response: what had ended it does not count any more",
      "The clock of the first answer runs again: what had ended it does not count."
    ),
    (
      "step", "first_response -5m: tells assignee",
      "5 min before the first answer was due, the ladder called for a notice to whoever has the case."
    ),
    (
      "step", "resolution +4h: tells role:management, rota:guardia",
      "4 h after the solution was due, the ladder called for a notice to everybody with the role management and whoever is on duty in the rota guardia."
    ),
    (
      "step", "next_response due: tells person:lucia, team:soporte",
      "When the next answer was due, the ladder called for a notice to Lucía Paz and everybody of the team soporte."
    ),
    (
      "step", "first_response 67%: passed over: a later step tells",
      "When 67 % of the time for the first answer had passed, nobody was told: a later step had passed as well by the time it was decided, and tells."
    ),
    (
      "step", "first_response +90s: tells nobody",
      "90 s after the first answer was due, a step was taken that tells nobody."
    ),
    (
      "step_lost", "first_response due: its ladder is gone",
      "When the first answer was due, a step was to be taken; its ladder is not known any more."
    ),
    (
      "fail_over", "step due: not delivered within 300 s; telling role:management",
      "The notice had reached no phone within 5 min, so it goes on to everybody with the role management."
    ),
    (
      "fail_over", "step critica/-5m: not answered within 90 s; telling lead",
      "Nobody had answered within 1 min 30 s, so it goes on to the lead of the team."
    ),
    (
      "fail_over", "step due: nobody could be reached; telling rota:guardia",
      "Nobody of those could be reached, so it goes on to whoever is on duty in the rota guardia."
    ),
    ("alert", "to lucia: at once", "A notice to Lucía Paz was written."),
    (
      "alert", "to lucia: held for quiet hours",
      "Lucía Paz has quiet hours: the notice waits for their end, and whoever is next is told."
    ),
    (
      "alert", "to beto: suppressed by the hourly cap",
      "Beto Gil was passed over: the hourly cap of notices was reached."
    ),
    ("alert", "to gone: at once", "A notice to gone was written."),
    (
      "alert_repeated", "to lucia: at once",
      "Whether the notice to Lucía Paz arrived is not known, so it was written once more and says so."
    ),
    ("mailed", "to lucia", "Lucía Paz is told by mail: WhatsApp does not reach them now."),
    (
      "nobody_to_tell", "rota:guardia, team:soporte",
      "Nobody could be told; meant were whoever is on duty in the rota guardia and everybody of the team soporte."
    ),
    (
      "not_told", "telling the customer (escalated) is not acted on by this version",
      "The step would also write to the customer, which this version does not do."
    ),
    ("assigned", "to ana", "It was given to Ana Ruiz."),
    ("assigned", "to beto, by ana", "Ana Ruiz gave it to Beto Gil."),
    ("assigned", "to beto, by beto", "Beto Gil took it."),
    ("assigned", "to beto, by automation:crm", "The program crm gave it to Beto Gil."),
    (
      "unassigned", "nobody of the team is on shift and has capacity",
      "It was given to nobody: nobody of the team was on shift with room for another case."
    ),
    (
      "unassigned", "nobody else has capacity",
      "It stayed where it was: nobody else had room for another case."
    ),
    ("unassigned", "by lucia", "Lucía Paz took it from whoever had it; it is nobody's."),
    ("team", "especialistas: instalacion", "It was moved to the team especialistas by the rule “instalacion”."),
    ("team", "especialistas, by ana", "Ana Ruiz moved it to the team especialistas."),
    ("tagged", "SLA incumplido", "It was given the tag “SLA incumplido”."),
    ("tagged", "casa, jardín y más", "It was given the tag “casa, jardín y más”."),
    ("tagged", "VIP, by ana", "Ana Ruiz set the tag “VIP”."),
    ("untagged", "VIP, by ana", "Ana Ruiz took the tag “VIP” away."),
    ("stage", "Revisión de supervisor", "It was moved to the stage “Revisión de supervisor”."),
    ("stage", "Cotización, by ana", "Ana Ruiz moved it to the stage “Cotización”."),
    ("queue", "urgentes", "It was moved to the queue “urgentes”."),
    ("queue", "urgentes, by ana", "Ana Ruiz moved it to the queue “urgentes”."),
    ("priority", "urgent", "Its priority was set to urgent."),
    ("priority", "low, by ana", "Ana Ruiz set its priority to low."),
    ("category", "change_request, by ana", "Ana Ruiz set its category to change request."),
    ("waiting", "waiting_customer, by ana", "Ana Ruiz set it to waiting for the customer."),
    ("waiting", "waiting_third_party, by automation:crm", "The program crm set it to waiting for others."),
    (
      "reminded", "reminder",
      "The customer had said nothing, so they were asked to write, and told when it counts as resolved."
    ),
    (
      "not_reminded", "opted_out",
      "The customer could not be reminded: the customer wants no automatic messages. It is open again, for nobody waits unseen."
    ),
    (
      "not_reminded", "answer_owed",
      "The customer could not be reminded: they were waiting for an answer of ours. It is open again, for nobody waits unseen."
    ),
    (
      "not_reminded", "failed: 131026",
      "The customer could not be reminded: this phone cannot receive it (WhatsApp's error 131026). It is open again, for nobody waits unseen."
    ),
    (
      "resolved", "the customer said nothing after a reminder",
      "It was resolved, because the customer said nothing after a reminder."
    ),
    ("resumed", "by ana", "Ana Ruiz ended the waiting."),
    ("resumed", "the customer asked for something", "The customer wrote again, which ended the waiting."),
    ("dismissed", "what waited needs no answer, by ana", "Ana Ruiz decided that what waited needs no answer."),
    ("resolved", "by ana", "Ana Ruiz resolved it."),
    ("reopened", "the customer asked for something", "It was reopened, because the customer asked for something."),
    (
      "reopened", "Meta's agent handed the thread over",
      "It was reopened, because Meta's own agent handed it over."
    ),
    ("reopened", "by lucia", "Lucía Paz reopened it."),
    (
      "closed", "nobody asked for anything since it was resolved",
      "It was closed for good, because nobody had asked for anything since it was resolved."
    ),
    ("send_retried", "reply, by lucia", "Lucía Paz had the answer sent once more."),
    ("send_discarded", "alert, by lucia", "Lucía Paz had the notice cancelled before it was sent."),
    (
      "send_discarded", "opt_out_confirmation, by automation:crm",
      "The program crm had the confirmation that automatic messages stop cancelled before it was sent."
    ),
    // Of a newer version: as it stands.
    ("moon_phase", "full, by nobody", "Moon phase: full, by nobody."),
    ("opened", "by a spell", "Opened: by a spell."),
    ("step", "something new", "Step: something new."),
  ]

  @Test("each line of the record is a sentence that a colleague would say")
  func sentences() throws {
    let words = try Self.words()
    for line in Self.lines {
      let entry = TimelineEntry(at: Office.ten.plus(minutes: 99), what: line.what, why: line.why)
      #expect(
        RecordStory(entry: entry, words: words, send: nil).text == line.sentence, "\(line.what): \(line.why)")
    }
  }

  @Test("every word of the record stands among the lines above")
  func complete() {
    #expect(Set(RecordWord.allCases.map(\.rawValue)).subtracting(Self.lines.map(\.what)) == [])
  }

  /// A case under the example's rules, in which nothing happened at the time of the lines above.
  static func words() throws -> StoryWords {
    let office = try Example.office()
    try office.write("wamid.1", at: Office.ten)
    let detail = try #require(try office.tables.detail(ConversationRef(1001), messages: 10))
    return StoryWords(
      CaseFile(
        detail: detail, alerts: [], rules: office.context.rules, book: office.context.rules.book, now: Office.ten))
  }
}
