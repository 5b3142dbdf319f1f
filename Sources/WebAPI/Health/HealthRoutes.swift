import Gateway
import HTTPTypes
import Helpdesk
import Hummingbird

/// `/healthz` says that the process lives, `/readyz` that a webhook can be committed.
///
/// What is merely degraded (a breaker, a token) stands in the body and is still 200: an expired token must
/// not make a proxy refuse customers' messages.
struct HealthRoutes: Sendable {
  let services: WebServices

  func add(to router: Router<APIContext>) {
    router.get("healthz") { _, _ in try JSON.response(["status": "ok"]) }
    router.get("readyz") { _, _ in
      let report = await services.health.report()
      let body = ReadinessJSON(
        status: report.isReady ? "ready" : "unavailable", degraded: report.degraded.map(\.word),
        rules: services.context().rules.book.version.rawValue)
      return try JSON.response(body, status: report.isReady ? .ok : .serviceUnavailable)
    }
  }
}

struct ReadinessJSON: Encodable {
  var status: String
  /// What does not work as it should, in stable words.
  var degraded: [String]
  /// The version of the rules under which conversations open now.
  var rules: String
}
