import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// How the API writes JSON: snake case by the types' own keys, stable order, no escaped slashes.
enum JSON {
  static func response(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json; charset=utf-8"
  ) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    var headers = HTTPFields()
    headers[.contentType] = type
    // Customers write what stands in the body: no browser may take it for a page.
    headers[.contentTypeOptions] = "nosniff"
    // A conversation is personal: nobody between us and the reader keeps it.
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }
}
