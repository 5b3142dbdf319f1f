import Hummingbird

/// Whatever a route throws leaves as a problem: what has no route, a body that was refused, a store that failed.
struct ProblemAnswers: RouterMiddleware {
  typealias Context = APIContext

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      throw Problem.notFound
    } catch let error as any HTTPResponseError {
      throw error
    } catch let refusal as BodyLimits.Refusal {
      throw refusal.problem
    } catch {
      // Whatever the store threw: the caller may come again; the cause is in the log of the commit.
      throw Problem.unavailable
    }
  }
}
