import Foundation
import Gateway
import HTTPTypes
import Hummingbird
import NIOCore

/// How the API writes JSON: snake case by the types' own keys, stable order, no escaped slashes.
enum JSON {
  static let type = "application/json; charset=utf-8"

  static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    try written(value, status: status).response
  }

  static func written(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = JSON.type
  ) throws -> WrittenAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return WrittenAnswer(status: status.code, type: type, body: Array(try encoder.encode(value)))
  }
}

extension WrittenAnswer {
  var response: Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    // Customers write what stands in the body: no browser may take it for a page.
    headers[.contentTypeOptions] = "nosniff"
    // A conversation is personal: nobody between us and the reader keeps it.
    headers[.cacheControl] = "no-store"
    return Response(
      status: HTTPResponse.Status(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}
