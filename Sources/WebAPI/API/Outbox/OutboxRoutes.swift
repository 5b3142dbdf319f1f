import Gateway
import Helpdesk
import Hummingbird

/// `/api/v1/outbox`: what is owed, what became of it, and what a supervisor decides about one send.
enum OutboxRoutes {
  static let all = [
    APIRoute(
      .get, "outbox", .supervisor, "What is owed and what became of it, newest first.", response: .outboxList,
      handle: list),
    APIRoute(
      .post, "outbox/{id}/retry", .supervisor,
      "Sends once more what failed, expired or stayed unconfirmed; at once what is parked.", isKeyed: true,
      response: .outboxEntry,
      handle: { try await decide($0) { .retry($1, author: $0.caller.owner) } }),
    APIRoute(
      .post, "outbox/{id}/discard", .supervisor, "Cancels what waits to be sent; it counts as failed.",
      isKeyed: true, response: .outboxEntry, handle: { try await decide($0) { .discard($1, author: $0.caller.owner) } }),
  ]

  /// `?state=&limit=&cursor=`.
  @Sendable private static func list(_ call: APICall) async throws -> Response {
    let page = try call.pageSize()
    // One more than the page says whether there is another.
    let query = OutboxQuery(
      states: try call.names("state"), before: call.query("cursor").map { OutboxID($0) }, most: page + 1)
    let entries = try await call.services.read { try $0.outbox(query) }
    let shown = entries.prefix(page)
    return try JSON.response(
      OutboxListJSON(
        entries: shown.map(OutboxEntryJSON.init), nextCursor: entries.count > page ? shown.last?.id.rawValue : nil))
  }

  /// Answers with the entry as it is then.
  private static func decide(
    _ call: APICall, _ command: (APICall, OutboxID) -> Command
  ) async throws -> Response {
    let id = OutboxID(call.context.pathText("id"))
    return try await call.carryOut(command(call, id), body: try await call.body()) { _, tables in
      guard let entry = try tables.outboxEntry(id) else { throw Problem.notFound }
      return try JSON.written(OutboxEntryJSON(entry))
    }
  }
}
