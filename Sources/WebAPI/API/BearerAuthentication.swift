import Gateway
import HTTPTypes
import Hummingbird

/// `Authorization: Bearer …`: nobody reads or writes without a token that is known and not revoked.
struct BearerAuthentication: RouterMiddleware {
  typealias Context = APIContext

  let tokens: Tokens

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    guard let header = request.headers[.authorization], let token = Self.token(in: header) else {
      throw Problem.unauthorized
    }
    guard let caller = try await tokens.verify(token) else { throw Problem.unauthorized }
    var context = context
    context.caller = caller
    return try await next(request, context)
  }

  /// The scheme's name is case-insensitive (RFC 9110).
  private static func token(in header: String) -> String? {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}
