import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /metrics`: the gateway's figures in Prometheus' text format.
///
/// It asks for no token, since what scrapes it stands on the same machine, and it answers on the gateway's one listener
/// only. **The reverse proxy before the gateway must not publish it**: nothing in it is personal, but how many customers
/// write and how late they are answered is nobody else's business.
struct MetricsRoutes: Sendable {
  let services: WebServices

  func add(to router: Router<APIContext>) {
    router.get("metrics") { _, _ in
      var headers = HTTPFields()
      headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
      headers[.contentTypeOptions] = "nosniff"
      headers[.cacheControl] = "no-store"
      let text = await services.metrics()
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
  }
}
