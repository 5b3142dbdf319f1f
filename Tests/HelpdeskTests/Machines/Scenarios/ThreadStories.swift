import Testing

@Suite struct ThreadStories {
  @Test("thanks ask for nothing; the next request has half an hour")
  func courtesy() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  → acknowledges with ack, promising mon 10:15
      mon 10:05     a person answers in the app, e1
                    → first_response of m1 met at mon 10:05
      mon 10:06     the customer thanks
      mon 13:00     the customer writes m2
                    → not acknowledged
      mon 13:10     the customer writes m3
                    → not acknowledged
      mon 13:25     → -5m tells assignee
      mon 13:30     a person answers in the app, e2
                    → next_response of m2 met at mon 13:30
      mon 18:00     time passes
      """)
  }

  @Test("while Meta's agent answers nobody of ours is asked; its hand-over starts the clock")
  func handOver() {
    play(
      """
      mon 10:00     Meta's agent gets m1
      mon 10:10     Meta's agent gets m2
      mon 10:20     Meta's agent hands over
                    → handed over
      mon 10:30     → -5m tells assignee
      mon 10:31     a person answers in the app, e1
                    → first_response of handover:m2 met at mon 10:31
      mon 18:00     time passes
      """)
  }

  @Test("a hand-over of what a person has answered already asks nobody")
  func handOverAnswered() {
    play(
      """
      mon 10:00     Meta's agent gets m1
      mon 10:05     a person answers in the app, e1
      mon 10:20     Meta's agent hands over
                    → handed over
      mon 18:00     time passes
      """)
  }

  @Test("messages that arrive in the wrong order make the same clocks as in the right one")
  func wrongOrder() {
    play(
      """
      mon 10:08     the customer writes m2
      mon 10:08:02  → acknowledges with ack, promising mon 10:23
      mon 10:09     the customer writes m1, written mon 10:00
                    → not acknowledged
                    → first_response of m2 excluded: corrected
      mon 10:10     → -5m tells assignee
      mon 10:10:30  a person answers in the app, e1, written mon 10:05
                    → first_response of m1 met at mon 10:05
      mon 10:33     → -5m tells assignee
      mon 10:34     a person answers in the app, e2
                    → next_response of m2 met at mon 10:34
      """)
  }

  @Test("the app's away message answers nobody")
  func awayMessage() {
    play(
      """
      mon 10:00     the customer writes m1
      mon 10:00:02  the away message goes out
                    → acknowledges with ack, promising mon 10:15
      mon 10:10     → -5m tells assignee
      mon 10:11     a person answers in the app, e1
                    → first_response of m1 met at mon 10:11
      """)
  }
}
