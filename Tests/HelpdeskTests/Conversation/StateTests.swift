import BusinessTime
import Helpdesk
import Testing

/// Waiting, resolving, reopening, dismissing and closing, and what they do to the clocks (semantics §2, §4).
@Suite struct StateTests {
  private static let allStates: Set<ConversationState> = [.waitingCustomer, .waitingThirdParty]

  /// A quarter of an hour to the first answer, half an hour to later ones, four hours to the resolution.
  private func story() -> Story {
    var story = Story.standard()
    let warning = Ladder(
      name: "",
      steps: [LadderStep(at: .percent(75), tell: [.assignee]), LadderStep(at: .offset(seconds: 0), tell: [.lead])])
    story.book.policies[0].clocks[.resolution] = ClockRule(
      target: .minutes(240), calendar: "oficina", ladder: warning, pauseWhile: Self.allStates)
    story.conversation.openedAt = Story.time("mon 10:00")
    story.customer("m1", at: "mon 10:00")
    return story
  }

  @Test("the resolution runs from the opening, in working time, and is met by resolving in time")
  func resolution() throws {
    var story = story()
    #expect(story.clock(.resolution, "opened")?.dueAt == Story.time("mon 14:00"))
    story.echo("e0", at: "mon 10:05")
    story.act(.resolve, at: "mon 14:00")
    let clock = try #require(story.clock(.resolution, "opened"))
    #expect(clock.outcome == .met)
    #expect(clock.stoppedAt == Story.time("mon 14:00"))
    #expect(story.conversation.state == .resolved)
  }

  @Test("its ladder warns and tells at its own times")
  func ladder() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.run(until: "mon 18:00")
    #expect(story.decisions.alerts == ["75%/0@assignee", "due/0@lead"])
    #expect(story.clock(.resolution, "opened")?.outcome == .breached)
    #expect(story.decisions.recorded("breached").map(\.at) == [Story.time("mon 14:00")])
  }

  @Test("waiting for the customer stops the resolution and its steps; their request starts it again")
  func pause() throws {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.waitCustomer, at: "mon 11:00")
    #expect(story.clock(.resolution, "opened")?.isPaused == true)
    story.run(until: "tue 09:30")
    #expect(story.decisions.alerts == [])
    story.customer("m2", at: "tue 09:30")
    #expect(story.conversation.state == .open)
    // One hour of four was used on Monday; the pause took the rest of Monday and half an hour of Tuesday.
    let clock = try #require(story.clock(.resolution, "opened"))
    #expect(clock.dueAt == Story.time("tue 12:30"))
    #expect(clock.pausedSeconds == 81_000)
    // The first response had ended; the next one is not paused by anything.
    #expect(story.clock(.nextResponse, "m2")?.dueAt == Story.time("tue 10:00"))
  }

  @Test("thanks do not end the waiting, and the wait for others is not ended by the customer")
  func stays() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.waitCustomer, at: "mon 11:00")
    story.event(.noted(.courtesy), at: Story.time("mon 11:10"))
    #expect(story.conversation.state == .waitingCustomer)
    story.act(.waitThirdParty, at: "mon 11:30")
    story.customer("m2", at: "mon 12:00")
    #expect(story.conversation.state == .waitingThirdParty)
    story.act(.resume, at: "mon 13:00")
    #expect(story.conversation.state == .open)
    // From eleven to one nothing was counted: four hours from ten are six.
    #expect(story.clock(.resolution, "opened")?.dueAt == Story.time("mon 16:00"))
  }

  @Test("a pause that began after the customer wrote never was")
  func voided() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.waitCustomer, at: "mon 11:00")
    story.customer("m2", at: "mon 10:50", arriving: "mon 11:20")
    #expect(story.conversation.pauses == [])
    #expect(story.clock(.resolution, "opened")?.dueAt == Story.time("mon 14:00"))
  }

  @Test("paused to resolved in one step counts the pause (vector i), and closed hours add nothing (vector j)")
  func inOneStep() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.waitThirdParty, at: "mon 13:30")
    // Monday 18:00 to Tuesday 09:00 is closed; four and a half hours of the pause were working time.
    story.act(.resolve, at: "tue 15:00")
    let clock = story.clock(.resolution, "opened")
    #expect(clock?.outcome == .met)
    #expect(clock?.dueAt == Story.time("tue 15:30"))
    #expect(story.conversation.pauses.map(\.to) == [Story.time("tue 15:00")])
  }

  @Test("resolved without a reply is neither kept nor missed")
  func withoutReply() {
    var story = story()
    story.act(.resolve, at: "mon 10:10")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .excluded(reason: "resolved_without_reply"))
    story.run(until: "mon 11:00")
    #expect(story.decisions.alerts == [])
    // A person had answered in the app after all; the echo comes late and corrects it.
    story.echo("e1", at: "mon 10:08", arriving: "mon 11:30")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .met)
  }

  @Test("a request inside the window reopens: the resolution goes on, the time between was nobody's")
  func reopens() throws {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.resolve, at: "mon 11:00")
    story.customer("m2", at: "mon 15:00")
    #expect(story.conversation.state == .open)
    let clock = try #require(story.clock(.resolution, "opened"))
    #expect(clock.outcome == nil)
    #expect(clock.stoppedAt == nil)
    #expect(clock.dueAt == Story.time("mon 18:00"))
    #expect(story.clock(.nextResponse, "m2")?.dueAt == Story.time("mon 15:30"))
    #expect(story.decisions.record.contains("reopened"))
  }

  @Test("what was written before the resolution and comes after it reopens, and waits from its own time")
  func late() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.resolve, at: "mon 11:00")
    story.customer("m2", at: "mon 10:55", arriving: "mon 11:05")
    #expect(story.conversation.state == .open)
    #expect(story.clock(.nextResponse, "m2")?.dueAt == Story.time("mon 11:25"))
    #expect(story.clock(.nextResponse, "m2")?.outcome == nil)
    #expect(story.clock(.resolution, "opened")?.dueAt == Story.time("mon 14:00"))
  }

  @Test("after the window it closes by itself, at its own time, and nothing moves it any more")
  func closes() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.act(.resolve, at: "mon 11:00")
    #expect(story.conversation.wakeAt == Story.time("tue 11:00"))
    story.run(until: "wed 11:00")
    #expect(story.conversation.state == .closed)
    #expect(story.decisions.recorded("closed").map(\.at) == [Story.time("tue 11:00")])
    #expect(story.conversation.wakeAt == nil)
  }

  @Test("a dismissal ends what waits for a later answer, and leaves a trace")
  func dismissal() {
    var story = story()
    story.echo("e0", at: "mon 10:05")
    story.customer("m2", at: "mon 11:00")
    story.act(.dismiss, at: "mon 11:10")
    #expect(story.clock(.nextResponse, "m2")?.outcome == .excluded(reason: "dismissed"))
    #expect(story.decisions.recorded("dismissed").map(\.why) == ["what waited needs no answer, by ana"])
    story.customer("m3", at: "mon 12:00")
    #expect(story.clock(.nextResponse, "m3")?.dueAt == Story.time("mon 12:30"))
  }

  @Test("another team takes the case from whoever has it, and looks for somebody")
  func team() {
    var story = story()
    let made = story.act(.team("especialistas"), at: "mon 10:02")
    #expect(story.conversation.team == "especialistas")
    #expect(story.conversation.assignee == nil)
    #expect(made.contains { if case .assign(nil) = $0 { true } else { false } })
  }
}

extension Story {
  /// Somebody of ours does it; a resolved case can be reopened for a day.
  @discardableResult
  mutating func act(_ action: Action, at: String) -> [Decision] {
    event(.acted(action, by: "ana"), at: Self.time(at))
  }
}
