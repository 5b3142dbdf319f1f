import Foundation
import Sandbox
import Testing

@testable import WebAPI

/// `deploy/Caddyfile` under a real Caddy, over TLS, as Meta and the rest of the world meet it.
@Suite(.serialized) struct CaddyTests {
  private static let handshake =
    "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=\(Workplace.verifyToken)"

  @Test("caddy finds the file valid and well formatted")
  func valid() async throws {
    let place = try Workplace()
    let file = DeployFolder.path("deploy/Caddyfile")
    let own = ["XDG_DATA_HOME": place.folder, "XDG_CONFIG_HOME": place.folder]
    let valid = try await Shell.run(
      "caddy", ["validate", "--config", file, "--adapter", "caddyfile"], environment: own)
    #expect(valid.status == 0)
    #expect((valid.output + valid.errors).contains("Valid configuration"))
    let formatted = try await Shell.run("caddy", ["fmt", file], environment: own)
    #expect(formatted.output == (try DeployFolder.text("deploy/Caddyfile")))
  }

  @Test("its bounds are those of the gateway, and it lets go of a connection before the gateway does")
  func bounds() throws {
    let text = try DeployFolder.text("deploy/Caddyfile")
    #expect(text.contains("handle @webhook {\n\t\timport gateway \(BodyLimits.webhookBytes)\n"))
    #expect(text.contains("handle @api {\n\t\timport gateway \(BodyLimits.apiBytes)\n"))
    #expect(WebLimits().bodyTime < .seconds(20) && text.contains("read_body 20s"))
    #expect(WebLimits().idleSeconds > 60 && text.contains("keepalive 60s"))
  }

  @Test("over TLS Meta's handshake and a signed post go through; what is internal, too large or unsigned does not")
  func road() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let gateway = try await GatewayProcess.start(in: place, port: port)
    let caddy = try CaddyProcess(in: place, upstream: port)
    try await caddy.untilReady()

    #expect(try await caddy.send(Self.handshake) == .init(status: 200, body: "1158201444"))
    let post = Self.post("wamid.C1")
    #expect(try await caddy.send("/webhooks/whatsapp", headers: Self.signed(post), body: post).status == 200)
    try await Database.wait(place.database, until: 1, "SELECT count(*) FROM message WHERE wamid = 'wamid.C1'")
    #expect(try await caddy.send("/webhooks/whatsapp", body: post).status == 401)
    let large = [UInt8](repeating: 32, count: (4 << 20) + 1)
    // By HTTP/1.1, as Meta posts: curl says nothing of an answer that comes before the end of a body by HTTP/2.
    let refused = try await caddy.send(
      "/webhooks/whatsapp", headers: Self.signed(large), body: large, further: ["--http1.1"])
    #expect(refused.status == 413)

    // The API asks for its token; whoever has one is answered.
    #expect(try await caddy.send("/api/v1/conversations").status == 401)
    let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
    let token = "Bearer " + made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try await caddy.send("/api/v1/conversations/1001", headers: ["Authorization": token]).status == 200)

    for path in ["/metrics", "/metrics/", "//metrics", "/api/../metrics", "/readyz", "/healthz", "/", "/console"] {
      #expect(try await caddy.send(path, further: ["--path-as-is"]).status == 404, "\(path)")
    }
    // A certificate of nobody's is not believed: the round trip was one over TLS.
    let doubted = try await Shell.run("curl", ["--silent", "https://localhost:\(caddy.port)/"])
    #expect(doubted.status == 60)
    await caddy.end()
    await gateway.kill9()
  }

  @Test("while the gateway is away the answer is 502, without a secret in the log; what Meta brings again is taken")
  func away() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let caddy = try CaddyProcess(in: place, upstream: port)
    try await caddy.untilReady()
    let post = Self.post("wamid.C2")
    // By HTTP/1.1, as Meta posts: the answer does not wait for the body, and by HTTP/2 curl may have no status then.
    let refused = try await caddy.send(
      "/webhooks/whatsapp", headers: Self.signed(post), body: post, further: ["--http1.1"])
    #expect(refused.status == 502, "\(refused) \(caddy.log)")
    #expect(try await caddy.send(Self.handshake).status == 502)
    let search = "/api/v1/conversations?q=\(Meta.customer)"
    #expect(try await caddy.send(search, headers: ["Authorization": "Bearer acuse_guess"]).status == 502)

    let gateway = try await GatewayProcess.start(in: place, port: port)
    #expect(try await caddy.send("/webhooks/whatsapp", headers: Self.signed(post), body: post).status == 200)
    await gateway.kill9()
    await caddy.end()
    #expect(caddy.log.contains("connection refused"))
    for secret in [Workplace.verifyToken, Meta.customer, "acuse_guess"] { #expect(!caddy.log.contains(secret)) }
  }

  private static func post(_ wamid: String) -> [UInt8] {
    Meta.webhook(text: "Hola", wamid: wamid, at: Int64(Date().timeIntervalSince1970))
  }

  private static func signed(_ body: [UInt8]) -> [String: String] {
    ["X-Hub-Signature-256": HMAC.signature(secret: Workplace.appSecret, body: body)]
  }
}
