import BusinessTime
import Helpdesk
import Testing

@Suite struct LadderTests {
  @Test("each step fires once at its own time, in order")
  func story() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 11:00")
    #expect(story.decisions.alerts.prefix(2) == ["-5m/0@assignee", "due/0@lead"])
    let clock = try #require(story.clock(.firstResponse, "m1"))
    #expect(clock.plan.map(\.name) == ["-5m", "due", "+30m"])
    #expect(clock.plan.map(\.firedAt) == ["mon 10:10", "mon 10:15", "mon 10:45"].map(Story.time))
    #expect(story.conversation.tags == ["SLA Incumplido"])
    #expect(story.conversation.stage == "Revisión de Supervisor")
    #expect(story.conversation.priority == .urgent)
    #expect(story.conversation.wakeAt == nil)
  }

  @Test(
    "a restart twenty minutes after the deadline: every passed step is stamped with its own time, the highest alone tells"
  )
  func downtime() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    let made = story.wake(at: "mon 10:35")
    #expect(made.alerts == ["due/0@lead"])
    #expect(made.recorded("step").map(\.at) == [Story.time("mon 10:10"), Story.time("mon 10:15")])
    #expect(made.recorded("breached").count == 1)
    #expect(story.conversation.tags == ["SLA Incumplido"])
    #expect(story.wake(at: "mon 10:36").alerts.isEmpty)
  }

  @Test("a late look past every step runs all actions and tells the highest audience only")
  func allPassed() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    let made = story.wake(at: "mon 16:00")
    #expect(made.alerts == ["+30m/0@role:management"])
    #expect(story.conversation.priority == .urgent)
    #expect(story.conversation.stage == "Revisión de Supervisor")
  }

  @Test("a step moves the case to the queue that it names")
  func queue() {
    let ladder = Ladder(
      name: "", steps: [LadderStep(at: .offset(seconds: 0), tell: [.lead], then: [.queue("urgentes")])])
    var story = Story([.firstResponse: ClockRule(target: .minutes(15), calendar: "oficina", ladder: ladder)])
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:14")
    #expect(story.conversation.queue == nil)
    story.run(until: "mon 10:15")
    #expect(story.conversation.queue == "urgentes")
  }

  @Test("an answer ends the ladder")
  func answered() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:12")
    story.echo("e1", at: "mon 10:13")
    story.run(until: "mon 18:00")
    #expect(story.decisions.alerts == ["-5m/0@assignee"])
  }

  @Test("percentages are counted on the target, in working time")
  func percentages() {
    let ladder = Ladder(
      name: "", steps: [LadderStep(at: .percent(75), tell: [.assignee]), LadderStep(at: .percent(100), tell: [.lead])])
    var story = Story([.firstResponse: ClockRule(target: .hours(4), calendar: "oficina", ladder: ladder)])
    story.customer("m1", at: "mon 16:00")
    story.run(until: "mon 16:01")
    // Two hours on Monday, two on Tuesday: 75 % is Tuesday 10:00, due Tuesday 11:00.
    #expect(story.conversation.wakeAt == Story.time("tue 10:00"))
    #expect(story.conversation.nextDueAt == Story.time("tue 11:00"))
  }

  @Test("an hour before a deadline that lies in the next day is an hour of working time (10:00, not midnight)")
  func leadAcrossTheNight() {
    let ladder = Ladder(name: "", steps: [LadderStep(at: .offset(seconds: -3600), tell: [.assignee])])
    var story = Story([.firstResponse: ClockRule(target: .hours(3), calendar: "oficina", ladder: ladder)])
    story.customer("m1", at: "mon 17:00")
    story.run(until: "mon 17:01")
    #expect(story.conversation.nextDueAt == Story.time("tue 11:00"))
    #expect(story.conversation.wakeAt == Story.time("tue 10:00"))
  }

  @Test("not delivered within five minutes: the next audience hears of it, once")
  func failOver() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    let key = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    story.event(.told(key, waitingFor: ["lucia"]), at: Story.time("mon 10:15"))
    #expect(story.conversation.wakeAt == Story.time("mon 10:20"))
    story.run(until: "mon 10:30")
    #expect(story.decisions.alerts == ["-5m/0@assignee", "due/0@lead", "due/1@role:management"])
  }

  @Test("delivered in time: no fail-over")
  func delivered() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    let key = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    story.event(.told(key, waitingFor: ["lucia"]), at: Story.time("mon 10:15"))
    story.event(.noticeSettled(key, "lucia", reached: true), at: Story.time("mon 10:16"))
    story.run(until: "mon 10:30")
    #expect(story.decisions.alerts == ["-5m/0@assignee", "due/0@lead"])
  }

  @Test("a definite failure fails over at once, without waiting five minutes")
  func definiteFailure() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    let key = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    story.event(.told(key, waitingFor: ["lucia"]), at: Story.time("mon 10:15"))
    let made = story.event(.noticeSettled(key, "lucia", reached: false), at: Story.time("mon 10:15:02"))
    #expect(made.alerts == ["due/1@role:management"])
  }

  @Test("one of two who were told is enough to hold the fail-over back, and their failure releases it")
  func twoPeople() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    let key = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    story.event(.told(key, waitingFor: ["lucia", "marta"]), at: Story.time("mon 10:15"))
    #expect(story.event(.noticeSettled(key, "lucia", reached: false), at: Story.time("mon 10:16")).alerts.isEmpty)
    let made = story.event(.noticeSettled(key, "marta", reached: false), at: Story.time("mon 10:17"))
    #expect(made.alerts == ["due/1@role:management"])
  }

  @Test("nobody to tell at all fails over at once")
  func nobody() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    let key = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    #expect(
      story.event(.told(key, waitingFor: []), at: Story.time("mon 10:15")).alerts == ["due/1@role:management"])
  }

  @Test("an answer voids a pending fail-over")
  func answerVoids() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    story.echo("e1", at: "mon 10:17")
    story.run(until: "mon 11:30")
    #expect(story.decisions.alerts == ["-5m/0@assignee", "due/0@lead"])
    #expect(story.conversation.wakeAt == nil)
  }

  @Test("an answer that turns out to be none wakes the fail-over that it had put to sleep")
  func failedAnswerWakes() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    story.reply("r1", at: "mon 10:16")
    story.event(.replySettled(id: "r1", .accepted(at: Story.time("mon 10:16:01"))), at: Story.time("mon 10:16:01"))
    story.run(until: "mon 10:25")
    #expect(story.decisions.alerts == ["-5m/0@assignee", "due/0@lead"])
    let made = story.event(.replySettled(id: "r1", .failed(code: "131026")), at: Story.time("mon 10:25"))
    #expect(made.alerts.contains("due/1@role:management"))
  }

  @Test("the alarm always stands later than now")
  func alarmInTheFuture() throws {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    while let wake = story.conversation.wakeAt {
      story.event(.woke, at: wake)
      if let next = story.conversation.wakeAt { #expect(next > wake) }
    }
  }

  @Test("a warning that is found late as the only step that tells is still told")
  func lateWarning() {
    let ladder = Ladder(name: "", steps: [LadderStep(at: .offset(seconds: -300), tell: [.lead])])
    var story = Story([.firstResponse: ClockRule(target: .minutes(15), calendar: "oficina", ladder: ladder)])
    story.customer("m1", at: "mon 10:00")
    let made = story.wake(at: "mon 10:20")
    guard case .alert(let notice, _) = made.first(where: { if case .alert = $0 { true } else { false } }) else {
      Issue.record("nobody was told")
      return
    }
    #expect(notice.validUntil == nil)
  }

  @Test("a reply that Meta has not taken yet holds the fail-over back; if it fails, the next audience hears")
  func provisionalReply() {
    var story = Story.standard()
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:15")
    let key = NoticeKey(subject: "first_response:m1", step: "due", hop: 0)
    story.event(.told(key, waitingFor: ["lucia"]), at: Story.time("mon 10:15"))
    story.reply("o1", at: "mon 10:19")
    story.run(until: "mon 10:20:59")
    #expect(!story.decisions.alerts.contains("due/1@role:management"))
    story.run(until: "mon 10:21")
    #expect(story.decisions.alerts.contains("due/1@role:management"))
  }
}
