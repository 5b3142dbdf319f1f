import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A client for tests: loopback only, no cache, no cookies.
enum LoopbackHTTP {
  struct Answer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
    var object: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
  }

  static func get(port: Int, _ path: String, token: String? = nil) async throws -> Answer {
    try await send("GET", port: port, path, token: token, body: nil)
  }

  static func post(
    port: Int, _ path: String, token: String? = nil, headers: [String: String] = [:], body: Data
  ) async throws -> Answer {
    try await send("POST", port: port, path, token: token, headers: headers, body: body)
  }

  private static let session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = 10
    configuration.httpMaximumConnectionsPerHost = 16
    return URLSession(configuration: configuration)
  }()

  private static func send(
    _ method: String, port: Int, _ path: String, token: String?, headers: [String: String] = [:], body: Data?
  ) async throws -> Answer {
    var request = URLRequest(url: URL(string: "http://127.0.0.1:\(port)\(path)")!)
    request.httpMethod = method
    request.httpBody = body
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
    let (data, response) = try await session.data(for: request)
    let http = response as! HTTPURLResponse
    let fields = http.allHeaderFields.reduce(into: [String: String]()) { fields, pair in
      if let name = pair.key as? String, let value = pair.value as? String { fields[name.lowercased()] = value }
    }
    return Answer(status: http.statusCode, headers: fields, body: data)
  }
}
