/// The small company of the demo: one number, four people, and what they promise their customers.
enum DemoRules {
  static let appSecret = "demo-app-secret"
  static let verifyToken = "demo-verify-token"
  static let accessToken = "demo-access-token"
  static let tokenVariable = "ACUSE_ACCESS_TOKEN"
  static let businessName = "Soporte Aurora"
  static let numberID = "106540352242922"
  static let accountID = "102290129340398"
  static let display = "+52 55 5555 1234"

  /// `graphURL` is known only once the stand-in listens; the gateway's own port is the system's choice.
  static func yaml(database: String, graphURL: String) -> String {
    """
    gateway: { listen: "127.0.0.1:0", database: "sqlite:\(database)" }
    meta: { graph_url: "\(graphURL)", graph_version: v26.0 }
    numbers:
      - { phone_number_id: "\(numberID)", waba_id: "\(accountID)", display: "\(display)", name: \(businessName),
          language: es_MX, team: soporte, throughput: 80, access_token: \(tokenVariable) }
    calendars:
      oficina:
        timezone: America/Mexico_City
        week: { mon-fri: ["09:00-14:00", "15:00-18:00"], sat: "10:00-13:00" }
        holidays: mx
    people:
      ana: { name: Ana Ruiz, whatsapp: "+5215555501111", language: es, timezone: America/Mexico_City,
        shift: oficina, team: soporte, capacity: 8 }
      beto: { name: Beto Gil, whatsapp: "+5215555502222", language: es, timezone: America/Mexico_City,
        shift: oficina, team: soporte, capacity: 8 }
      lucia: { name: Lucía Paz, whatsapp: "+5215555503333", language: es, timezone: America/Mexico_City,
        roles: supervisor, quiet: "21:00-07:00", alerts_per_hour: 12 }
      marta: { name: Marta Sol, whatsapp: "+5215555504444", language: es, timezone: America/Mexico_City,
        roles: management }
    teams:
      soporte: { lead: lucia, assign: least_loaded }
    acknowledgements: { quiet_window: 2s, interval: 12h, stale_after: 15m }
    ladders:
      estandar:
        - { at: -5m, tell: assignee }
        - { at: due, tell: lead, unless: { delivered: 5m, tell: "role:management" },
            then: [{ reassign: least_loaded }, { tag: SLA Incumplido }, { stage: Revisión de Supervisor }] }
        - { at: +30m, tell: "role:management", then: [{ priority: urgent }, { queue: urgentes }] }
    policies:
      - name: general
        calendar: oficina
        acknowledge: { open: ack, closed: ack_closed, late: ack_late }
        clocks:
          first_response: { target: 15m, ladder: estandar }
          next_response:  { target: 30m, ladder: estandar }
    """
  }
}
