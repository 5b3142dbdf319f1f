import Foundation

/// A folder of a test's own with a rules file in it; gone when the test ends.
final class Workplace: Sendable {
  let folder: String
  static let numberID = "106540352242922"
  static let accountID = "102290129340398"
  static let appSecret = "system-test-secret"
  static let verifyToken = "system-test-verify"
  static let accessToken = "system-test-access"

  init() throws {
    folder = NSTemporaryDirectory() + "acuse-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var config: String { folder + "/acuse.yaml" }
  var database: String { folder + "/acuse.db" }

  var environment: [String: String] {
    [
      "ACUSE_APP_SECRET": Self.appSecret, "ACUSE_VERIFY_TOKEN": Self.verifyToken,
      "ACUSE_ACCESS_TOKEN": Self.accessToken, "ACUSE_CONFIG": config,
    ]
  }

  /// Rules with clocks of seconds, always open, so that a test can wait for them. `tellsWaiting`: whoever waits hears of
  /// a delay and of what is new, as is usual; without, all that a customer gets is acknowledgements and answers.
  func writeRules(
    graphURL: String, port: Int, target: String = "15m", steps: String = "", quietWindow: String = "2s",
    agents: Int = 0, database: String = "acuse.db", tellsWaiting: Bool = false, closing: String = "{}",
    mail: String? = nil
  ) throws {
    let usual = tellsWaiting ? "" : ", delay: none, news: none"
    let further = (0..<agents).map {
      "agente\($0): { name: Agente \($0), whatsapp: \"+\(Meta.agent($0))\", language: es, "
        + "timezone: America/Mexico_City, team: soporte, capacity: 10000, alerts_per_hour: 1000 }"
    }
    func email(_ name: String) -> String { mail == nil ? "" : "email: \(name)@example.mx, " }
    try write(
      """
      gateway: { listen: "127.0.0.1:\(port)", database: "sqlite:\(database)" }
      meta: { graph_url: "\(graphURL)", graph_version: v26.0 }
      numbers:
        - { phone_number_id: "\(Self.numberID)", waba_id: "\(Self.accountID)", display: "+52 55 5555 1234",
            name: Soporte, language: es_MX, team: soporte, throughput: 80, access_token: ACUSE_ACCESS_TOKEN }
      calendars:
        siempre: { timezone: America/Mexico_City, always_open: true }
      people:
        ana:   { name: Ana Ruiz,  whatsapp: "+5215555501111", language: es, timezone: America/Mexico_City, team: soporte, capacity: 10000, alerts_per_hour: 1000 }
        lucia: { name: Lucía Paz, whatsapp: "+5215555503333", \(email("lucia"))language: es, timezone: America/Mexico_City, roles: supervisor, alerts_per_hour: 1000 }
        marta: { name: Marta Sol, whatsapp: "+5215555504444", \(email("marta"))language: es, timezone: America/Mexico_City, roles: management, alerts_per_hour: 1000 }
        \(further.joined(separator: "\n  "))
      teams:
        soporte: { lead: lucia, assign: least_loaded }
      acknowledgements: { quiet_window: \(quietWindow), interval: 12h, stale_after: 15m }
      policies:
        - name: general
          calendar: siempre
          acknowledge: { open: ack, closed: ack_closed, late: ack_late\(usual) }
          clocks:
            first_response: { target: \(target)\(steps.isEmpty ? "" : ", ladder: [\(steps)]") }
            next_response:  { target: \(target) }
      closing: \(closing)
      \(mail.map { "mail: \($0)" } ?? "")
      """)
  }

  func write(_ rules: String) throws { try rules.write(toFile: config, atomically: true, encoding: .utf8) }
}
