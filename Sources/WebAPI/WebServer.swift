package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP face: Meta's webhook, health, figures, REST.
package enum WebServer {
  /// `bound` hears the port once the server listens: with port 0 the system chooses.
  package static func application(
    _ services: WebServices, host: String, port: Int, logger: Logger,
    bound: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let limits = services.limits
    return Application(
      router: router(services),
      server: .http1(
        configuration: .init(idleTimeout: .seconds(limits.idleSeconds))),
      configuration: .init(
        address: .hostname(host, port: port), serverName: "acuse", backlog: 1024,
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: logger)),
      onServerRunning: { channel in await bound(channel.localAddress?.port ?? port) },
      logger: logger)
  }

  /// All routes; also what a test walks.
  package static func router(_ services: WebServices) -> Router<APIContext> {
    let router = Router(context: APIContext.self)
    router.add(middleware: ProblemAnswers())
    WebhookRoutes(services: services).add(to: router)
    HealthRoutes(services: services).add(to: router)
    MetricsRoutes(services: services).add(to: router)
    let api = router.group("api/v1").add(middleware: BearerAuthentication(tokens: services.tokens))
    for route in APIRoute.all { route.add(to: api, services) }
    return router
  }
}
