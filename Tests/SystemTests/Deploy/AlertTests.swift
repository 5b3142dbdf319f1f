import Foundation
import Gateway
import Testing

/// `deploy/prometheus` and `deploy/grafana`: judged by promtool, and held to the figures that the gateway has.
@Suite(.serialized) struct AlertTests {
  private static let alerts = "deploy/prometheus/alerts.yaml"
  private static let board = "deploy/grafana/acuse.json"

  @Test("promtool finds the configuration and the rules right")
  func check() async throws {
    for arguments in [["check", "config", "deploy/prometheus/prometheus.yaml"], ["check", "rules", Self.alerts]] {
      let finished = try await promtool(arguments)
      #expect(finished.status == 0, "\(finished.errors)")
    }
  }

  @Test("each alert speaks when it should and not a minute earlier, and an ordinary day is silent")
  func told() async throws {
    let told = ["deploy/prometheus/alerts.test.yaml", "deploy/prometheus/alerts.week.test.yaml"]
    let finished = try await promtool(["test", "rules"] + told)
    #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
    let tests = try told.map { try DeployFolder.text($0) }.joined()
    for alert in try Self.names() { #expect(tests.contains("ALERTS{alertname=\"\(alert)\""), "\(alert)") }
  }

  @Test("every alert has a summary, a severity, and a runbook that leads to a heading of the operator's page")
  func runbooks() throws {
    let page = try DeployFolder.text("docs/operator.md").split(separator: "\n")
    let entries = try DeployFolder.text(Self.alerts).components(separatedBy: "- alert: ").dropFirst()
    #expect(entries.count == 16)
    for entry in entries {
      let name = String(entry.prefix { !$0.isWhitespace })
      #expect(entry.contains("runbook: docs/operator.md#\(name.lowercased())\n"), "\(name)")
      #expect(page.contains("### \(name)"), "\(name)")
      #expect(entry.contains(/\n +summary: [A-Z]/), "\(name)")
      #expect(entry.contains(/severity: (critical|warning) }/), "\(name)")
    }
  }

  @Test("the board is JSON whose panels have an expression, a description and a place of their own")
  func panels() throws {
    let panels = try Self.panels()
    #expect(panels.count == 23)
    #expect(Set(panels.compactMap { $0["id"] as? Int }).count == 23)
    for panel in panels {
      #expect((panel["description"] as? String)?.isEmpty == false, "\(panel["title"] ?? "")")
      #expect(!Self.expressions(of: panel).isEmpty, "\(panel["title"] ?? "")")
      let place = panel["gridPos"] as? [String: Int] ?? [:]
      #expect((1...24).contains((place["x"] ?? 99) + (place["w"] ?? 99)))
    }
  }

  @Test("every figure that alerts and board name is one of the gateway's, and the board leaves none out")
  func names() throws {
    let known = Dictionary(uniqueKeysWithValues: MetricFamily.all.map { ($0.name, $0.kind) })
    let shown = Expressions.figures(in: try Self.panels().flatMap(Self.expressions).joined(separator: "\n"))
    let told = Expressions.figures(in: try Self.rules())
    #expect(told.count > 14)
    for (name, _) in shown + told {
      #expect(Self.series(known).contains(name), "\(name)")
    }
    let families = shown.map { $0.name.replacing(/_(bucket|sum|count)$/, with: "") }
    #expect(Set(known.keys).subtracting(families) == [])
  }

  @Test("every label that is asked for one value has that value in what the real gateway shows")
  func labels() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    let samples = try await LoopbackHTTP.get(port: port, "/metrics").text.split(separator: "\n")
    await gateway.kill9()
    let texts = try Self.panels().flatMap(Self.expressions) + [try Self.rules()]
    var looked = 0
    for (name, selector) in Expressions.figures(in: texts.joined(separator: "\n")) {
      for (label, value) in Expressions.exact(selector) {
        looked += 1
        let isThere = samples.contains { $0.hasPrefix(name + "{") && $0.contains("\(label)=\"\(value)\"") }
        #expect(isThere, "\(name){\(label)=\"\(value)\"}")
      }
    }
    #expect(looked >= 8)
  }

  // MARK: What is read

  private func promtool(_ arguments: [String]) async throws -> Shell.Finished {
    try await Shell.run("promtool", arguments.map { $0.hasPrefix("deploy/") ? DeployFolder.path($0) : $0 })
  }

  private static func names() throws -> [String] {
    try rules().matches(of: /- alert: (\w+)/).map { String($0.1) }
  }

  /// Without comments and texts for people, which name figures only in passing.
  private static func rules() throws -> String {
    try DeployFolder.text(alerts).split(separator: "\n")
      .filter { !$0.contains(/^ *(#|summary:|runbook:)/) }.joined(separator: "\n")
      .replacing("name: acuse", with: "")
  }

  private static func panels() throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(try DeployFolder.text(board).utf8)) as? [String: Any]
    let all = try #require(object?["panels"] as? [[String: Any]])
    return all.filter { $0["type"] as? String != "row" }
  }

  private static func expressions(of panel: [String: Any]) -> [String] {
    (panel["targets"] as? [[String: Any]] ?? []).compactMap { $0["expr"] as? String }
  }

  /// What a family is called in samples: a histogram by three names.
  private static func series(_ known: [String: MetricFamily.Kind]) -> Set<String> {
    var names: Set<String> = []
    for (name, kind) in known {
      switch kind {
      case .counter, .gauge: names.insert(name)
      case .histogram: names.formUnion([name + "_bucket", name + "_sum", name + "_count"])
      }
    }
    return names
  }
}
