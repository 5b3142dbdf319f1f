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
      .post, "conversations", .agent,
      "Opens a conversation for a matter that came by another way, or joins the open one.",
      isKeyed: true, request: .opening, response: .conversation, handle: open),
    APIRoute(
      .get, "conversations/{ref}", .agent, "One conversation with its clocks, messages and timeline.",
      response: .conversation, handle: read),
    APIRoute(
      .post, "conversations/{ref}/messages", .agent, "Answers the customer; a person's answer stops the clock.",
      isKeyed: true, request: .replyOrder, response: .reply, handle: reply),
    APIRoute(
      .post, "conversations/{ref}/actions", .agent, "Does something with the conversation besides writing.",
      isKeyed: true, request: .actionOrder, response: .conversation, handle: act),
  ]

  @Sendable private static func list(_ call: APICall) async throws -> Response {
    let now = call.services.clock.now()
    let query = try ConversationQuery(call, now: now)
    let rows = try await call.services.read { try $0.list(query) }
    let zones = call.services.zones
    let shown = rows.prefix(query.most - 1)
    let last = rows.count == query.most ? shown.last?.conversation : nil
    return try JSON.response(
      ConversationListJSON(
        conversations: shown.map { ConversationJSON($0, zone: zones.zone(of: $0.conversation), now: now) },
        nextCursor: last.map { ConversationCursor(after: $0, of: query).text }))
  }

  /// 201 and where it stands; 200 if it joined one that was open.
  @Sendable private static func open(_ call: APICall) async throws -> Response {
    let body = try await call.body()
    let opening = try OpeningBody.opening(in: body)
    let services = call.services
    return try await call.carryOut(.open(opening, author: call.caller.owner), body: body) { answer, tables in
      guard case .opened(let ref, let isNew)? = answer else { throw Problem.unavailable }
      var written = try show(ref, services)(tables)
      if isNew { written.status = 201 }
      return written
    }
  }

  @Sendable private static func read(_ call: APICall) async throws -> Response {
    let ref = try ref(in: call)
    let show = show(ref, call.services)
    return try await call.services.read(show).response
  }

  /// One conversation as it is now.
  static func show(
    _ ref: ConversationRef, _ services: WebServices
  ) -> @Sendable (any ReadTables) throws -> WrittenAnswer {
    let (zones, now) = (services.zones, services.clock.now())
    return { tables in
      guard let detail = try tables.detail(ref, messages: mostMessages) else { throw Problem.notFound }
      let zone = zones.zone(of: detail.summary.conversation)
      return try JSON.written(ConversationJSON(detail, zone: zone, now: now))
    }
  }

  @Sendable private static func reply(_ call: APICall) async throws -> Response {
    let ref = try ref(in: call)
    let body = try await call.body()
    let order = try ReplyBody.order(in: body)
    let command = Command.reply(ref, text: order.text, form: order.form, author: call.caller.owner)
    return try await call.carryOut(command, body: body) { answer, _ in
      guard case .replied(let id)? = answer else { throw Problem.unavailable }
      return try JSON.written(ReplyJSON(id: id.rawValue, status: "queued"), status: .accepted)
    }
  }

  /// Answers with the conversation as it is then.
  @Sendable private static func act(_ call: APICall) async throws -> Response {
    let ref = try ref(in: call)
    let body = try await call.body()
    let action = try ActionBody.action(in: body)
    let show = show(ref, call.services)
    return try await call.carryOut(.act(ref, action, author: call.caller.owner), body: body) { try show($1) }
  }

  /// `1042` or `#1042`.
  static func ref(in call: APICall) throws -> ConversationRef {
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
