import Gateway
import Hummingbird

/// `GET /api/v1/openapi.json`: the API described for programs, written by hand and held to the route table by a test.
enum DescriptionRoutes {
  static let all = [
    APIRoute(.get, "openapi.json", .agent, "This description.", response: .description, handle: show)
  ]

  private static let answer = WrittenAnswer(status: 200, type: JSON.type, body: Array(OpenAPI.document.utf8))

  @Sendable private static func show(_ call: APICall) async throws -> Response { answer.response }
}

/// The description, OpenAPI 3.1.
package enum OpenAPI {
  package static let document = """
    {
      "openapi": "3.1.0",
      "info": {
        "title": "Acuse",
        "version": "1",
        "summary": "Conversations and their promises, what is sent, and how the gateway stands.",
        "description": "Times are RFC 3339. Errors are problems (RFC 9457) whose `type` is stable."
      },
      "servers": [{ "url": "/api/v1" }],
      "security": [{ "bearer": [] }],
      "paths": \(paths),
      "components": {
        "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
        "parameters": \(parameters),
        "responses": \(responses),
        "schemas": \(schemas)
      }
    }
    """
}
