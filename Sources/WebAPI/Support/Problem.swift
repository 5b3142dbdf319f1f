import Foundation
import Gateway
import HTTPTypes
package import Hummingbird
import NIOCore

/// `application/problem+json` (RFC 9457): every error of the API has this shape.
package struct Problem: Error, HTTPResponseError, Codable {
  /// Stable, for programs: `window-closed`, `unauthorized`, …
  package var type: String
  /// One sentence, for people.
  package var title: String
  package var statusCode: Int
  package var detail: String?
  /// Everything that is wrong, a sentence each, where one problem is many.
  package var problems: [String]?

  enum CodingKeys: String, CodingKey {
    case type, title, detail, problems
    case statusCode = "status"
  }

  package init(
    _ status: HTTPResponse.Status, type: String, title: String, detail: String? = nil, problems: [String]? = nil
  ) {
    self.type = type
    self.title = title
    self.statusCode = status.code
    self.detail = detail
    self.problems = problems
  }

  package var status: HTTPResponse.Status { HTTPResponse.Status(code: statusCode) }

  package func response(from request: Request, context: some RequestContext) throws -> Response {
    var response = try written().response
    // A 401 names the scheme that it asks for (RFC 9110 §15.5.2).
    if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
    return response
  }

  func written() throws -> WrittenAnswer {
    try JSON.written(self, status: status, type: "application/problem+json")
  }

  static let unauthorized = Problem(
    .unauthorized, type: "unauthorized", title: "A bearer token is required; `acuse tokens create` makes one.")
  static func forbidden(_ needed: String) -> Problem {
    Problem(.forbidden, type: "forbidden", title: "This needs a token with the role \(needed).")
  }
  static let notFound = Problem(.notFound, type: "not-found", title: "There is nothing at this address.")
  static func badRequest(_ title: String) -> Problem { Problem(.badRequest, type: "bad-request", title: title) }
  static let unavailable = Problem(
    .serviceUnavailable, type: "unavailable", title: "The store cannot commit now; try again in a moment.")
}
