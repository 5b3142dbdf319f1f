import BusinessTime
import Helpdesk
import Testing

@testable import Rulebook

@Suite struct ContractFileTests {
  private func rules() throws -> RuleSet {
    let loaded = load(contractFile)
    #expect(loaded.problems.map(\.description) == [])
    return try #require(loaded.rules)
  }

  @Test("numbers, people, teams, rotas and texts' settings come out as written")
  func current() throws {
    let rules = try rules()
    #expect(
      rules.numbers["106540352242922"]
        == BusinessNumber(
          id: "106540352242922", account: "102290129340398", display: "+52 55 5555 5678", name: "Soporte",
          language: "es_MX", team: "soporte", throughput: 80, accessTokenVariable: "ACUSE_ACCESS_TOKEN"))
    let ana = try #require(rules.people["ana"])
    #expect(ana.name == "Ana Ruiz" && ana.whatsapp == "5215555501111" && ana.email == "ana@example.mx")
    #expect(ana.language == "es" && ana.zone.name == "America/Mexico_City" && ana.shift == "oficina")
    #expect(ana.team == "soporte" && ana.roles == [] && ana.capacity == 8 && ana.quiet == nil)
    #expect(ana.alertsPerHour == 30)
    let lucia = try #require(rules.people["lucia"])
    #expect(lucia.roles == ["supervisor"] && lucia.alertsPerHour == 12 && lucia.capacity == nil)
    #expect(lucia.quiet == QuietHours(fromSecond: 75_600, toSecond: 25_200))
    #expect(rules.teams["soporte"] == Team(id: "soporte", lead: "lucia", assign: .leastLoaded))
    #expect(rules.teams["especialistas"] == Team(id: "especialistas", lead: "lucia", assign: .roundRobin))
    let rota = try #require(rules.rotas["guardia"])
    #expect(rota.starts == CivilDate(year: 2026, month: 11, day: 23) && rota.handoverDay == .monday)
    #expect(rota.handoverSecond == 32_400 && rota.people == ["ana", "beto"])
    #expect(
      rules.acknowledgements
        == AcknowledgementSettings(
          quietWindowSeconds: 3, intervalSeconds: 21_600, staleAfterSeconds: 1200, monthlyBudget: 900, marksRead: true))
  }

  @Test("calendars hold week, holidays and dates")
  func calendars() throws {
    let calendars = try rules().book.calendars
    let office = try #require(calendars["oficina"])
    #expect(office.name == "oficina" && office.zone.name == "America/Mexico_City" && !office.alwaysOpen)
    let morning = try #require(DayWindow(fromSecond: 32_400, toSecond: 50_400))
    let afternoon = try #require(DayWindow(fromSecond: 54_000, toSecond: 64_800))
    let saturday = try #require(DayWindow(fromSecond: 36_000, toSecond: 46_800))
    for day in [Weekday.monday, .tuesday, .wednesday, .thursday, .friday] {
      #expect(office.week[day] == [morning, afternoon])
    }
    #expect(office.week[.saturday] == [saturday])
    #expect(office.week[.sunday] == nil)
    // Mexico's labour law: the first Monday of February, here 1 February 2027.
    #expect(office.holidays[CivilDate(year: 2027, month: 2, day: 1)!] != nil)
    #expect(office.holidays[CivilDate(year: 2027, month: 2, day: 2)!] == nil)
    #expect(
      office.dates[CivilDate(year: 2026, month: 12, day: 24)!] == [DayWindow(fromSecond: 32_400, toSecond: 46_800)!])
    #expect(office.dates[CivilDate(year: 2026, month: 12, day: 26)!] == [])
    #expect(calendars["siempre"]?.alwaysOpen == true)
    // Friday 20 November 2026, 23:00 in Mexico City (UTC−6), and 15 minutes: Saturday 10:15.
    let due = office.deadline(from: Timestamp(seconds: 1_795_237_200), target: .minutes(15))
    #expect(due == Timestamp(seconds: 1_795_277_700))
  }

  @Test("policies keep their order, clocks, ladders and conditions")
  func policies() throws {
    let book = try rules().book
    #expect(book.policies.map(\.name) == ["critica", "general"])
    let critical = book.policies[0]
    var category = Condition()
    category.categories = ["critical_failure"]
    #expect(critical.when == category && book.policies[1].when.isUnconditional)
    // The last two are what is said where the file names none.
    #expect(
      critical.acknowledge
        == AcknowledgementTexts(
          open: "ack_urgent", closed: "ack_closed", late: "ack_late", delay: "delay", news: "news"))
    #expect(Set(critical.clocks.keys) == [.firstResponse, .nextResponse, .resolution])
    let ladder = Ladder(
      name: "estandar",
      steps: [
        LadderStep(at: .offset(seconds: -300), tell: [.assignee]),
        LadderStep(
          at: .offset(seconds: 0), tell: [.lead],
          unless: FailOver(proof: .delivered, withinSeconds: 300, tell: [.rota("guardia")]),
          then: [.reassign(.leastLoaded), .tag("SLA Incumplido"), .stage("Revisión de Supervisor")]),
        LadderStep(
          at: .offset(seconds: 1800), tell: [.role("management")],
          then: [.priority(.urgent), .queue("urgentes"), .tellCustomer("escalated")]),
      ])
    #expect(
      critical.clocks[.firstResponse] == ClockRule(target: .minutes(10), calendar: "oficina", ladder: ladder))
    #expect(
      critical.clocks[.resolution]
        == ClockRule(
          target: .hours(4), calendar: "oficina",
          ladder: Ladder(
            name: "",
            steps: [
              LadderStep(at: .percent(75), tell: [.assignee]), LadderStep(at: .offset(seconds: 0), tell: [.lead]),
            ]), pauseWhile: [.waitingCustomer]))
    let general = book.policies[1]
    #expect(general.clocks[.firstResponse]?.calendar == "siempre")
    #expect(general.clocks[.nextResponse]?.calendar == "oficina")
    #expect(general.clocks[.resolution]?.pauseWhile == [.waitingCustomer, .waitingThirdParty])
  }

  @Test("closing asks how it was, if it says so")
  func closing() {
    #expect(
      load(contractFile).rules?.closing == ClosingSettings(reopenWithinSeconds: 86_400, asksForRating: true))
    #expect(load(SmallRules.with([:])).rules?.closing.asksForRating == false)
  }

  @Test("terms of retention are read in days, and what is not named is kept")
  func retention() {
    #expect(
      load(contractFile).settings?.retention
        == RetentionSettings(messagesSeconds: 31_536_000, rawSeconds: 2_592_000, timelineSeconds: 63_072_000))
    #expect(load(SmallRules.with([:])).settings?.retention == RetentionSettings())
  }

  @Test("what this version does not act on is warned of by line, once a place")
  func warnings() {
    let lines = load(contractFile).warnings.map { "\($0.line) \($0.message.prefix { $0 != " " })" }
    #expect(
      lines == [
        "4 `public_url`", "28 `segments`", "39 `tell_customer`", "49 `immediate`",
      ])
  }
}
