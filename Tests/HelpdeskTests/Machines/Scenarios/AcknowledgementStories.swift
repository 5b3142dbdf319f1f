import Testing

@Suite struct AcknowledgementStories {
  @Test("a burst is acknowledged once, and the customer is answered in time")
  func burst() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:01  the customer writes m2
      mon 10:00:03  → acknowledges with ack, promising mon 10:15
      mon 10:00:04  the acknowledgement is taken
                    → acknowledgement of m1 met at mon 10:00:04
      mon 10:09     a person answers in the app, e1
                    → first_response of m1 met at mon 10:09
                    → promise of ack met at mon 10:09
      mon 10:30     time passes
      """)
  }

  @Test("whoever goes on writing is answered ten seconds after the first word")
  func quietWindow() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:01  the customer writes m2
      mon 10:00:02  the customer writes m3
      mon 10:00:03  the customer writes m4
      mon 10:00:04  the customer writes m5
      mon 10:00:05  the customer writes m6
      mon 10:00:06  the customer writes m7
      mon 10:00:07  the customer writes m8
      mon 10:00:08  the customer writes m9
      mon 10:00:09  the customer writes m10
      mon 10:00:10  → acknowledges with ack, promising mon 10:15
      mon 10:00:11  the customer writes m11
                    → not acknowledged
      mon 10:01     a person answers in the app, e1
                    → first_response of m1 met at mon 10:01
      """)
  }

  @Test("in the evening the promise is the next morning")
  func closed() {
    play(
      """
      mon 20:00     the customer writes m1
      mon 20:00:02  → acknowledges with ack_closed, promising tue 09:15
      tue 09:10     → -5m tells assignee
      tue 09:14     a person answers in the app, e1
                    → first_response of m1 met at tue 09:14
      """)
  }

  @Test("one that expired unsent gives way to the late text once, and the clock does not move")
  func late() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:15     the acknowledgement is expired
                    → acknowledges with ack_late, promising mon 10:30
                    → first_response of m1 breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:16     a phone has the notice of due
      mon 10:30     the acknowledgement is expired
                    → acknowledgement of m1 excluded: expired
      mon 10:31     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:31
      """)
  }

  @Test("a message that comes an hour late is told a time that can be kept; what was due stays due")
  func stale() {
    play(
      """
      mon 11:00     the customer writes m1, written mon 10:00
                    → first_response of m1 breached at mon 10:15
                    → -5m of mon 10:10 is passed over
                    → due of mon 10:15 is passed over
                    → +30m of mon 10:45 tells role:management urgently
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
                    → priority becomes urgent
      mon 11:00:02  → acknowledges with ack_late, promising mon 11:15:02
      mon 11:10     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 11:10
      """)
  }

  @Test("whoever wants no automatic messages gets none and is served all the same")
  func optOut() {
    play(
      """
      mon 10:00     the customer wants no automatic messages
      mon 10:00:10  the customer writes m1
      mon 10:00:12  → acknowledgement of m1 excluded: opted_out
      mon 10:10:10  → -5m tells assignee
      mon 10:12     a person answers in the app, e1
                    → first_response of m1 met at mon 10:12
      """)
  }

  @Test("nothing automatic goes out while a person is writing with them")
  func humanActive() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:00:03  the acknowledgement is refused
                    → acknowledgement of m1 excluded: failed: 131026
      mon 10:05     a person answers in the app, e1
                    → first_response of m1 met at mon 10:05
      mon 10:07     the customer writes m2
      mon 10:07:02  → acknowledgement of m2 excluded: human_active
      mon 10:08     a person answers in the app, e2
                    → next_response of m2 met at mon 10:08
      mon 10:20     the customer writes m3
      mon 10:20:02  → acknowledges with ack, promising mon 10:50
      mon 10:30     a person answers in the app, e3
                    → next_response of m3 met at mon 10:30
      """)
  }

  @Test("two machines do not answer each other")
  func loop() {
    play(
      """
      mon 10:00     our own number writes m1
                    → muted
                    → tells lead of a loop
      mon 10:00:02  → acknowledgement of m1 excluded: muted
      mon 10:05     a person answers in the app, e1
                    → first_response of m1 met at mon 10:05
      """)
  }
}
