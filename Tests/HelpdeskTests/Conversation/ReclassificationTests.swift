import BusinessTime
import Helpdesk
import Testing

/// What a later message or a person makes of priority, category and policy (semantics §6).
@Suite struct ReclassificationTests {
  /// An hour to the first answer, ten minutes when it is critical; the ladders differ in a step.
  private func story(acknowledge: AcknowledgementTexts? = nil) -> Story {
    func ladder(_ warning: Int64) -> Ladder {
      Ladder(
        name: "l",
        steps: [
          LadderStep(at: .offset(seconds: -warning), tell: [.assignee]),
          LadderStep(at: .offset(seconds: 0), tell: [.lead]),
        ])
    }
    func policy(_ name: String, _ minutes: Int64, warning: Int64) -> Policy {
      var policy = Policy(
        name: name, calendar: "oficina", acknowledge: acknowledge,
        clocks: [
          .firstResponse: ClockRule(target: .minutes(minutes), calendar: "oficina", ladder: ladder(warning)),
          .nextResponse: ClockRule(target: .minutes(minutes), calendar: "oficina", ladder: ladder(warning)),
        ])
      if name == "critica" { policy.when.categories = ["critical_failure"] }
      return policy
    }
    var story = Story([:])
    story.book.policies = [policy("critica", 10, warning: 300), policy("general", 60, warning: 600)]
    story.conversation.category = "other"
    story.conversation.priority = .low
    return story
  }

  private static let critical = TriageVerdict(
    priority: .urgent, category: "critical_failure", tags: ["caida"], rule: "lexicon:critical_failure")

  @Test("a later message of a burst raises, and the clock goes over to the stricter policy with its own start")
  func raises() throws {
    var story = story()
    story.customer("m1", at: "mon 10:00")
    #expect(story.clock(.firstResponse, "m1")?.dueAt == Story.time("mon 11:00"))
    story.customer("m2", at: "mon 10:02", sorted: Self.critical)
    #expect(story.conversation.category == "critical_failure")
    #expect(story.conversation.priority == .urgent)
    #expect(story.conversation.tags == ["caida"])
    #expect(story.conversation.policy == "critica")
    let clock = try #require(story.clock(.firstResponse, "m1"))
    #expect(clock.dueAt == Story.time("mon 10:10"))
    #expect(clock.plan.map(\.at) == [Story.time("mon 10:05"), Story.time("mon 10:10")])
    #expect(clock.wasPastDue == nil)
  }

  @Test("within a burst nothing is lowered, and `other` takes the place of nothing")
  func neverLowers() {
    var story = story()
    story.conversation.category = "critical_failure"
    story.conversation.priority = .urgent
    story.conversation.policy = "critica"
    story.customer("m1", at: "mon 10:00")
    story.customer(
      "m2", at: "mon 10:01", sorted: TriageVerdict(priority: .normal, category: "sales", rule: "lexicon:sales"))
    story.customer("m3", at: "mon 10:02", sorted: TriageVerdict(priority: .low, category: "other"))
    #expect(story.conversation.category == "critical_failure")
    #expect(story.conversation.priority == .urgent)
    #expect(story.clock(.firstResponse, "m1")?.dueAt == Story.time("mon 10:10"))
    // After an answer a new matter is a new matter.
    story.echo("e1", at: "mon 10:05")
    story.customer(
      "m4", at: "mon 11:00", sorted: TriageVerdict(priority: .normal, category: "sales", rule: "lexicon:sales"))
    #expect(story.conversation.category == "sales")
    #expect(story.conversation.priority == .normal)
    #expect(story.clock(.nextResponse, "m4")?.dueAt == Story.time("mon 12:00"))
  }

  @Test("what a person chose stays")
  func byHand() {
    var story = story()
    story.customer("m1", at: "mon 10:00")
    story.act(.category("sales"), at: "mon 10:01")
    story.act(.priority(.low), at: "mon 10:01")
    story.customer("m2", at: "mon 10:02", sorted: Self.critical)
    #expect(story.conversation.category == "sales")
    #expect(story.conversation.priority == .low)
    #expect(story.conversation.policy == "general")
  }

  @Test("steps that lie in the past then are decided at their own times, the highest alone tells, and it is flagged")
  func past() throws {
    var story = story()
    story.customer("m1", at: "mon 10:00")
    let made = story.customer("m2", at: "mon 10:20", sorted: Self.critical)
    let clock = try #require(story.clock(.firstResponse, "m1"))
    #expect(clock.outcome == .breached)
    #expect(clock.wasPastDue == true)
    #expect(made.alerts == ["critica/due/0@lead"])
    #expect(made.recorded("breached").map(\.at) == [Story.time("mon 10:10")])
    #expect(made.recorded("step").map(\.at) == [Story.time("mon 10:05"), Story.time("mon 10:10")])
  }

  @Test("steps at or below one that was decided are not decided again; a later one of the same name is")
  func decided() throws {
    var story = story()
    story.conversation.category = "critical_failure"
    story.conversation.policy = "critica"
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:06")
    #expect(story.decisions.alerts == ["-5m/0@assignee"])
    // A person finds that it is no failure: an hour after all.
    story.act(.category("sales"), at: "mon 10:07")
    #expect(story.clock(.firstResponse, "m1")?.dueAt == Story.time("mon 11:00"))
    story.run(until: "mon 12:00")
    #expect(story.decisions.alerts == ["-5m/0@assignee", "general/-10m/0@assignee", "general/due/0@lead"])
  }

  @Test("a promise that was sent is a floor: no policy moves the due time beyond it")
  func promise() throws {
    var story = story(acknowledge: AcknowledgementTexts(open: "ack", closed: "ack_closed"))
    story.conversation.category = "critical_failure"
    story.conversation.policy = "critica"
    story.customer("m1", at: "mon 10:00")
    story.run(until: "mon 10:00:05")
    #expect(story.decisions.replies.map(\.promise) == [Story.time("mon 10:10")])
    story.act(.category("sales"), at: "mon 10:01")
    #expect(story.conversation.policy == "general")
    #expect(story.clock(.firstResponse, "m1")?.dueAt == Story.time("mon 10:10"))
    // Without a promise it would have an hour.
    var silent = self.story()
    silent.conversation.category = "critical_failure"
    silent.conversation.policy = "critica"
    silent.customer("m1", at: "mon 10:00")
    silent.act(.category("sales"), at: "mon 10:01")
    #expect(silent.clock(.firstResponse, "m1")?.dueAt == Story.time("mon 11:00"))
  }
}

extension Story {
  @discardableResult
  mutating func customer(_ id: String, at: String, sorted verdict: TriageVerdict) -> [Decision] {
    event(
      .requested(
        Request(id: MessageID(id), occurredAt: Self.time(at), isStale: false, fingerprint: nil, verdict: verdict)),
      at: Self.time(at))
  }
}
