import Helpdesk
import Testing

/// The language itself: what is wrong in a story must show.
@Suite struct ScenarioTests {
  private static func disagreement(_ text: String) -> String? {
    var scenario = Scenario(text, story: Story.standard())
    return scenario.disagreement()
  }

  @Test("a decision that is not written, and one that is not made, are shown where they belong")
  func shown() {
    let shown = Self.disagreement(
      """
      mon 10:00     the customer writes m1
      mon 10:10     → -5m tells lead
      mon 10:12     a person answers in the app, e1
      mon 10:13     → due tells lead
      """)
    #expect(
      shown == """
          mon 10:00 the customer writes m1
        - mon 10:10 → -5m tells lead
        + mon 10:00:02 → acknowledgement of m1 excluded: not_configured
        + mon 10:10 → -5m tells assignee
          mon 10:12 a person answers in the app, e1
        - mon 10:13 → due tells lead
        + mon 10:12 → first_response of m1 met at mon 10:12
        """)
  }

  @Test("a decision at another time than the written one is a disagreement")
  func time() {
    let shown = Self.disagreement(
      """
      mon 10:00     the customer writes m1
      mon 10:00:03  → acknowledgement of m1 excluded: not_configured
      """)
    #expect(shown?.contains("- mon 10:00:03 → acknowledgement of m1 excluded: not_configured") == true)
    #expect(shown?.contains("+ mon 10:00:02 → acknowledgement of m1 excluded: not_configured") == true)
  }

  @Test("a line that nobody understands is no silent comment")
  func notUnderstood() {
    #expect(Self.disagreement("mon 10:00 the customer sings m1")?.contains("nobody understands this line") == true)
  }

  @Test("a story that goes as written has no disagreement")
  func agreed() {
    #expect(
      Self.disagreement(
        """
        mon 10:00     the customer writes m1
        mon 10:00:02  → acknowledgement of m1 excluded: not_configured
        mon 10:05     a person answers in the app, e1
                      → first_response of m1 met at mon 10:05
        """) == nil)
  }
}
