import Gateway
import HTTPTypes
import Hummingbird

/// `GET /api/v1/events`: what has just been committed, as server-sent events.
///
/// The stream carries no truth. It begins with what happens from now on, whatever `Last-Event-ID` says: whoever was
/// away reads the conversations anew.
enum EventRoutes {
  static let all = [
    APIRoute(
      .get, "events", .agent, "What happens from now on, as server-sent events.", response: .event, handle: listen)
  ]

  @Sendable private static func listen(_ call: APICall) async throws -> Response {
    guard let events = call.services.feed.listen() else {
      throw Problem(
        .serviceUnavailable, type: "too-many-listeners",
        title: "\(LiveFeed.mostListeners) listen already: close a stream that nobody reads.")
    }
    let stream = EventStream(call, events)
    var headers = HTTPFields()
    headers[.contentType] = "text/event-stream"
    headers[.contentTypeOptions] = "nosniff"
    headers[.cacheControl] = "no-store"
    // nginx would otherwise gather what should go out at once.
    headers[.accelBuffering] = "no"
    return Response(status: .ok, headers: headers, body: ResponseBody { try await stream.write(to: $0) })
  }
}

extension HTTPField.Name {
  static let accelBuffering = Self("X-Accel-Buffering")!
}
