import Foundation
package import Gateway
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore

/// The Unix socket beside the database: commands that change data go through the gateway that runs, because
/// one process alone writes (a second writer could lose commits in SQLite's WAL).
///
/// Whoever may open the socket (mode 0600) may do what the commands do; there is no other check.
package enum AdminServer {
  /// Where the socket of a database lies.
  package static func socketPath(database: String) -> String { database + ".sock" }

  /// The longest path that a Unix socket takes on Linux, its closing zero left out.
  package static let longestPath = 107

  /// `bound` hears when the socket is there with its mode.
  package static func application(
    tokens: Tokens, forgetter: Forgetter, path: String, logger: Logger, bound: @escaping @Sendable () async -> Void = {}
  ) -> some ApplicationProtocol {
    // What a process that died has left behind; the database's lock says that it is dead.
    try? FileManager.default.removeItem(atPath: path)
    return Application(
      router: router(tokens, forgetter),
      configuration: .init(address: .unixDomainSocket(path: path), serverName: "acuse-admin"),
      onServerRunning: { _ in
        try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        await bound()
      },
      logger: logger)
  }

  private static func router(_ tokens: Tokens, _ forgetter: Forgetter) -> Router<APIContext> {
    let router = Router(context: APIContext.self)
    router.add(middleware: ProblemAnswers())
    router.post("tokens") { request, _ in
      let buffer = try await BodyLimits.collect(request, upTo: BodyLimits.apiBytes, within: WebLimits().bodyTime)
      let order = try TokenOrder(body: Array(buffer: buffer))
      return try JSON.response(try await tokens.create(order).token)
    }
    router.get("tokens") { _, _ in
      try JSON.response(try await tokens.list().map(TokenLine.init))
    }
    router.post("tokens/{id}/revoke") { _, context in
      guard try await tokens.revoke(id: context.pathText("id")) else { throw Problem.notFound }
      return Response(status: .noContent)
    }
    router.post("forget") { request, _ in
      let buffer = try await BodyLimits.collect(request, upTo: BodyLimits.apiBytes, within: WebLimits().bodyTime)
      let customer = try ForgetOrder.customer(in: Array(buffer: buffer))
      return try JSON.response(ForgetOutcome(try await forgetter.work(on: customer)))
    }
    return router
  }
}
