import Foundation
import Gateway
import Testing
import WebAPI

/// `GET /api/v1/openapi.json` beside the route table. That real answers fit it is seen in every test of this target:
/// `WebHouse.send` holds each to it.
@Suite(.serialized) struct DescriptionTests {
  private func operations() throws -> [String: [String: Any]] {
    var found: [String: [String: Any]] = [:]
    for (path, item) in try APIDescription().paths {
      for method in ["get", "post", "put", "patch", "delete"] {
        found["\(method.uppercased()) \(path.dropFirst())"] = item[method] as? [String: Any]
      }
    }
    return found
  }

  @Test("what is described is what there is: methods and addresses, both ways")
  func routes() throws {
    #expect(Set(try operations().keys) == Set(APIRoute.all.map(\.name)))
    #expect(Set(APIRoute.all.map(\.name)).count == APIRoute.all.count)
  }

  @Test("roles, bodies, answers and the key are described as they are")
  func details() throws {
    let operations = try operations()
    for route in APIRoute.all {
      let name = route.name
      let operation = try #require(operations[name], "\(name)")
      #expect(operation["x-required-role"] as? String == route.role.rawValue, "\(name)")
      #expect(operation["summary"] as? String == route.summary, "\(name)")
      #expect(operation["security"] == nil, "\(name) asks for what every other asks for")
      #expect(schema(in: operation["requestBody"]) == route.request?.rawValue, "\(name)")
      let responses = try #require(operation["responses"] as? [String: Any])
      let good = responses.keys.filter { $0 != "default" }
      // What may create something says whether it did.
      let successes = name == "POST conversations" ? ["200", "201"] : nil
      #expect(good.count == (successes?.count ?? 1) && good.allSatisfy { $0.hasPrefix("2") }, "\(name)")
      if let successes { #expect(good.sorted() == successes, "\(name)") }
      for status in good { #expect(schema(in: responses[status]) == route.response.rawValue, "\(name)") }
      let problem = responses["default"] as? [String: String]
      #expect(problem == ["$ref": "#/components/responses/Problem"], "\(name)")
      let parameters = operation["parameters"] as? [[String: Any]] ?? []
      let takesKey = parameters.contains { $0["$ref"] as? String == "#/components/parameters/idempotencyKey" }
      #expect(takesKey == route.isKeyed, "\(name)")
    }
  }

  @Test("everything asks for a bearer token, and every schema of the table is defined")
  func wholeDocument() throws {
    let document = try APIDescription().document
    #expect(document["openapi"] as? String == "3.1.0")
    #expect((document["security"] as? [[String: [String]]]) == [["bearer": []]])
    let components = try #require(document["components"] as? [String: [String: Any]])
    #expect(components["securitySchemes"]?["bearer"] as? [String: String] == ["type": "http", "scheme": "bearer"])
    let schemas = try #require(components["schemas"])
    #expect(Set(APISchema.allCases.map(\.rawValue)).isSubset(of: schemas.keys))
  }

  @Test("it is served as it stands")
  func served() async throws {
    try await WebHouse.open { house in
      let answer = try await house.get("/api/v1/openapi.json", token: try await house.token())
      #expect(answer.status == 200)
      #expect(answer.text == OpenAPI.document)
    }
  }

  @Test("the checker sees what does not fit")
  func checker() throws {
    let description = try APIDescription()
    let reply: [String: Any] = ["$ref": "#/components/schemas/Reply"]
    func faults(_ value: Any) -> Int { description.faults(in: value, by: reply, at: "").count }
    #expect(faults(["id": "1", "status": "queued"]) == 0)
    #expect(faults(["id": "1"]) == 1)
    #expect(faults(["id": 1, "status": "queued"]) == 1)
    #expect(faults(["id": "1", "status": "sent"]) == 1)
    #expect(faults(["id": "1", "status": "queued", "more": "x"]) == 1)
    #expect(faults([1]) == 1)
    let time: [String: Any] = ["$ref": "#/components/schemas/Time"]
    #expect(description.faults(in: "yesterday", by: time, at: "").count == 1)
    #expect(description.faults(in: "2026-11-23T09:00:00-06:00", by: time, at: "").isEmpty)
  }

  private func schema(in part: Any?) -> String? {
    let content = (part as? [String: Any])?["content"] as? [String: [String: Any]]
    let reference = (content?.values.first?["schema"] as? [String: Any])?["$ref"] as? String
    return reference.map { String($0.split(separator: "/").last ?? "") }
  }
}
