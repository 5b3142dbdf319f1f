import Gateway
import HTTPTypes
import Helpdesk
import Hummingbird

/// `/api/v1/policies`: what is promised by now, and reading the rules anew.
enum PolicyRoutes {
  static let all = [
    APIRoute(
      .get, "policies", .agent, "The version in force: policies with their clocks, calendars, ladders.",
      response: .policies, handle: list),
    APIRoute(
      .post, "policies/reload", .admin, "Reads rules, texts and secrets anew; all of it is exchanged, or nothing is.",
      response: .reloaded, handle: reload),
  ]

  @Sendable private static func list(_ call: APICall) async throws -> Response {
    try JSON.response(PoliciesJSON(call.services.context().rules.book))
  }

  @Sendable private static func reload(_ call: APICall) async throws -> Response {
    switch await call.services.reload() {
    case .adopted(let version, let warnings):
      return try JSON.response(ReloadedJSON(version: version.rawValue, warnings: warnings))
    case .refused(let problems):
      throw Problem(
        .unprocessableContent, type: "rules-refused", title: "Nothing was exchanged: the files have problems.",
        problems: problems)
    case .notStored, .busy: throw Problem.unavailable
    case .fixed:
      throw Problem(.conflict, type: "no-rules-file", title: "This gateway was started without a file to read anew.")
    }
  }
}

struct ReloadedJSON: Encodable {
  /// In force from now on.
  var version: String
  /// What the files say and this version does not act on.
  var warnings: [String]
}
