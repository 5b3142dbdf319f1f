import BusinessTime
import Gateway
import HTTPTypes
import Helpdesk
import Hummingbird

/// `/api/v1/conversations`: the list, one of them, a reply, and what else people do with it.
enum ConversationRoutes {
  /// The last messages that one conversation shows.
  static let mostMessages = 500

  static let all = [
    APIRoute(
      .get, "conversations", .agent, "Conversations, what is due first at the head.", response: .conversationList,
      handle: list),
    APIRoute(
      .get, "conversations/{ref}", .agent, "One conversation with its clocks, messages and timeline.",
      response: .conversation, handle: read),
    APIRoute(
      .post, "conversations/{ref}/messages", .agent, "Answers the customer; a person's answer stops the clock.",
      request: .replyOrder, response: .reply, handle: reply),
    APIRoute(
      .post, "conversations/{ref}/actions", .agent, "Does something with the conversation besides writing.",
      request: .actionOrder, response: .conversation, handle: act),
  ]

  @Sendable private static func list(_ call: APICall) async throws -> Response {
    let now = call.services.clock.now()
    let query = try ConversationQuery(call, now: now)
    let rows = try await call.services.read { try $0.list(query) }
    let zones = call.services.zones
    let items = rows.prefix(query.most - 1).map {
      ConversationJSON($0, zone: zones.zone(of: $0.conversation), now: now)
    }
    let hasMore = rows.count == query.most
    return try JSON.response(
      ConversationListJSON(conversations: items, nextCursor: hasMore ? String(query.offset + items.count) : nil))
  }

  @Sendable private static func read(_ call: APICall) async throws -> Response {
    try await shown(try ref(in: call), call.services)
  }

  private static func shown(_ ref: ConversationRef, _ services: WebServices) async throws -> Response {
    guard let detail = try await services.read({ try $0.detail(ref, messages: mostMessages) }) else {
      throw Problem.notFound
    }
    let zone = services.zones.zone(of: detail.summary.conversation)
    return try JSON.response(ConversationJSON(detail, zone: zone, now: services.clock.now()))
  }

  @Sendable private static func reply(_ call: APICall) async throws -> Response {
    let ref = try ref(in: call)
    let text = try ReplyBody.text(in: try await call.body())
    switch try await call.services.submit(.command(.reply(ref, text: text, author: call.caller.owner))) {
    case .replied(let id):
      return try JSON.response(ReplyJSON(id: id.rawValue, status: "queued"), status: .accepted)
    case .refused(let refusal):
      throw Problem(refusal)
    case .done, .duplicate, .parked:
      throw Problem.unavailable
    }
  }

  /// Answers with the conversation as it is then.
  @Sendable private static func act(_ call: APICall) async throws -> Response {
    let ref = try ref(in: call)
    let action = try ActionBody.action(in: try await call.body())
    switch try await call.services.submit(.command(.act(ref, action, author: call.caller.owner))) {
    case .done: return try await shown(ref, call.services)
    case .refused(let refusal): throw Problem(refusal)
    case .replied, .duplicate, .parked: throw Problem.unavailable
    }
  }

  /// `1042` or `#1042`.
  private static func ref(in call: APICall) throws -> ConversationRef {
    let text = call.context.pathText("ref")
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard let number = Int64(digits), number > 0 else { throw Problem.notFound }
    return ConversationRef(number)
  }
}

struct ConversationListJSON: Encodable {
  var conversations: [ConversationJSON]
  /// For `cursor=` of the next page; null on the last.
  @Nullable var nextCursor: String?

  enum CodingKeys: String, CodingKey {
    case conversations
    case nextCursor = "next_cursor"
  }

  init(conversations: [ConversationJSON], nextCursor: String?) {
    self.conversations = conversations
    _nextCursor = Nullable(wrappedValue: nextCursor)
  }
}

struct ReplyJSON: Encodable {
  var id: String
  var status: String
}
