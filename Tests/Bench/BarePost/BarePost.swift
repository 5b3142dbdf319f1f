import HTTPTypes
import Hummingbird

/// A bare Hummingbird `POST`: takes the body in and answers 200. What ingest is measured against.
@main
struct BarePost {
  static func main() async throws {
    let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
    let router = Router()
    router.post("webhooks/whatsapp") { request, _ in
      _ = try await request.body.collect(upTo: 4 * 1_048_576)
      return HTTPResponse.Status.ok
    }
    let app = Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)))
    try await app.runService()
  }
}
