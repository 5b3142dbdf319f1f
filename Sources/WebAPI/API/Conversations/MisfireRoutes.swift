import Gateway
import Helpdesk
import Hummingbird

/// `/api/v1/conversations/{ref}/messages/{id}/misfire`: a person says that a rule should not have sorted a message.
enum MisfireRoutes {
  static let all = [
    APIRoute(
      .post, "conversations/{ref}/messages/{id}/misfire", .agent,
      "Marks a match of triage wrong; only a person's token can.", isKeyed: true, request: .misfireOrder,
      response: .conversation, handle: { try await say($0) { .misfire($0, author: $1) } }),
    APIRoute(
      .post, "conversations/{ref}/messages/{id}/misfire/undo", .agent,
      "Takes back what was marked of a rule in a message.", isKeyed: true, request: .misfireOrder,
      response: .conversation, handle: { try await say($0) { .misfireUndone($0, author: $1) } }),
  ]

  /// Answers with the conversation as it is then.
  private static func say(_ call: APICall, _ command: (MisfireOrder, Author) -> Command) async throws -> Response {
    let ref = try ConversationRoutes.ref(in: call)
    let id = MessageID(call.context.pathText("id"))
    let body = try await call.body()
    let order = try MisfireBody.order(in: body, of: id, in: ref)
    let show = ConversationRoutes.show(ref, call.services)
    return try await call.carryOut(command(order, call.caller.owner), body: body) { try show($1) }
  }
}
