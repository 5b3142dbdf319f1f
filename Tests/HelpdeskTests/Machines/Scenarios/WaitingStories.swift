import Testing

/// What whoever waits on a promise hears (semantics §9).
@Suite struct WaitingStories {
  @Test("two minutes before a promise breaks the customer gets one other time; both are measured, and no clock moves")
  func delay() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:13     → says delay, promising mon 10:30
      mon 10:13:02  the word of the delay is taken
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → promise of ack breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:16     a phone has the notice of due
      mon 10:25     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:25
                    → promise of ack breached at mon 10:15, answered at mon 10:25
                    → promise of delay met at mon 10:25
      """)
  }

  @Test("the second time breaks too: nobody is told a third one")
  func once() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:13     → says delay, promising mon 10:30
      mon 10:13:02  the word of the delay is taken
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → promise of ack breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:16     a phone has the notice of due
      mon 10:30     → promise of delay breached at mon 10:30
      mon 10:45     → +30m tells role:management urgently
                    → priority becomes urgent
      mon 11:59     time passes
      """)
  }

  @Test("whoever is answered in time hears of no delay")
  func answered() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:12     a person answers in the app, e1
                    → first_response of m1 met at mon 10:12
                    → promise of ack met at mon 10:12
      mon 10:40     time passes
      """)
  }

  @Test("an answer that Meta refuses after all: what is overdue is told then")
  func refused() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:12:30  a person replies r1
                    → first_response of m1 met at mon 10:12:30
                    → promise of ack met at mon 10:12:30
      mon 10:13:30  Meta refuses r1
                    → tells assignee that r1 failed: 131026
                    → first_response of m1 runs again
                    → promise of ack runs again
                    → says delay, promising mon 10:30
      mon 10:14     a person answers in the app, e1
                    → first_response of m1 met at mon 10:14
                    → promise of ack met at mon 10:14
      """)
  }

  @Test("in the evening the other time is as much working time again, not as many minutes of the night")
  func overnight() {
    play(
      """
      mon 17:50     the customer writes m1
      mon 17:50:02  → acknowledges with ack, promising tue 09:05
      mon 17:50:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 17:50:04
      mon 18:00     → -5m tells assignee
      tue 09:03     → says delay, promising tue 09:20
      tue 09:04     a person answers in the app, e1
                    → first_response of m1 met at tue 09:04
                    → promise of ack met at tue 09:04
      """)
  }

  @Test("after a night in which the gateway stood still, a time that has passed is not told")
  func stopped() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:01     the gateway stops
      mon 10:31     the gateway starts
                    → first_response of m1 breached at mon 10:15
                    → promise of ack breached at mon 10:15
                    → -5m of mon 10:10 is passed over
                    → due of mon 10:15 tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
                    → the delay is not told: next_time_passed
      mon 10:32     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:32
                    → promise of ack breached at mon 10:15, answered at mon 10:32
      """)
  }

  @Test("whoever asks what is new hears the time that they know, once; the question moves nothing")
  func news() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:08     the customer asks what is new, m2
                    → not acknowledged
                    → says news, promising mon 10:15
      mon 10:08:02  the word of what is new is taken
      mon 10:09     the customer asks what is new, m3
                    → not acknowledged
      mon 10:10     → -5m tells assignee
      mon 10:11     a person answers in the app, e1
                    → first_response of m1 met at mon 10:11
                    → promise of ack met at mon 10:11
      """)
  }

  @Test("asked after the other time was told, that one is said again; asked when all have passed, a new one")
  func newsAfterDelay() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:13     → says delay, promising mon 10:30
      mon 10:13:02  the word of the delay is taken
      mon 10:14     the customer asks what is new, m2
                    → not acknowledged
                    → says news, promising mon 10:30
      mon 10:14:30  a person answers in the app, e1
                    → first_response of m1 met at mon 10:14:30
                    → promise of ack met at mon 10:14:30
                    → promise of delay met at mon 10:14:30
      """)
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:13     → says delay, promising mon 10:30
      mon 10:13:02  the word of the delay is refused
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → promise of ack breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:16     a phone has the notice of due
      mon 10:20     the customer asks what is new, m2
                    → not acknowledged
                    → says news, promising mon 10:35
      mon 10:20:02  the word of what is new is taken
      mon 10:35     → promise of news breached at mon 10:35
      mon 10:36     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:36
                    → promise of ack breached at mon 10:15, answered at mon 10:36
                    → promise of news breached at mon 10:35, answered at mon 10:36
      """)
  }

  @Test("asked in the moment in which the delay is told: the delay is the answer, and both times stay measured")
  func newsAtTheDelay() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:10     → -5m tells assignee
      mon 10:13     the customer asks what is new, m2
                    → not acknowledged
                    → says delay, promising mon 10:30
      mon 10:13:02  the word of the delay is taken
      mon 10:14     the customer asks what is new, m3
                    → not acknowledged
                    → says news, promising mon 10:30
      mon 10:14:30  a person answers in the app, e1
                    → first_response of m1 met at mon 10:14:30
                    → promise of ack met at mon 10:14:30
                    → promise of delay met at mon 10:14:30
      """)
  }

  @Test("while a person is writing with them, the person is the answer")
  func newsWhileActive() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:05     a person answers in the app, e1
                    → first_response of m1 met at mon 10:05
                    → promise of ack met at mon 10:05
      mon 10:08     the customer asks what is new, m2
                    → not acknowledged
      mon 10:20     a person answers in the app, e2
                    → next_response of m2 met at mon 10:20
      """)
  }

  @Test("nobody who wants silence hears of a delay or of what is new")
  func silence() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:05     the customer wants no automatic messages
      mon 10:06     the customer asks what is new, m2
                    → not acknowledged
      mon 10:10     → -5m tells assignee
      mon 10:13     → the delay is not told: opted_out
      mon 10:14     a person answers in the app, e1
                    → first_response of m1 met at mon 10:14
                    → promise of ack met at mon 10:14
      """)
  }
}
