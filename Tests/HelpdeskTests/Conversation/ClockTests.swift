import BusinessTime
import Helpdesk
import Testing

@Suite struct ClockTests {
  @Test("a person's answer within the target meets the first response")
  func met() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.echo("e1", at: "mon 10:09")
    let clock = try #require(story.clock(.firstResponse, "m1"))
    #expect(clock.dueAt == Story.time("mon 10:15"))
    #expect(clock.stoppedAt == Story.time("mon 10:09"))
    #expect(clock.outcome == .met)
    #expect(story.conversation.wakeAt == nil)
  }

  @Test("an answer at the very second of the due time is in time, a second later it is not")
  func boundary() throws {
    var inTime = Story.standard()
    inTime.customer("m1", at: "mon 10:00")
    inTime.echo("e1", at: "mon 10:15")
    #expect(inTime.clock(.firstResponse, "m1")?.outcome == .met)

    var late = Story.standard()
    late.customer("m1", at: "mon 10:00")
    late.echo("e1", at: "mon 10:15:01")
    #expect(late.clock(.firstResponse, "m1")?.outcome == .breached)
    #expect(late.clock(.firstResponse, "m1")?.stoppedAt == Story.time("mon 10:15:01"))
  }

  @Test("Friday 23:00 is due on Monday morning, and nothing is breached before")
  func overTheWeekend() throws {
    var story = Story.standard()
    story.customer("m1", at: "fri 23:00")
    // Monday of the week after: three days after this week's Friday.
    let monday = Story.time("mon 09:15").adding(seconds: 7 * 86_400)
    #expect(story.clock(.firstResponse, "m1")?.dueAt == monday)
    story.run(until: "sun 23:59")
    #expect(story.decisions.alerts.isEmpty)
    #expect(story.conversation.wakeAt == monday.adding(seconds: -300))
  }

  @Test("a burst keeps the oldest request's clock")
  func burst() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.customer("m2", at: "mon 10:05")
    story.customer("m3", at: "mon 10:10")
    #expect(story.conversation.clocks.filter { $0.clock == .firstResponse }.map(\.starter) == ["m1"])
    #expect(story.conversation.nextDueAt == Story.time("mon 10:15"))
  }

  @Test("after the first answer the oldest unanswered request starts a next response")
  func nextResponse() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.echo("e1", at: "mon 10:05")
    story.customer("m2", at: "mon 11:00")
    story.customer("m3", at: "mon 11:10")
    let clock = try #require(story.clock(.nextResponse, "m2"))
    #expect(clock.dueAt == Story.time("mon 11:30"))
    #expect(story.clock(.nextResponse, "m3") == nil)
    story.echo("e2", at: "mon 11:20")
    #expect(story.clock(.nextResponse, "m2")?.outcome == .met)
    story.customer("m4", at: "mon 12:00")
    #expect(story.clock(.nextResponse, "m4")?.dueAt == Story.time("mon 12:30"))
  }

  @Test("a breach is stamped with the due time, not with the time at which somebody looked")
  func breachTime() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    let made = story.wake(at: "mon 10:35")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .breached)
    #expect(made.recorded("breached").map(\.at) == [Story.time("mon 10:15")])
  }

  @Test("an echo of 10:05 that comes at 10:40 turns the breach of 10:15 into met, corrected")
  func lateEcho() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:16")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .breached)
    story.echo("e1", at: "mon 10:05", arriving: "mon 10:40")
    let clock = try #require(story.clock(.firstResponse, "m1"))
    #expect(clock.outcome == .met)
    #expect(clock.firstOutcome == .breached)
    #expect(clock.correctedAt == Story.time("mon 10:40"))
    #expect(story.conversation.wakeAt == nil)
  }

  @Test("the same messages in another order of arrival make the same clocks")
  func orderOfArrival() {
    var inOrder = Story.standard()
    inOrder.customer("m1", at: "mon 10:00")
    inOrder.echo("e1", at: "mon 10:05")
    inOrder.customer("m2", at: "mon 10:08")

    var shuffled = Story.standard()
    shuffled.customer("m2", at: "mon 10:08")
    shuffled.customer("m1", at: "mon 10:00", arriving: "mon 10:09")
    shuffled.echo("e1", at: "mon 10:05", arriving: "mon 10:10")

    func shape(_ story: Story) -> [String] {
      story.conversation.clocks.filter { !$0.isExcluded && $0.clock != .acknowledgement }.map {
        "\($0.clock.rawValue) \($0.starter) \($0.outcome?.name ?? "runs")"
      }
    }
    #expect(shape(inOrder) == ["first_response m1 met", "next_response m2 runs"])
    #expect(shape(shuffled) == shape(inOrder))
    #expect(shuffled.clock(.firstResponse, "m2")?.outcome == .excluded(reason: "corrected"))
  }

  @Test("a reply that Meta does not take within two minutes stops counting, and its author is told")
  func replyNotAccepted() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.reply("o1", at: "mon 10:14")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .met)
    #expect(story.conversation.wakeAt == Story.time("mon 10:16"))
    let made = story.wake(at: "mon 10:16")
    let clock = try #require(story.clock(.firstResponse, "m1"))
    #expect(clock.outcome == .breached)
    #expect(clock.dueAt == Story.time("mon 10:15"))
    #expect(clock.firstOutcome == .met)
    // The reply's author hears of it, and of the two steps that had passed only the higher tells.
    #expect(made.alerts == ["/0@assignee", "due/0@lead"])
    #expect(clock.plan.map(\.firedAt) == [Story.time("mon 10:10"), Story.time("mon 10:15"), nil])
  }

  @Test("a reply that failed and then arrived after all counts again")
  func replyLiveAgain() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.reply("o1", at: "mon 10:02")
    story.event(.replySettled(id: "o1", .failed(code: "131026")), at: Story.time("mon 10:03"))
    #expect(story.clock(.firstResponse, "m1")?.outcome == nil)
    #expect(story.conversation.wakeAt == Story.time("mon 10:10"))
    story.event(.replySettled(id: "o1", .delivered), at: Story.time("mon 10:20"))
    #expect(story.clock(.firstResponse, "m1")?.outcome == .met)
    #expect(story.clock(.firstResponse, "m1")?.stoppedAt == Story.time("mon 10:02"))
  }

  @Test("an accepted reply waits for nothing any more")
  func accepted() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.reply("o1", at: "mon 10:02")
    story.event(.replySettled(id: "o1", .accepted(at: Story.time("mon 10:02:01"))), at: Story.time("mon 10:02:01"))
    #expect(story.conversation.wakeAt == nil)
    story.wake(at: "mon 10:30")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .met)
  }

  @Test("an automatic message stops no clock")
  func automatic() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.event(.automaticWrote, at: Story.time("mon 10:01"))
    #expect(story.clock(.firstResponse, "m1")?.stoppedAt == nil)
  }

  @Test("without a first_response in the policy, next_response carries the obligation from the start")
  func onlyNextResponse() {
    var story = Story([.nextResponse: ClockRule(target: .minutes(30), calendar: "oficina")])
    story.customer("m1", at: "mon 10:00")
    #expect(story.clock(.nextResponse, "m1")?.dueAt == Story.time("mon 10:30"))
  }

  @Test("marks older than eight days are forgotten without touching what still waits")
  func forgetting() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.echo("e1", at: "mon 10:05")
    let later = Story.time("mon 10:00").adding(seconds: 9 * 86_400)
    story.event(
      .requested(.init(id: "m2", occurredAt: later, isStale: false, fingerprint: nil)), at: later)
    #expect(story.conversation.marks.map(\.id) == ["m2"])
    #expect(story.conversation.isTrimmed)
    let open = story.conversation.clocks.filter(\.isUnanswered).filter { $0.clock != .acknowledgement }
    #expect(open.map(\.clock) == [.nextResponse])
    #expect(open.map(\.starter) == ["m2"])
  }

  @Test("five hundred requests in a row fold to their oldest and keep its clock")
  func folding() {
    var story = Story.standard()
    for index in 0..<600 {
      let time = Story.time("mon 09:00").adding(seconds: Int64(index))
      story.event(
        .requested(
          .init(id: MessageID("m\(index)"), occurredAt: time, isStale: false, fingerprint: nil)),
        at: time)
    }
    #expect(story.conversation.marks.count <= 500)
    #expect(story.conversation.marks.first?.id == "m0")
    #expect(story.clock(.firstResponse, "m0")?.isUnanswered == true)
    #expect(story.conversation.clocks.filter { $0.clock == .firstResponse }.count == 1)
  }

  @Test("a run that a failed reply took away and its late acceptance brings back is owed again")
  func correctedAndBack() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.reply("o1", at: "mon 10:05")
    story.customer("m2", at: "mon 10:06")
    #expect(story.clock(.nextResponse, "m2")?.isUnanswered == true)
    story.wake(at: "mon 10:07")
    #expect(story.clock(.nextResponse, "m2")?.outcome == .excluded(reason: "corrected"))
    story.event(.replySettled(id: "o1", .accepted(at: Story.time("mon 10:08"))), at: Story.time("mon 10:08"))
    #expect(story.clock(.nextResponse, "m2")?.isUnanswered == true)
    #expect(story.clock(.nextResponse, "m2")?.dueAt == Story.time("mon 10:36"))
  }

  @Test("a conversation whose book is lost still breaches at its due time, and its alarm does not stick")
  func lostBook() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.book = PolicyBook(version: "v2", policies: [], calendars: [:])
    story.run(until: "mon 12:00")
    #expect(story.clock(.firstResponse, "m1")?.outcome == .breached)
    #expect(story.conversation.wakeAt == nil)
    #expect(story.decisions.recorded("step_lost").count == 3)
  }

  @Test("a clock set back after a breach does not take the breach back")
  func clockSetBack() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    #expect(story.wake(at: "mon 10:14:58").recorded("runs_again").isEmpty)
    #expect(story.clock(.firstResponse, "m1")?.outcome == .breached)
    #expect(story.wake(at: "mon 10:15").recorded("breached").isEmpty)
    #expect(story.clock(.firstResponse, "m1")?.correctedAt == nil)
  }
}
