/// A whole, valid rules file with one idea a line, for tests that break one of them.
enum SmallRules {
  static let text = lines.joined(separator: "\n") + "\n"

  /// The file with lines replaced (numbers from 1); a replacement may hold several lines, or none at all.
  static func with(_ edits: [Int: String?]) -> String {
    var edited: [String] = []
    for (index, line) in lines.enumerated() {
      guard let edit = edits[index + 1] else {
        edited.append(line)
        continue
      }
      if let edit { edited.append(edit) }
    }
    return edited.joined(separator: "\n") + "\n"
  }

  private static let lines = [
    /*  1 */ "gateway:",
    /*  2 */ "  listen: 127.0.0.1:8080",
    /*  3 */ "  database: sqlite:acuse.db",
    /*  4 */ "meta:",
    /*  5 */ "  graph_url: https://graph.facebook.com",
    /*  6 */ "  graph_version: v26.0",
    /*  7 */ "numbers:",
    /*  8 */ "  - phone_number_id: \"100200300400500\"",
    /*  9 */ "    waba_id: \"600700800900100\"",
    /* 10 */ "    display: \"+52 55 5555 1234\"",
    /* 11 */ "    name: Soporte",
    /* 12 */ "    language: es_MX",
    /* 13 */ "    team: soporte",
    /* 14 */ "calendars:",
    /* 15 */ "  oficina:",
    /* 16 */ "    timezone: America/Mexico_City",
    /* 17 */ "    week:",
    /* 18 */ "      mon-fri: \"09:00-18:00\"",
    /* 19 */ "    holidays: mx",
    /* 20 */ "    dates:",
    /* 21 */ "      2026-12-24: \"09:00-13:00\"",
    /* 22 */ "people:",
    /* 23 */ "  ana:",
    /* 24 */ "    name: Ana Ruiz",
    /* 25 */ "    whatsapp: \"+52 55 5550 1111\"",
    /* 26 */ "    language: es",
    /* 27 */ "    timezone: America/Mexico_City",
    /* 28 */ "    shift: oficina",
    /* 29 */ "    team: soporte",
    /* 30 */ "    quiet: \"21:00-07:00\"",
    /* 31 */ "  lucia:",
    /* 32 */ "    name: Lucía Paz",
    /* 33 */ "    whatsapp: \"+52 55 5550 2222\"",
    /* 34 */ "    language: es",
    /* 35 */ "    timezone: America/Mexico_City",
    /* 36 */ "    roles: [supervisor, management]",
    /* 37 */ "teams:",
    /* 38 */ "  soporte: { lead: lucia, assign: least_loaded }",
    /* 39 */ "rotas:",
    /* 40 */ "  guardia:",
    /* 41 */ "    timezone: America/Mexico_City",
    /* 42 */ "    starts: 2026-11-23",
    /* 43 */ "    handover: mon 09:00",
    /* 44 */ "    people: [ana, lucia]",
    /* 45 */ "acknowledgements: { quiet_window: 2s, interval: 12h, stale_after: 15m }",
    /* 46 */ "ladders:",
    /* 47 */ "  estandar:",
    /* 48 */ "    - at: -5m",
    /* 49 */ "      tell: assignee",
    /* 50 */ "    - at: due",
    /* 51 */ "      tell: lead",
    /* 52 */ "      unless: { delivered: 5m, tell: rota:guardia }",
    /* 53 */ "      then: [{ reassign: least_loaded }, { tag: tarde }]",
    /* 54 */ "policies:",
    /* 55 */ "  - name: urgente",
    /* 56 */ "    when: { language: es }",
    /* 57 */ "    calendar: oficina",
    /* 58 */ "    clocks:",
    /* 59 */ "      first_response: { target: 10m, ladder: estandar }",
    /* 60 */ "  - name: general",
    /* 61 */ "    calendar: oficina",
    /* 62 */ "    acknowledge: { open: ack, closed: ack_closed, late: ack_late }",
    /* 63 */ "    clocks:",
    /* 64 */ "      first_response: { target: 15m, ladder: estandar }",
    /* 65 */ "      next_response: { target: 30m, ladder: estandar }",
  ]
}
