import BusinessTime
import Gateway
import HTTPTypes
import Hummingbird

/// `/api/v1/quarantine`: what was signed and could not be used, and another try.
enum QuarantineRoutes {
  static let all = [
    APIRoute(
      .get, "quarantine", .supervisor, "What was signed and could not be used, newest first.",
      response: .quarantineList, handle: list),
    APIRoute(
      .post, "quarantine/{id}/retry", .supervisor, "Handles it again by the rules of now; what works leaves the list.",
      isKeyed: true, response: .quarantineRetried, handle: retry),
  ]

  /// `?limit=&cursor=`.
  @Sendable private static func list(_ call: APICall) async throws -> Response {
    let page = try call.pageSize()
    let place = try call.query("cursor").map(QuarantinePlace.init(cursor:))
    // One more than the page says whether there is another.
    let lines = try await call.services.read { try $0.quarantineLines(before: place, most: page + 1) }
    let shown = lines.prefix(page)
    return try JSON.response(
      QuarantineListJSON(
        items: shown.map(QuarantineItemJSON.init), nextCursor: lines.count > page ? shown.last?.place.cursor : nil))
  }

  @Sendable private static func retry(_ call: APICall) async throws -> Response {
    let body = try await call.body()
    return try await call.services.quarantine.retry(call.context.pathText("id")) { work, alone in
      try await call.perform(work, body: body, alone: alone) { answer, _ in
        switch answer {
        case .handled(let report)?: return try JSON.written(QuarantineRetriedJSON(report))
        case .still(let reason)?:
          throw Problem(
            .conflict, type: "still-quarantined", title: "It was handled again and still cannot be used.",
            detail: reason)
        case .gone?, nil: throw Problem.notFound
        }
      }
    }
  }
}

extension QuarantinePlace {
  /// Milliseconds and id: the place holds also when the row has gone.
  var cursor: String { "\(receivedAt.milliseconds).\(id)" }

  init(cursor: String) throws {
    let parts = cursor.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let milliseconds = Int64(parts[0]) else { throw APICall.wrongCursor }
    self.init(receivedAt: Timestamp(milliseconds: milliseconds), id: String(parts[1]))
  }
}
