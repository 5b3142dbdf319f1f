package import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP face: Meta's webhook, health, REST.
package enum WebServer {
  /// Connections that say nothing are closed after this; Meta keeps its own alive for less.
  private static let idleSeconds: Int64 = 75
  /// Enough for Meta's concurrency and a team; more is an attack and waits outside.
  private static let mostConnections = 4096

  /// `bound` hears the port once the server listens: with port 0 the system chooses.
  package static func application(
    _ services: WebServices, host: String, port: Int, logger: Logger,
    bound: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    Application(
      router: router(services),
      server: .http1(
        configuration: .init(idleTimeout: .seconds(idleSeconds))),
      configuration: .init(
        address: .hostname(host, port: port), serverName: "acuse", backlog: 1024,
        availableConnectionsDelegate: nil),
      onServerRunning: { channel in await bound(channel.localAddress?.port ?? port) },
      logger: logger)
  }

  /// All routes; also what a test walks.
  package static func router(_ services: WebServices) -> Router<APIContext> {
    let router = Router(context: APIContext.self)
    router.add(middleware: UnknownAddress())
    WebhookRoutes(services: services).add(to: router)
    HealthRoutes(services: services).add(to: router)
    let api = router.group("api/v1").add(middleware: BearerAuthentication(tokens: services.tokens))
    ConversationRoutes(services: services).add(to: api)
    return router
  }
}

/// What has no route gets a problem in the API's own shape.
struct UnknownAddress: RouterMiddleware {
  typealias Context = APIContext

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      throw Problem.notFound
    } catch let error as any HTTPResponseError {
      throw error
    } catch {
      // Whatever the store threw: the caller may come again; the cause is in the log of the commit.
      throw Problem.unavailable
    }
  }
}
