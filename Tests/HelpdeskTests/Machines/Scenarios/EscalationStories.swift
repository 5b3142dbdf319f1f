import Testing

@Suite struct EscalationStories {
  @Test("nobody answers: the assignee is warned, the lead told, management in the end")
  func breach() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:16     a phone has the notice of due
      mon 10:45     → +30m tells role:management urgently
                    → priority becomes urgent
      mon 10:50     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:50
      mon 18:00     time passes
      """)
  }

  @Test("an echo of 10:05 that comes at 10:40 turns the breach of 10:15 into a kept promise")
  func lateEcho() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:16     a phone has the notice of due
      mon 10:40     a person answers in the app, e1, written mon 10:05
                    → first_response of m1 met at mon 10:05, corrected
      mon 18:00     time passes
      """)
  }

  @Test("a reply that Meta does not take within two minutes stops counting until it does")
  func replyNotTaken() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:07     a person replies r1
                    → first_response of m1 met at mon 10:07
      mon 10:09     → tells assignee that r1 failed: not_accepted_in_time
                    → first_response of m1 runs again
      mon 10:10     → -5m tells assignee
      mon 10:11     Meta takes r1
                    → reply live
                    → first_response of m1 met at mon 10:07
      mon 18:00     time passes
      """)
  }

  @Test("a reply that fails after the due time breaches it, and of the steps that passed only the highest tells")
  func replyFails() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:09     a person replies r1
                    → first_response of m1 met at mon 10:09
      mon 10:09:01  Meta takes r1
      mon 10:20     Meta refuses r1
                    → tells assignee that r1 failed: 131026
                    → first_response of m1 breached at mon 10:15, corrected
                    → -5m of mon 10:10 is passed over
                    → due of mon 10:15 tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:21     a phone has the notice of due
      mon 10:22     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:22, corrected
      """)
  }

  @Test("after an outage every step has its own time and its actions, and only the highest tells")
  func downtime() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:05     the gateway stops
      mon 11:00     the gateway starts
                    → first_response of m1 breached at mon 10:15
                    → -5m of mon 10:10 is passed over
                    → due of mon 10:15 is passed over
                    → +30m of mon 10:45 tells role:management urgently
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
                    → priority becomes urgent
      mon 18:00     time passes
      """)
  }

  @Test("a lead whose phone stays silent for five minutes is passed over")
  func silentPhone() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:20     → due fails over to role:management
      mon 10:25     a person answers in the app, e1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:25
      """)
  }

  @Test("a notice that reaches nobody goes on at once")
  func nobodyReached() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:12     every phone is off
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
                    → due fails over to role:management
      mon 10:30     time passes
      """)
  }

  @Test("an answer that Meta has not taken yet holds the next notice back, and its failure releases it")
  func provisional() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:15     → first_response of m1 breached at mon 10:15
                    → due tells lead
                    → tags it SLA Incumplido
                    → stage becomes Revisión de Supervisor
      mon 10:19     a person replies r1
                    → first_response of m1 breached at mon 10:15, answered at mon 10:19
      mon 10:21     → tells assignee that r1 failed: not_accepted_in_time
                    → first_response of m1 breached at mon 10:15
                    → due fails over to role:management
      mon 10:30     time passes
      """)
  }
}
