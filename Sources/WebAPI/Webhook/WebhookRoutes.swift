import Gateway
import HTTPTypes
import Hummingbird
import NIOCore

/// `/webhooks/whatsapp`: what Meta calls (whatsapp §1).
///
/// Only 200 stops Meta from coming again, so nothing else is answered to what is signed and stored.
struct WebhookRoutes: Sendable {
  let services: WebServices

  func add(to router: Router<APIContext>) {
    router.get("webhooks/whatsapp") { request, _ in handshake(request) }
    router.post("webhooks/whatsapp") { request, _ in await receive(request) }
  }

  private func handshake(_ request: Request) -> Response {
    guard let challenge = services.intake.answerHandshake(query: request.uri.query ?? "") else {
      return Response(status: .forbidden)
    }
    var headers = HTTPFields()
    headers[.contentType] = "text/plain; charset=utf-8"
    headers[.contentTypeOptions] = "nosniff"
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: challenge)))
  }

  private func receive(_ request: Request) async -> Response {
    let body: ByteBuffer
    do {
      body = try await BodyLimits.collect(
        request, upTo: BodyLimits.webhookBytes, within: services.limits.bodyTime)
    } catch {
      switch error {
      case .tooLarge:
        services.intake.refused(.tooLarge)
        return Self.closing(.contentTooLarge)
      case .tooSlow:
        services.intake.refused(.tooSlow)
        return Self.closing(.requestTimeout)
      }
    }
    let signature = request.headers[.hubSignature]
    switch await services.intake.receive(Array(buffer: body), signature: signature) {
    case .accepted:
      return Response(status: .ok)
    case .unauthorized:
      return Response(status: .unauthorized)
    case .unavailable(let seconds):
      var headers = HTTPFields()
      headers[.retryAfter] = String(seconds)
      return Response(status: .serviceUnavailable, headers: headers)
    }
  }

  /// The rest of the body is not worth reading.
  private static func closing(_ status: HTTPResponse.Status) -> Response {
    var headers = HTTPFields()
    headers[.connection] = "close"
    return Response(status: status, headers: headers)
  }
}

extension HTTPField.Name {
  static let hubSignature = Self("X-Hub-Signature-256")!
  static let contentTypeOptions = Self("X-Content-Type-Options")!
}
