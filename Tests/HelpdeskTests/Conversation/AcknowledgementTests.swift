import BusinessTime
import Helpdesk
import Testing

@Suite struct AcknowledgementTests {
  private static let texts = AcknowledgementTexts(open: "ack", closed: "ack_closed", late: "ack_late")

  @Test("one acknowledgement for a burst, two seconds after its last message, promising the due time")
  func burst() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00:00")
    story.customer("m2", at: "mon 10:00:01")
    story.run(until: "mon 10:00:02")
    #expect(story.decisions.replies.isEmpty)
    story.run(until: "mon 10:00:03")
    #expect(story.decisions.replies.map(\.template) == ["ack"])
    #expect(story.decisions.replies.first?.promise == Story.time("mon 10:15"))
    #expect(story.decisions.replies.first?.validUntil == Story.time("mon 10:15"))
  }

  @Test("a burst that goes on is answered ten seconds after its first message")
  func longBurst() {
    var story = Story.standard(acknowledge: Self.texts)
    for second in 0..<10 { story.customer("m\(second)", at: "mon 10:00:0\(second)") }
    #expect(story.conversation.acknowledgement.pending?.until == Story.time("mon 10:00:10"))
    story.run(until: "mon 10:00:10")
    #expect(story.decisions.replies.count == 1)
  }

  @Test("closed hours get the closed text with the real time of the next opening")
  func closed() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 20:00")
    story.run(until: "mon 20:01")
    #expect(story.decisions.replies.map(\.template) == ["ack_closed"])
    #expect(story.decisions.replies.first?.promise == Story.time("tue 09:15"))
  }

  @Test("open or closed is judged when the quiet window ends")
  func closingTime() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 17:59:59")
    story.run(until: "mon 18:00:05")
    #expect(story.decisions.replies.map(\.template) == ["ack_closed"])
  }

  @Test("a second message within the interval is not acknowledged again, one after it is")
  func interval() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 09:00")
    story.run(until: "mon 09:01")
    story.customer("m2", at: "mon 12:00")
    story.run(until: "mon 12:01")
    #expect(story.decisions.replies.count == 1)
    story.customer("m3", at: "mon 21:00:02")
    story.run(until: "mon 21:01")
    #expect(story.decisions.replies.count == 2)
  }

  @Test("no acknowledgement while a person has written within five minutes")
  func humanActive() {
    var story = Story.standard(acknowledge: Self.texts)
    story.humanWroteAt = Story.time("mon 09:58")
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:01")
    #expect(story.decisions.replies.isEmpty)
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .excluded(reason: "human_active"))
  }

  @Test("a person who answers within the quiet window makes it superfluous")
  func answeredFirst() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00:00")
    story.echo("e1", at: "mon 10:00:01")
    story.run(until: "mon 10:01")
    #expect(story.decisions.replies.isEmpty)
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .excluded(reason: "nothing_to_promise"))
  }

  @Test("a message that arrives an hour late gets the late text and a promise counted from now")
  func stale() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00", arriving: "mon 11:00")
    story.run(until: "mon 11:01")
    #expect(story.decisions.replies.map(\.template) == ["ack_late"])
    #expect(story.decisions.replies.first?.promise == Story.time("mon 11:15:02"))
    #expect(story.clock(.firstResponse, "m1")?.dueAt == Story.time("mon 10:15"))
  }

  @Test("without a late text, what came too late is not acknowledged, and the reason is kept")
  func staleWithoutText() {
    var story = Story.standard(acknowledge: AcknowledgementTexts(open: "ack", closed: "ack_closed"))
    story.customer("m1", at: "mon 10:00", arriving: "mon 11:00")
    story.run(until: "mon 11:01")
    #expect(story.decisions.replies.isEmpty)
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .excluded(reason: "too_late"))
  }

  @Test("accepted by Meta stops the acknowledgement clock; the SLA clock runs on")
  func accepted() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:01")
    story.conversation.acknowledgement.isCarried(by: "o1")
    let time = Story.time("mon 10:00:03")
    story.event(.acknowledgementSettled("o1", .accepted(at: time)), at: time)
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .met)
    #expect(story.clock(.acknowledgement, "m1")?.stoppedAt == time)
    #expect(story.clock(.firstResponse, "m1")?.isUnanswered == true)
  }

  @Test("a definite failure is not re-sent; the next request is acknowledged")
  func failed() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:01")
    story.conversation.acknowledgement.isCarried(by: "o1")
    story.event(.acknowledgementSettled("o1", .failed(code: "131026")), at: Story.time("mon 10:01"))
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .excluded(reason: "failed: 131026"))
    story.run(until: "mon 10:05")
    #expect(story.decisions.replies.count == 1)
    story.customer("m2", at: "mon 10:06")
    story.run(until: "mon 10:07")
    #expect(story.decisions.replies.count == 2)
  }

  @Test("unconfirmed is not repeated, and keeps its interval")
  func unconfirmed() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:01")
    story.conversation.acknowledgement.isCarried(by: "o1")
    story.event(.acknowledgementSettled("o1", .unconfirmed), at: Story.time("mon 10:03"))
    story.customer("m2", at: "mon 10:06")
    story.run(until: "mon 10:07")
    #expect(story.decisions.replies.count == 1)
  }

  @Test("one that expired unsent gives way to the late text, once")
  func expired() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:01")
    story.conversation.acknowledgement.isCarried(by: "o1")
    let made = story.event(.acknowledgementSettled("o1", .expired), at: Story.time("mon 10:15"))
    #expect(made.replies.map(\.template) == ["ack_late"])
    #expect(made.replies.first?.promise == Story.time("mon 10:30"))
    story.conversation.acknowledgement.isCarried(by: "o2")
    #expect(story.event(.acknowledgementSettled("o2", .expired), at: Story.time("mon 10:30")).replies.isEmpty)
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .excluded(reason: "expired"))
  }

  @Test("the same text five times in ten minutes mutes automatics and tells the lead once")
  func sameText() {
    var story = Story.standard(acknowledge: Self.texts)
    for minute in 0..<7 { story.customer("m\(minute)", at: "mon 10:0\(minute)", text: "abc") }
    #expect(story.decisions.recorded("muted").count == 1)
    #expect(story.decisions.alerts.filter { $0 == "/0@lead" }.count == 1)
    // The interval of the first acknowledgement ends, the mute that began later does not.
    story.customer("m9", at: "mon 22:01", text: "def")
    story.run(until: "mon 22:02")
    #expect(story.decisions.replies.count == 1)
    #expect(story.clock(.acknowledgement, "m9")?.outcome == .excluded(reason: "muted"))
  }

  @Test("five answers within a minute, each within three seconds of ours, are a machine")
  func quickAnswers() {
    var story = Story.standard(acknowledge: Self.texts)
    for index in 0..<5 {
      story.event(.automaticWrote, at: Story.time("mon 10:00").adding(seconds: Int64(index * 8)))
      story.customer(
        "m\(index)", at: "mon 10:00:\(String(index * 8 + 2).count == 1 ? "0" : "")\(index * 8 + 2)", text: "t\(index)")
    }
    #expect(story.decisions.recorded("muted").count == 1)
  }

  @Test("four quick answers are still a quick person")
  func fourQuickAnswers() {
    var story = Story.standard(acknowledge: Self.texts)
    for index in 0..<4 {
      let time = Story.time("mon 10:00").adding(seconds: Int64(index * 8))
      story.event(.automaticWrote, at: time)
      let next = time.adding(seconds: 2)
      story.event(
        .requested(
          .init(id: MessageID("m\(index)"), occurredAt: next, isStale: false, fingerprint: "t\(index)")),
        at: next)
    }
    #expect(story.decisions.recorded("muted").isEmpty)
  }

  @Test("an opted-out customer is served, not acknowledged")
  func optedOut() {
    var story = Story.standard(acknowledge: Self.texts)
    story.isOptedOut = true
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:05")
    #expect(story.decisions.replies.isEmpty)
    #expect(story.clock(.acknowledgement, "m1")?.outcome == .excluded(reason: "opted_out"))
    #expect(story.clock(.firstResponse, "m1")?.isUnanswered == true)
  }

  @Test("the same failure told twice is decided once")
  func failedTwice() {
    var story = Story.standard(acknowledge: Self.texts)
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:00:02")
    story.conversation.acknowledgement.isCarried(by: "o1")
    story.event(.acknowledgementSettled("o1", .failed(code: "131026")), at: Story.time("mon 10:00:05"))
    #expect(story.event(.acknowledgementSettled("o1", .failed(code: "131026")), at: Story.time("mon 10:00:09")).isEmpty)
    #expect(story.clock(.acknowledgement, "m1")?.correctedAt == nil)
  }
}
