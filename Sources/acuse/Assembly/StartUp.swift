import Gateway
import Logging
import ServiceLifecycle

/// Makes the rules durable once the committer runs, then waits for the end like any other service.
struct StartUp: Service {
  let adoption: RulesAdoption
  let source: String
  let logger: Logger

  func run() async throws {
    let lost = try await adoption.start(source: source)
    if !lost.isEmpty {
      logger.warning(
        "conversations of versions that cannot be read any more go on under the current rules",
        metadata: ["versions": "\(lost.count)"])
    }
    try? await gracefulShutdown()
  }
}
