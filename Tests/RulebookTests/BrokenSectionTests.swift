import Testing

@testable import Rulebook

@Suite struct BrokenSectionTests {
  @Test("the file that the tables below break is itself without problems")
  func base() {
    let loaded = load(SmallRules.text)
    #expect(loaded.problems == [])
    #expect(loaded.warnings == [])
    #expect(loaded.rules != nil)
  }

  @Test("mistakes of gateway, meta, mail and numbers", arguments: gateway)
  func gatewaySections(broken: Broken) { broken.check() }

  @Test("mistakes of calendars", arguments: calendars)
  func calendarSections(broken: Broken) { broken.check() }

  @Test("mistakes of people, teams and rotas", arguments: people)
  func peopleSections(broken: Broken) { broken.check() }

  static let gateway: [Broken] = [
    Broken("an unknown section", [37: "equipos:\nteams:"], at("37:1", "no key `equipos`", hint: "known keys")),
    Broken(
      "a section misspelt", [45: "acknowledgments: { interval: 12h }"],
      at("45:1", "no key `acknowledgments`", hint: "did you mean `acknowledgements`?")),
    Broken("pilot mode", [1: "mode: pilot\ngateway:"], at("1:7", "not supported", hint: "mode: live")),
    Broken(
      "pilot mode of a policy", [61: "    mode: pilot\n    calendar: oficina"],
      at("61:11", "not supported", hint: "mode: live")),
    Broken("a port alone", [2: "  listen: 8080"], at("2:11", "an address and a port", hint: "0.0.0.0:8080")),
    Broken("a port too high", [2: "  listen: localhost:80800"], at("2:11", "an address and a port", hint: "8080")),
    Broken(
      "another database", [3: "  database: postgres://db/acuse"], at("3:13", "SQLite file", hint: "sqlite:acuse.db")),
    Broken(
      "a database in memory", [3: "  database: \"sqlite::memory:\""],
      at("3:13", "names no file", hint: "sqlite:acuse.db")),
    Broken(
      "plain http to Meta", [5: "  graph_url: http://graph.facebook.com"], at("5:14", "loopback only", hint: "https")),
    Broken(
      "a loopback look-alike", [5: "  graph_url: http://127.0.0.1.example.mx"],
      at("5:14", "loopback only", hint: "https")),
    Broken(
      "no web address", [5: "  graph_url: graph.facebook.com"], at("5:14", "a web address", hint: "https://graph")),
    Broken("a version without v", [6: "  graph_version: 26.0"], at("6:18", "form `v26.0`", hint: "write `v26.0`")),
    Broken(
      "a mail password", [1: "mail: { smtp: \"smtp://ana:clave@mail.example.mx\", from: a@example.mx }\ngateway:"],
      at("1:15", "password does not belong", hint: "ACUSE_SMTP_PASSWORD")),
    Broken(
      "a mail address of two",
      [1: "mail: { smtp: smtp://mail.example.mx, from: \"a@example.mx, b@example.mx\" }\ngateway:"],
      at("1:45", "one mail address", hint: "acuse@example.mx")),
    Broken(
      "an unquoted id with a leading zero", [8: "  - phone_number_id: 0100200300400500"],
      at("8:22", "another number", hint: "quotes")),
    Broken(
      "an unquoted id with an exponent", [9: "    waba_id: 6007e10"], at("9:14", "another number", hint: "quotes")),
    Broken("an id of letters", [9: "    waba_id: \"W600\""], at("9:14", "digits only", hint: "106540352242922")),
    Broken(
      "no country code", [10: "    display: \"55 5555 1234\""], at("10:14", "country code", hint: "+52 55 5555 1234")),
    Broken("a language by name", [12: "    language: Spanish"], at("12:15", "a language tag", hint: "`es`")),
    Broken("a language in the wrong case", [12: "    language: ES_mx"], at("12:15", "a language tag", hint: "`es_MX`")),
    Broken(
      "an unknown team", [13: "    team: soprte"], at("13:11", "no team `soprte`", hint: "did you mean `soporte`?")),
    Broken("a throughput of nothing", [13: "    team: soporte\n    throughput: 0"], at("14:17", "1 to 1000")),
    Broken(
      "a number without its parts", [9: nil, 11: nil],
      at("8:5", "Number lacks `name`"), at("8:5", "Number lacks `waba_id`", hint: "Account")),
    Broken(
      "one id twice",
      [
        7:
          "numbers:\n  - { phone_number_id: \"100200300400500\", waba_id: \"1\", "
          + "display: \"+52 55 5555 9999\", name: Otro, language: es, team: soporte }"
      ],
      at("9:22", "already stands on line 8")),
    Broken(
      "a token in the file", [13: "    team: soporte\n    access_token: EAAGm0PX4ZCpsBA0123456789abcdefghij"],
      at("14:19", "looks like a secret", hint: "revoke"),
      at("14:19", "name of an environment variable", hint: "ACUSE_ACCESS_TOKEN")),
    Broken(
      "a secret under its own key", [6: "  graph_version: v26.0\n  app_secret: abc"],
      at("7:3", "secret does not belong", hint: "ACUSE_APP_SECRET")),
  ]

  static let calendars: [Broken] = [
    Broken(
      "a zone misspelt", [16: "    timezone: America/Mexico_Cty"],
      at("16:15", "no time zone `America/Mexico_Cty`", hint: "`America/Mexico_City`")),
    Broken("no zone", [16: nil], at("16:5", "Calendar `oficina` lacks `timezone`", hint: "America/Mexico_City")),
    Broken(
      "a window across midnight", [18: "      mon-fri: \"22:00-06:00\""],
      at("18:16", "crosses midnight", hint: "write two: `\"22:00-24:00\"`, and `\"00:00-06:00\"` on the next day")),
    Broken(
      "windows that overlap", [18: "      mon-fri: [\"13:00-18:00\", \"09:00-14:00\"]"],
      at("18:32", "overlaps `13:00-18:00`")),
    Broken(
      "a window beyond the day", [18: "      mon-fri: \"09:00-24:30\""], at("18:16", "opening hours", hint: "24:00")),
    Broken("an empty window", [18: "      mon-fri: \"09:00-09:00\""], at("18:16", "is empty")),
    Broken(
      "hours that are no hours", [18: "      mon-fri: mornings"],
      at("18:16", "opening hours, not `mornings`", hint: "09:00-14:00")),
    Broken(
      "a weekday in Spanish", [18: "      lun-vie: \"09:00-18:00\""], at("18:7", "`lun` is no weekday", hint: "`mon`")),
    Broken(
      "a weekday twice", [18: "      mon-fri: \"09:00-18:00\"\n      fri: \"09:00-14:00\""],
      at("19:7", "`fri` already has hours on line 18", hint: "once")),
    Broken(
      "an unknown country", [19: "    holidays: xx"],
      at("19:15", "no list of holidays for `xx`", hint: "ar, br, cl, co")),
    Broken(
      "a holiday that does not exist", [19: "    holidays: [mx, { date: 2026-02-30, name: x }]"],
      at("19:28", "day `2026-02-30` does not exist")),
    Broken(
      "a date written differently", [21: "      24/12/2026: closed"], at("21:7", "is no date", hint: "2026-12-24")),
    Broken(
      "always closed", [18: "      mon-fri: closed", 20: nil, 21: nil], at("18:7", "never opens", hint: "always_open")),
    Broken(
      "always open and a week",
      [16: "    timezone: America/Mexico_City\n    always_open: true", 19: nil, 20: nil, 21: nil],
      at("19:7", "no `week`", hint: "remove")),
    Broken(
      "an unknown key", [19: "    hollidays: mx"], at("19:5", "no key `hollidays`", hint: "did you mean `holidays`?")),
    Broken("a flag that is none", [19: "    always_open: maybe"], at("19:18", "`true` or `false`")),
  ]

  static let people: [Broken] = [
    Broken("no phone", [25: nil], at("24:5", "Person `ana` lacks `whatsapp`", hint: "+52 55 5555 1234")),
    Broken(
      "an unquoted phone", [25: "    whatsapp: 5555501111"],
      at("25:15", "country code", hint: "in quotes, beginning with +")),
    Broken(
      "one phone in two spellings", [33: "    whatsapp: \"+521 55 5550 1111\""],
      at("33:15", "already stands on line 25", hint: "same phone")),
    Broken(
      "a business number as a person's", [33: "    whatsapp: \"+52 55 5555 1234\""],
      at("33:15", "already stands on line 10", hint: "same phone")),
    Broken(
      "no language and no name", [24: nil, 26: nil], at("24:5", "lacks `language`", hint: "es"),
      at("24:5", "lacks `name`")),
    Broken("an unknown shift", [28: "    shift: oficna"], at("28:12", "no calendar `oficna`", hint: "`oficina`")),
    Broken("a negative capacity", [29: "    team: soporte\n    capacity: -1"], at("30:15", "from 0 to 10000")),
    Broken("quiet hours without end", [30: "    quiet: \"00:00-24:00\""], at("30:12", "same time", hint: "audience")),
    Broken("no alerts at all", [30: "    alerts_per_hour: 0"], at("30:22", "from 1 to 3600")),
    Broken("a mail address without host", [30: "    email: ana"], at("30:12", "one mail address", hint: "@example.mx")),
    Broken(
      "a name with a space", [31: "  lucia paz:"],
      at("31:3", "cannot be the name of a person", hint: "letters"), at("38:20", "no person `lucia`", hint: "ana"),
      at("44:19", "no person `lucia`", hint: "ana")),
    Broken(
      "a team without lead", [38: "  soporte: { assign: least_loaded }"],
      at("38:12", "Team `soporte` lacks `lead`", hint: "falls to")),
    Broken(
      "a lead nobody knows", [38: "  soporte: { lead: luzia }"], at("38:20", "no person `luzia`", hint: "`lucia`")),
    Broken(
      "a strategy misspelt", [38: "  soporte: { lead: lucia, assign: least-loaded }"],
      at("38:35", "cannot be `least-loaded`", hint: "`least_loaded`")),
    Broken("a rota of strangers", [44: "    people: [ana, pepe]"], at("44:19", "no person `pepe`", hint: "`ana`")),
    Broken("an empty rota", [44: "    people: []"], at("44:13", "`people` has no value")),
    Broken(
      "a hand-over without time", [43: "    handover: mon"], at("43:15", "a weekday and a time", hint: "mon 09:00")),
    Broken("a start that is no date", [42: "    starts: monday"], at("42:13", "is no date", hint: "2026-12-24")),
    Broken("a team that is a text", [38: "  soporte: lucia"], at("38:12", "takes a map", hint: "assign")),
  ]
}
