import BusinessTime
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
package import Sandbox
import ServiceLifecycle

/// The stand-in for Meta: Graph on a loopback port, and webhooks to the gateway.
///
/// It knows the gateway only by HTTP. What it keeps and how it answers stands in `MetaRules`.
package final class SandboxServer: Service {
  let state: SandboxState
  let clock: SandboxClock
  let configuration: SandboxConfiguration
  let courier: Courier
  private let bound = OneTime<Int>()
  private let logger: Logger

  package init(
    _ configuration: SandboxConfiguration, rules: MetaRules, clock: SandboxClock = .system,
    logger: Logger = Logger(label: "sandbox")
  ) {
    self.configuration = configuration
    self.clock = clock
    self.logger = logger
    state = SandboxState(rules: rules)
    courier = Courier(state: state, clock: clock, configuration: configuration)
  }

  /// Serves until it is told to stop, by graceful shutdown or by cancelling its task.
  package func run() async throws {
    let courier = courier
    let face = GraphFace(state: state, clock: clock) { courier.nudge() }
    let bound = bound
    let server = try HTTPServerBuilder.http1().buildServer(
      configuration: ServerConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
      responder: { request, writer, channel in try await face.respond(to: request, writer, on: channel) },
      onServerRunning: { channel in bound.set(channel.localAddress?.port ?? 0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask { await cancelWhenGracefulShutdown { await courier.run() } }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// The port on which it listens, as soon as it does.
  package func port() async -> Int { await bound.value() }

  /// The address to give as the gateway's Graph address.
  package func baseURL() async -> String { "http://\(configuration.host):\(await port())" }

  /// Runs it for as long as the body takes.
  @discardableResult
  package func whileRunning<Value: Sendable>(
    _ body: @Sendable (SandboxServer) async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.run() }
      _ = await port()
      defer { group.cancelAll() }
      return try await body(self)
    }
  }
}
