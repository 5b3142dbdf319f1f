import BusinessTime
import Foundation
import Gateway
import HTTPTypes
import Helpdesk
import Hummingbird

/// `/api/v1/conversations`: the list, one of them, a reply, and what else people do with it.
struct ConversationRoutes: Sendable {
  /// A page unless the caller asks for fewer or more.
  static let defaultPage = 50
  static let mostPage = 200
  /// The last messages that one conversation shows.
  static let mostMessages = 500

  let services: WebServices

  func add(to group: RouterGroup<APIContext>) {
    group.get("conversations", use: list)
    group.get("conversations/{ref}", use: read)
    group.post("conversations/{ref}/messages", use: reply)
    group.post("conversations/{ref}/actions", use: act)
  }

  @Sendable private func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let now = services.clock.now()
    let query = try ConversationQuery(request.uri.queryParameters, now: now)
    let rows = try await services.read { try $0.list(query) }
    let zones = services.zones()
    let items = rows.prefix(query.most - 1).map {
      ConversationJSON($0, zone: zones.zone(of: $0.conversation), now: now)
    }
    let hasMore = rows.count == query.most
    return try JSON.response(
      ConversationListJSON(conversations: items, nextCursor: hasMore ? String(query.offset + items.count) : nil))
  }

  @Sendable private func read(_ request: Request, _ context: APIContext) async throws -> Response {
    try await shown(try Self.ref(in: context))
  }

  private func shown(_ ref: ConversationRef) async throws -> Response {
    guard let detail = try await services.read({ try $0.detail(ref, messages: Self.mostMessages) }) else {
      throw Problem.notFound
    }
    let zone = services.zones().zone(of: detail.summary.conversation)
    return try JSON.response(ConversationJSON(detail, zone: zone, now: services.clock.now()))
  }

  @Sendable private func reply(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.requireCaller()
    let ref = try Self.ref(in: context)
    let text = try await ReplyBody.read(request, within: services.limits.bodyTime)
    switch try await services.submit(.command(.reply(ref, text: text, author: caller.owner))) {
    case .replied(let id):
      return try JSON.response(ReplyJSON(id: id.rawValue, status: "queued"), status: .accepted)
    case .refused(let refusal):
      throw Problem(refusal)
    case .done, .duplicate, .parked:
      throw Problem.unavailable
    }
  }

  /// Answers with the conversation as it is then.
  @Sendable private func act(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.requireCaller()
    let ref = try Self.ref(in: context)
    let action = try await ActionBody.read(request, within: services.limits.bodyTime)
    switch try await services.submit(.command(.act(ref, action, author: caller.owner))) {
    case .done: return try await shown(ref)
    case .refused(let refusal): throw Problem(refusal)
    case .replied, .duplicate, .parked: throw Problem.unavailable
    }
  }

  /// `1042` or `#1042`.
  private static func ref(in context: APIContext) throws -> ConversationRef {
    let text = context.pathText("ref")
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

extension Problem {
  init(_ refusal: Refusal) {
    switch refusal {
    case .noSuchConversation:
      self = .notFound
    case .windowClosed:
      self.init(
        .conflict, type: refusal.rawValue,
        title: "The customer last wrote more than 24 hours ago: Meta takes no free text now, only an approved template."
      )
    case .conversationClosed:
      self.init(.conflict, type: refusal.rawValue, title: "This conversation is closed.")
    case .wrongState:
      self.init(
        .conflict, type: refusal.rawValue, title: "This makes no sense in the state that the conversation is in.")
    case .nothingToDismiss:
      self.init(
        .conflict, type: refusal.rawValue,
        title: "No later request waits for an answer; a first one ends by an answer or by resolving.")
    case .tooManyTags:
      self.init(.conflict, type: refusal.rawValue, title: "A conversation has at most \(Conversation.mostTags) tags.")
    case .noSuchPerson:
      self.init(.unprocessableContent, type: refusal.rawValue, title: "The rules list no such person.")
    case .noSuchTeam:
      self.init(.unprocessableContent, type: refusal.rawValue, title: "The rules list no such team.")
    case .noAddress:
      self.init(.conflict, type: refusal.rawValue, title: "Neither a phone nor a user id of this customer is known.")
    }
  }
}
