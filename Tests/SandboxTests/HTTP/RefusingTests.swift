import Foundation
import Logging
import Sandbox
import SandboxHTTP
import Testing

/// Refusals over real TCP, as curl gets them.
@Suite(.timeLimit(.minutes(1)))
struct RefusingTests {
  private func server() -> SandboxServer {
    var rules = Fixture.openRules()
    rules.change(number: Fixture.number) { $0.readingTokens = ["token-that-looks"] }
    return SandboxServer(
      SandboxConfiguration(appSecret: "secreto", verifyToken: "prueba"), rules: rules,
      logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The status and the body of a POST with curl.
  private func post(
    _ body: [UInt8], to server: SandboxServer, path: String = "/v26.0/\(Fixture.number)/messages",
    token: String = Fixture.token
  ) async throws -> (status: String, json: JSON) {
    let result = try await Tool.curl(server.baseURL() + path, body: body, token: token)
    return (String(result.text.suffix(3)), try JSON(bytes: Array(result.output.dropLast(4))))
  }

  @Test("a refusal has Graph's shape, and nothing is accepted")
  func shape() async throws {
    try await server().whileRunning { server in
      let body = Fixture.text().with("text", ["body": SendCase.long(4097)]).bytes()
      let answer = try await post(body, to: server)
      #expect(answer.status == "400")
      let error = answer.json["error"]
      #expect(error?["message"] == "(#131009) Parameter value is not valid")
      #expect(error?["type"] == "OAuthException")
      #expect(error?["code"] == 131_009)
      #expect(error?["error_data"]?["messaging_product"] == "whatsapp")
      #expect(error?["error_data"]?["details"] == "Param text.body must be at most 4096 characters.")
      #expect(error?["fbtrace_id"]?.text?.isEmpty == false)
      #expect(server.accepted().isEmpty)
    }
  }

  @Test("a body that is not JSON is 400 with code 100, an unknown path is 400 with code 2500")
  func nonsense() async throws {
    try await server().whileRunning { server in
      let notJSON = try await post(Array("to=+5215555501111".utf8), to: server)
      #expect(notJSON.status == "400")
      #expect(notJSON.json["error"]?["code"] == 100)
      let unknown = try await post(Fixture.text().bytes(), to: server, path: "/v26.0/\(Fixture.number)/letters")
      #expect(unknown.status == "400")
      #expect(unknown.json["error"]?["code"] == 2500)
    }
  }

  @Test("a token without permission is 403 with code 10")
  func permission() async throws {
    try await server().whileRunning { server in
      let answer = try await post(Fixture.text().bytes(), to: server, token: "token-that-looks")
      #expect(answer.status == "403")
      #expect(answer.json["error"]?["code"] == 10)
    }
  }

  @Test("another method is 400 with code 100")
  func method() async throws {
    try await server().whileRunning { server in
      let url = await server.baseURL() + "/v26.0/\(Fixture.number)/messages"
      let result = try await Tool.run(
        "/usr/bin/curl",
        ["--silent", "--max-time", "10", "--header", "Authorization: Bearer \(Fixture.token)", "--request", "GET", url])
      #expect(try JSON(bytes: Array(result.output))["error"]?["code"] == 100)
    }
  }

  @Test("more than 5 MiB are 413 and are not accepted; the server goes on")
  func tooLarge() async throws {
    try await server().whileRunning { server in
      let body = Fixture.text().with("text", ["body": SendCase.long(5 * 1024 * 1024)]).bytes()
      let answer = try await post(body, to: server)
      #expect(answer.status == "413")
      #expect(answer.json["error"]?["code"] == 100)
      #expect(answer.json["error"]?["error_data"]?["details"] == "The body is too large.")
      #expect(server.accepted().isEmpty)
      #expect(server.requests().map(\.answered) == [413])
      #expect(try await post(Array("{".utf8), to: server).status == "400")
    }
  }

  @Test("marking as read with the typing sign is 200 with success, and sends nothing")
  func receipt() async throws {
    try await server().whileRunning { server in
      let id = try #require(server.customerWrites(text: "Hola", from: Fixture.ana, to: Fixture.number))
      let body: JSON = [
        "messaging_product": "whatsapp", "status": "read", "message_id": .string(id),
        "typing_indicator": ["type": "text"],
      ]
      let answer = try await post(body.bytes(), to: server)
      #expect(answer.status == "200")
      #expect(answer.json == ["success": true])
      #expect(server.accepted().isEmpty)
    }
  }
}
