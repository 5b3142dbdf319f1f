import BusinessTime
import Helpdesk
import Testing

@Suite struct PeopleTests {
  private static let berlin = Zone(
    name: "Test/Spring", offset: 3600, transitions: [ZoneTransition(at: 1_774_746_000, offset: 7200)])

  private func person(
    _ id: PersonID, team: TeamID? = "soporte", roles: Set<String> = [], capacity: Int? = nil, shift: String? = nil,
    quiet: QuietHours? = nil, alertsPerHour: Int = 30
  ) -> Person {
    Person(
      id: id, name: id.rawValue, whatsapp: "5215555500000", language: "es", zone: Story.zone, shift: shift,
      team: team, roles: roles, capacity: capacity, quiet: quiet, alertsPerHour: alertsPerHour)
  }

  private func rules(_ people: [Person], lead: PersonID = "lucia") -> RuleSet {
    RuleSet(
      book: PolicyBook(version: "v", policies: [], calendars: ["oficina": Story.office]), numbers: [:],
      people: Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) }),
      teams: ["soporte": Team(id: "soporte", lead: lead, assign: .leastLoaded)],
      rotas: [
        "guardia": Rota(
          name: "guardia", zone: Story.zone, starts: CivilDate(year: 2026, month: 11, day: 23)!, handoverDay: .monday,
          handoverSecond: 9 * 3600, people: ["ana", "beto"])
      ], acknowledgements: AcknowledgementSettings())
  }

  // MARK: Roster

  @Test("the least loaded of those on shift with capacity is picked, never the one who has it")
  func leastLoaded() {
    let rules = rules([person("ana", capacity: 8), person("beto", capacity: 8), person("carla", capacity: 1)])
    let roster = Roster(rules: rules, team: "soporte")
    let noon = Story.time("mon 12:00")
    let loads: [PersonID: Int] = ["ana": 3, "beto": 2, "carla": 1]
    #expect(roster.pick(.leastLoaded, loads: loads, last: nil, except: nil, at: noon) == "beto")
    #expect(roster.pick(.leastLoaded, loads: loads, last: nil, except: "beto", at: noon) == "ana")
    #expect(
      roster.pick(.leastLoaded, loads: ["ana": 8, "beto": 8, "carla": 1], last: nil, except: nil, at: noon) == nil)
  }

  @Test("round robin goes on after whoever was last, and round")
  func roundRobin() {
    let roster = Roster(rules: rules([person("ana"), person("beto"), person("carla")]), team: "soporte")
    let noon = Story.time("mon 12:00")
    func pick(after last: PersonID?) -> PersonID? {
      roster.pick(.roundRobin, loads: [:], last: last, except: nil, at: noon)
    }
    #expect(pick(after: nil) == "ana")
    #expect(pick(after: "ana") == "beto")
    #expect(pick(after: "carla") == "ana")
  }

  @Test("off shift bars from being assigned; the next try stands at the start of the shift")
  func shift() {
    let roster = Roster(rules: rules([person("ana", shift: "oficina")]), team: "soporte")
    let evening = Story.time("mon 20:00")
    #expect(roster.pick(.leastLoaded, loads: [:], last: nil, except: nil, at: evening) == nil)
    #expect(roster.nextShift(after: evening) == Story.time("tue 09:00"))
    #expect(roster.pick(.leastLoaded, loads: [:], last: nil, except: nil, at: Story.time("tue 09:00")) == "ana")
  }

  // MARK: Audiences

  @Test(
    "an audience means the people of now; an empty one falls to the lead, then to management",
    arguments: [
      ([Audience.assignee], PersonID("ana"), ["ana"]),
      ([.assignee], nil, ["lucia"]),
      ([.lead], nil, ["lucia"]),
      ([.team("soporte")], nil, ["ana", "beto"]),
      ([.role("management")], nil, ["marta"]),
      ([.role("nobody")], nil, ["lucia"]),
      ([.person("beto"), .assignee], PersonID("beto"), ["beto"]),
      ([.rota("guardia")], nil, ["beto"]),
    ] as [([Audience], PersonID?, [String])])
  func audiences(audience: [Audience], assignee: PersonID?, expected: [String]) {
    let rules = rules([
      person("ana"), person("beto"), person("lucia", team: nil), person("marta", team: nil, roles: ["management"]),
    ])
    // Tuesday of the rota's second week.
    let now = Story.time("tue 12:00").adding(seconds: 7 * 86_400)
    let people = rules.people(for: audience, assignee: assignee, team: "soporte", at: now)
    #expect(people.map(\.id.rawValue) == expected)
  }

  @Test("without a lead who exists, management is told")
  func noLead() {
    let rules = rules([person("marta", team: nil, roles: ["management"])], lead: "nobody")
    #expect(
      rules.people(for: [.assignee], assignee: nil, team: "soporte", at: Story.time("mon 12:00")).map(\.id) == ["marta"]
    )
  }

  // MARK: Rota

  @Test(
    "the duty changes at the hand-over and goes round",
    arguments: [
      ("mon 08:59", 0, "ana"), ("mon 09:00", 0, "ana"), ("sun 23:00", 0, "ana"),
      ("mon 08:59:59", 1, "ana"), ("mon 09:00", 1, "beto"), ("fri 12:00", 1, "beto"), ("mon 09:00", 2, "ana"),
    ] as [(String, Int, String)])
  func rota(at: String, week: Int, expected: String) {
    let rota = rules([]).rotas["guardia"]!
    let now = Story.time(at).adding(seconds: Int64(week) * 7 * 86_400)
    #expect(rota.onDuty(at: now)?.rawValue == expected)
  }

  @Test("before it starts nobody has the duty")
  func rotaBefore() {
    let rota = rules([]).rotas["guardia"]!
    #expect(rota.onDuty(at: Story.time("mon 00:00").adding(seconds: -1)) == nil)
  }

  // MARK: Quiet hours and the cap

  @Test(
    "quiet hours are the person's own, cross midnight, and end when they say",
    arguments: [
      ("mon 20:59:59", nil), ("mon 21:00", "tue 07:00"), ("tue 03:00", "tue 07:00"), ("tue 06:59:59", "tue 07:00"),
      ("tue 07:00", nil),
    ] as [(String, String?)])
  func quiet(at: String, until: String?) {
    let quiet = QuietHours(fromSecond: 21 * 3600, toSecond: 7 * 3600)
    #expect(quiet.end(at: Story.time(at), in: Story.zone) == until.map(Story.time))
  }

  @Test("quiet hours end at the wall clock's seven also in the night in which the clocks change")
  func quietOverDaylightSaving() {
    // 2026-03-29: clocks go from 02:00 (+1) to 03:00 (+2) at 01:00 UTC.
    let quiet = QuietHours(fromSecond: 21 * 3600, toSecond: 7 * 3600)
    let evening = Timestamp(seconds: 1_774_746_000 - 3 * 3600)
    #expect(quiet.end(at: evening, in: Self.berlin) == Timestamp(seconds: 1_774_746_000 + 4 * 3600))
  }

  @Test("urgent notices pass quiet hours and the hourly cap; others are held or suppressed")
  func verdicts() {
    let night = Story.time("mon 23:00")
    let sleeper = person("ana", quiet: QuietHours(fromSecond: 21 * 3600, toSecond: 7 * 3600), alertsPerHour: 2)
    #expect(
      Pager.verdict(for: sleeper, isUrgent: false, alertsThisHour: 0, at: night)
        == .held(until: Story.time("tue 07:00")))
    #expect(Pager.verdict(for: sleeper, isUrgent: true, alertsThisHour: 9, at: night) == .now)
    let noon = Story.time("mon 12:00")
    #expect(Pager.verdict(for: sleeper, isUrgent: false, alertsThisHour: 1, at: noon) == .now)
    #expect(Pager.verdict(for: sleeper, isUrgent: false, alertsThisHour: 2, at: noon) == .suppressed)
    #expect(Pager.verdict(for: sleeper, isUrgent: true, alertsThisHour: 2, at: noon) == .now)
  }
}
