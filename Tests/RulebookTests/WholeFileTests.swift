import BusinessTime
import Helpdesk
import Testing

@testable import Rulebook

@Suite struct WholeFileTests {
  @Test("mistakes all over a file are told at once, in order, in the form that editors jump from")
  func allAtOnce() {
    let edits: [Int: String?] = [
      2: "  lisen: 127.0.0.1:8080", 5: "  graph_url: http://graph.facebook.com", 13: "    team: ventas",
      16: "    timezone: America/Mexico_Cty", 18: "      mon-fri: \"22:00-06:00\"", 30: "    quiet: 9-17",
      38: "  soporte: { lead: lucya }", 48: "    - at: 5m", 64: "      first_response: { target: 2d }",
    ]
    #expect(
      load(SmallRules.with(edits), file: "etc/acuse.yaml").problems.map(\.description) == [
        "etc/acuse.yaml:2:3: error: `gateway` has no key `lisen`. — did you mean `listen`?",
        "etc/acuse.yaml:5:14: error: `graph_url` is plain http, which is accepted for loopback only. "
          + "— write `https://…`",
        "etc/acuse.yaml:13:11: error: There is no team `ventas`. — there is `soporte`",
        "etc/acuse.yaml:16:15: error: There is no time zone `America/Mexico_Cty`. "
          + "— did you mean `America/Mexico_City`?",
        "etc/acuse.yaml:18:16: error: The window `22:00-06:00` crosses midnight. "
          + "— write two: `\"22:00-24:00\"`, and `\"00:00-06:00\"` on the next day",
        "etc/acuse.yaml:30:12: error: `quiet` takes two times, not `9-17`. — for example `\"21:00-07:00\"`",
        "etc/acuse.yaml:38:20: error: There is no person `lucya`. — did you mean `lucia`?",
        "etc/acuse.yaml:48:11: error: `at` takes a time before, at or after the due time, not `5m`. "
          + "— write `-5m` or `+5m`",
        "etc/acuse.yaml:64:33: error: `target` cannot count days, because a day of working time means two things "
          + "to two people. — write hours: of an eight-hour day, `16h`",
      ])
  }

  @Test("one value or a list, everywhere")
  func listsAndValues() throws {
    let edits: [Int: String?] = [
      7: "numbers:", 18: "      mon-fri: [\"09:00-18:00\"]", 19: "    holidays: [mx]", 24: "    name: [Ana Ruiz]",
      28: "    shift: [oficina]", 36: "    roles: supervisor", 44: "    people: ana", 48: "    - at: [-5m, 50%]",
      53: "      then: { reassign: [least_loaded], tag: [tarde, ver] }", 61: "    calendar: [oficina]",
      64: "      first_response: [{ target: [15m], ladder: [estandar] }]",
    ]
    let loaded = load(SmallRules.with(edits))
    #expect(loaded.problems == [])
    let rules = try #require(loaded.rules)
    #expect(rules.people["ana"]?.name == "Ana Ruiz" && rules.people["ana"]?.shift == "oficina")
    #expect(rules.people["lucia"]?.roles == ["supervisor"] && rules.rotas["guardia"]?.people == ["ana"])
    let steps = try #require(rules.book.policies[1].clocks[.firstResponse]).ladder.steps
    #expect(steps.map(\.at.name) == ["-5m", "50%", "due"])
    #expect(steps[0].tell == [.assignee] && steps[1].tell == [.assignee])
    #expect(steps[2].then == [.reassign(.leastLoaded), .tag("tarde"), .tag("ver")])
  }

  @Test("a byte order mark and Windows line ends change nothing")
  func otherEditors() {
    #expect(load("\u{FEFF}" + SmallRules.text).problems == [])
    let windows = SmallRules.with([16: "    timezone: x"]).replacing("\n", with: "\r\n")
    #expect(load(windows).problems.map(place) == ["16:15"])
  }

  @Test("weeks may go round Sunday, name days singly, and end at 24:00")
  func weeks() throws {
    let edits: [Int: String?] = [
      18: "      sat-mon: [\"00:00-06:00\", \"22:00-24:00\"]\n      tue,thu: 9:30-12:00\n      wed: closed",
      19: "    holidays: [mx, co, 2026-12-12, { date: [2026-11-27, 2026-11-28], name: Aniversario }]",
    ]
    let loaded = load(SmallRules.with(edits))
    #expect(loaded.problems == [])
    let office = try #require(loaded.rules?.book.calendars["oficina"])
    let nights = [DayWindow(fromSecond: 0, toSecond: 21_600)!, DayWindow(fromSecond: 79_200, toSecond: 86_400)!]
    #expect(office.week[.saturday] == nights && office.week[.sunday] == nights && office.week[.monday] == nights)
    #expect(office.week[.tuesday] == [DayWindow(fromSecond: 34_200, toSecond: 43_200)!])
    #expect(office.week[.thursday] == office.week[.tuesday])
    #expect(office.week[.wednesday] == [] && office.week[.friday] == nil)
    #expect(office.holidays[CivilDate(year: 2026, month: 12, day: 12)!] == "")
    #expect(office.holidays[CivilDate(year: 2026, month: 11, day: 28)!] == "Aniversario")
    // Independence: Mexico on 16 September, Colombia on 20 July.
    #expect(office.holidays[CivilDate(year: 2027, month: 9, day: 16)!] != nil)
    #expect(office.holidays[CivilDate(year: 2027, month: 7, day: 20)!] != nil)
  }

  @Test("conditions of a policy come out as sets, and numbers may be named")
  func conditions() throws {
    let when =
      "    when: { number: Soporte, priority: [high, urgent], tags: a, stage: b, queue: c, language: [es, pt_BR],"
      + " contact: returning, source: referral }"
    let loaded = load(SmallRules.with([56: when]))
    #expect(loaded.problems == [])
    #expect(loaded.warnings == [])
    var condition = Condition()
    condition.numbers = ["100200300400500"]
    condition.priorities = [.high, .urgent]
    condition.tags = ["a"]
    condition.stages = ["b"]
    condition.queues = ["c"]
    condition.languages = ["es", "pt_BR"]
    condition.sources = ["referral"]
    condition.newContact = false
    #expect(loaded.rules?.book.policies[0].when == condition)
  }

  @Test("an acknowledgement without a first response to promise is warned of")
  func nothingToPromise() {
    let loaded = load(SmallRules.with([64: nil]))
    #expect(loaded.problems == [])
    #expect(loaded.warnings.map(place) == ["62:18"])
    #expect(loaded.warnings.first?.message.contains("no time to promise") == true)
  }

  @Test("the acknowledgement's clock is measured without a target, and takes no ladder then")
  func acknowledgementClock() {
    let clock = { (keys: String) in load(SmallRules.with([65: "      acknowledgement: \(keys)"])) }
    #expect(clock("{}").problems == [])
    #expect(clock("{}").rules?.book.policies[1].clocks[.acknowledgement] == nil)
    #expect(clock("{ target: 1m }").rules?.book.policies[1].clocks[.acknowledgement]?.target == .minutes(1))
    #expect(clock("{ ladder: estandar }").problems.map(place) == ["65:34"])
  }

  @Test("without a category that triage could give, a policy of the file's own category is known")
  func ownCategory() {
    let edits: [Int: String?] = [
      56: "    when: { category: robo }",
      45: "triage: { rules: { name: robo, words: { es: [robo, robada] }, category: robo } }",
    ]
    #expect(load(SmallRules.with(edits)).problems == [])
    #expect(load(SmallRules.with([56: "    when: { category: robo }"])).problems.map(place) == ["56:23"])
  }
}

extension WholeFileTests {
  @Test("calendars without mistakes can be used for computing whatever else is wrong")
  func calendarsAlone() {
    let text = """
      calendars:
        buena: { timezone: America/Bogota, week: { mon-fri: "08:00-18:00" } }
        mala: { timezone: America/Bogota, week: { mon-fri: "08:00-18:00" }, holidays: zz }
      """
    let loaded = load(text)
    #expect(loaded.rules == nil && loaded.settings == nil)
    #expect(loaded.calendars.keys.sorted() == ["buena"])
    // Monday 23 November 2026, 17:00 in Bogotá (UTC−5), and 4 hours: Tuesday 11:00.
    let due = loaded.calendars["buena"]?.deadline(from: Timestamp(seconds: 1_795_471_200), target: .hours(4))
    #expect(due == Timestamp(seconds: 1_795_536_000))
    #expect(
      loaded.problems.map { "\(place($0)) \($0.message)" } == [
        "1:1 The rules file lacks `numbers`.", "1:1 The rules file lacks `policies`.",
        "1:1 The rules file lacks `teams`.", "3:81 There is no list of holidays for `zz`.",
      ])
  }
}
