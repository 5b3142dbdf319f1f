import BusinessTime
import Helpdesk
import Testing

@testable import Rulebook

@Suite struct GatewaySettingsTests {
  @Test("what is not written has the contract's defaults")
  func defaults() {
    let settings = load(SmallRules.with([1: nil, 2: nil, 3: nil, 4: nil, 5: nil, 6: nil])).settings
    #expect(
      settings
        == GatewaySettings(
          listenHost: "127.0.0.1", listenPort: 8080, databasePath: "acuse.db",
          graphURL: "https://graph.facebook.com", graphVersion: "v26.0"))
  }

  @Test(
    "a database path starts in the rules file's folder unless it is absolute",
    arguments: [
      ("sqlite:acuse.db", "/etc/acuse/acuse.yaml", "/etc/acuse/acuse.db"),
      ("sqlite:data/a.db", "conf/acuse.yaml", "conf/data/a.db"),
      ("sqlite:acuse.db", "acuse.yaml", "acuse.db"),
      ("sqlite:/var/lib/acuse.db", "/etc/acuse.yaml", "/var/lib/acuse.db"),
      ("sqlite:///var/lib/acuse.db", "/etc/acuse.yaml", "/var/lib/acuse.db"),
    ])
  func database(written: String, file: String, path: String) {
    #expect(load(SmallRules.with([3: "  database: \(written)"]), file: file).settings?.databasePath == path)
  }

  @Test(
    "addresses to listen on",
    arguments: [("0.0.0.0:80", "0.0.0.0", 80), ("\"[::1]:9000\"", "::1", 9000), ("localhost:0", "localhost", 0)])
  func listen(written: String, host: String, port: Int) {
    let settings = load(SmallRules.with([2: "  listen: \(written)"])).settings
    #expect(settings?.listenHost == host && settings?.listenPort == port)
  }

  @Test(
    "plain http is for loopback",
    arguments: ["http://127.0.0.1:8081/", "http://localhost:8081", "http://[::1]:8081"])
  func loopback(url: String) {
    let settings = load(SmallRules.with([5: "  graph_url: \"\(url)\""])).settings
    #expect(settings?.graphURL == (url.hasSuffix("/") ? String(url.dropLast()) : url))
  }

  @Test("a Graph version is warned of from 90 days before its end")
  func endOfLife() {
    func warnings(_ version: String, _ year: Int, _ month: Int, _ day: Int) -> [String] {
      let today = CivilDate(year: year, month: month, day: day)!
      return load(SmallRules.with([6: "  graph_version: \(version)"]), today: today).warnings.map(\.description)
    }
    let hint = "write `v26.0` after reading its change log"
    #expect(warnings("v26.0", 2030, 1, 1) == [])
    #expect(warnings("v21.0", 2026, 10, 22) == [])
    #expect(
      warnings("v21.0", 2026, 10, 23)
        == ["acuse.yaml:6:18: warning: Meta stops answering Graph v21.0 on 2027-01-21, in 90 days. — \(hint)"])
    #expect(
      warnings("v21.0", 2027, 1, 21)
        == ["acuse.yaml:6:18: warning: Meta stopped answering Graph v21.0 on 2027-01-21. — \(hint)"])
    #expect(
      warnings("v19.0", 2026, 11, 22)
        == ["acuse.yaml:6:18: warning: Meta stopped answering Graph v19.0 on 2026-09-24. — \(hint)"])
  }

  @Test("a token's variable must be set, itself or through a file, when secrets are checked")
  func tokens() {
    func places(_ environment: [String: String], _ edits: [Int: String?] = [:], checks: Bool = true) -> [String] {
      load(SmallRules.with(edits), environment: environment, checksSecrets: checks).problems.map(place)
    }
    let named = [13: "    team: soporte\n    access_token: TOKEN_2"]
    #expect(places(["ACUSE_ACCESS_TOKEN": "x"]) == [])
    #expect(places(["ACUSE_ACCESS_TOKEN_FILE": "/run/token"]) == [])
    #expect(places([:]) == ["8:5"])
    #expect(places(["ACUSE_ACCESS_TOKEN": ""]) == ["8:5"])
    #expect(places([:], checks: false) == [])
    #expect(places(["ACUSE_ACCESS_TOKEN": "x"], named) == ["14:19"])
    #expect(places(["TOKEN_2": "x"], named) == [])
    #expect(load(SmallRules.with(named)).rules?.numbers["100200300400500"]?.accessTokenVariable == "TOKEN_2")
  }

  @Test("messages repeat neither secrets nor phones")
  func discreet() {
    let token = "EAAGm0PX4ZCpsBA0123456789abcdefghij"
    let edits: [Int: String?] = [
      6: "  graph_version: \(token)", 10: "    display: 525555551234", 13: "    team: \(token)",
      25: "    whatsapp: +52 55 5550 1111 ext 9", 45: "acknowledgements: { interval: \"+52 55 5550 1111\" }",
    ]
    let all = load(SmallRules.with(edits)).problems.map(\.description).joined(separator: "\n")
    #expect(all.contains("6:18") && all.contains("10:14") && all.contains("25:15") && all.contains("45:31"))
    for secret in ["EAAG", "5555551234", "5550"] { #expect(!all.contains(secret), "\(all)") }
  }
}
