package import Gateway
import HTTPTypes
import Hummingbird

/// One route of the API, whole. The router is built from these values and from nothing else, so that no route exists
/// without a role.
package struct APIRoute: Sendable {
  typealias Handler = @Sendable (APICall) async throws -> Response

  let method: HTTPRequest.Method
  /// Below `/api/v1/`: `conversations/{ref}/messages`.
  let path: String
  /// The least role that may call it.
  package let role: Role
  /// One sentence, for people.
  package let summary: String
  /// Heeds `Idempotency-Key`: whatever creates or acts.
  package let isKeyed: Bool
  /// What the body must be; nil if none is read.
  package let request: APISchema?
  /// What the body of the answer is when all went well.
  package let response: APISchema
  let handle: Handler

  init(
    _ method: HTTPRequest.Method, _ path: String, _ role: Role, _ summary: String, isKeyed: Bool = false,
    request: APISchema? = nil, response: APISchema, handle: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.role = role
    self.summary = summary
    self.isKeyed = isKeyed
    self.request = request
    self.response = response
    self.handle = handle
  }

  /// `POST conversations/{ref}/messages`.
  package var name: String { "\(method.rawValue) \(path)" }

  /// Everything that the API answers to.
  package static let all: [APIRoute] =
    ConversationRoutes.all + MisfireRoutes.all + OutboxRoutes.all + QuarantineRoutes.all + PolicyRoutes.all
    + EventRoutes.all + TokenRoutes.all + DescriptionRoutes.all

  /// Whoever may not is told before anything of the request is read.
  func add(to group: RouterGroup<APIContext>, _ services: WebServices) {
    group.on(RouterPath(path), method: method) { request, context in
      let caller = try context.requireCaller()
      guard caller.role >= role else { throw Problem.forbidden(role.rawValue) }
      return try await handle(APICall(request: request, context: context, caller: caller, services: services))
    }
  }
}

/// What bodies of the API look like, by the names under which the description (`openapi.json`) defines them.
package enum APISchema: String, Sendable, CaseIterable {
  case conversation = "Conversation"
  case conversationList = "ConversationList"
  case opening = "Opening"
  case replyOrder = "ReplyOrder"
  case reply = "Reply"
  case actionOrder = "ActionOrder"
  case misfireOrder = "MisfireOrder"
  case outboxList = "OutboxList"
  case outboxEntry = "OutboxEntry"
  case quarantineList = "QuarantineList"
  case quarantineRetried = "QuarantineRetried"
  case policies = "Policies"
  case reloaded = "Reloaded"
  case event = "Event"
  case tokenList = "TokenList"
  case tokenOrder = "TokenOrder"
  case newToken = "NewToken"
  case token = "Token"
  case description = "Description"
}
