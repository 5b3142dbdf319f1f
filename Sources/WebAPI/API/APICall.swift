import Gateway
import Hummingbird
import NIOCore

/// One request whose caller is known and allowed.
struct APICall: Sendable {
  let request: Request
  let context: APIContext
  let caller: TokenRow
  let services: WebServices

  /// The whole body, at most `BodyLimits.apiBytes`. Throws `BodyLimits.Refusal`.
  func body() async throws -> [UInt8] {
    Array(
      buffer: try await BodyLimits.collect(
        request, upTo: BodyLimits.apiBytes, within: services.limits.bodyTime))
  }

  /// A parameter of the query; nil if it is missing or empty.
  func query(_ name: String) -> String? {
    request.uri.queryParameters[Substring(name)].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
  }
}
