/// One request as the interface sees it, without its transport.
package struct GraphRequest: Sendable {
  package var method: String
  /// The path alone, with its leading slash.
  package var path: String
  package var query: [String: String]
  /// The `Authorization` header as it came.
  package var authorization: String?
  package var body: [UInt8]

  package init(
    method: String, path: String, query: [String: String] = [:], authorization: String? = nil, body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.authorization = authorization
    self.body = body
  }

  /// The body as JSON; nil when it is none.
  package var json: JSON? { try? JSON(bytes: body) }

  /// The path's parts after the version; nil when it does not begin with a version such as `v26.0`.
  var node: [String]? {
    let parts = path.split(separator: "/").map(String.init)
    guard let version = parts.first, version.first == "v" else { return nil }
    let numbers = version.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 2, numbers.allSatisfy({ Int($0) != nil }) else { return nil }
    return Array(parts.dropFirst())
  }

  /// The bearer token; nil without a header of that kind.
  var token: String? {
    guard let authorization, authorization.lowercased().hasPrefix("bearer ") else { return nil }
    return String(authorization.dropFirst("bearer ".count))
  }
}

/// What becomes of a request.
package struct GraphReply: Sendable {
  package var ending: Ending
  /// How long the answer is held back; the effects of the request do not wait.
  package var delayMilliseconds: Int64 = 0
  /// The id of the message that was accepted, whatever the asker gets to see of it.
  package var acceptedID: String?

  /// How the request ends for the one who asked.
  package enum Ending: Sendable, Equatable {
    case answer(status: Int, contentType: String, body: [UInt8])
    /// The head promises all of the body, half of it comes, and the connection is cut.
    case truncated(status: Int, body: [UInt8])
    /// The connection is cut without a byte of an answer; `reset` cuts it with RST instead of FIN.
    case cut(reset: Bool)
  }

  package init(_ ending: Ending, acceptedID: String? = nil) {
    self.ending = ending
    self.acceptedID = acceptedID
  }

  static func json(_ value: JSON, status: Int = 200, acceptedID: String? = nil) -> GraphReply {
    GraphReply(
      .answer(status: status, contentType: "application/json; charset=UTF-8", body: value.bytes()),
      acceptedID: acceptedID)
  }
}
