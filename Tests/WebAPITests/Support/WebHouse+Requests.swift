import Foundation
import Gateway
import Helpdesk
import Testing

extension WebHouse {
  /// One request on a connection of its own.
  func send(
    _ method: String, _ path: String, headers: [String] = [], body: [UInt8]? = nil
  ) async throws -> WireAnswer {
    let answer = try await Wire(port: port).exchange(method, path, headers: headers, body: body)
    for fault in try APIDescription().faults(of: answer, to: method, path) {
      Issue.record("\(method) \(path): \(fault)")
    }
    return answer
  }

  /// A webhook signed as Meta signs it, unless another header (or none) is wanted.
  func post(_ body: [UInt8], signature: String?? = nil) async throws -> WireAnswer {
    let header = signature ?? "sha256=\(Webhooks.digest(body))"
    return try await send(
      "POST", "/webhooks/whatsapp", headers: header.map { ["X-Hub-Signature-256: \($0)"] } ?? [], body: body)
  }

  /// A customer writes now; fails the test unless it was taken.
  func customerWrites(
    _ wamid: String, phone: String? = "15555550100", userID: String? = nil, name: String = "Ana", text: String = "Hola",
    to number: String = WebHouse.number
  ) async throws {
    let message = Webhooks.message(wamid, phone: phone, userID: userID, text: text, at: clock.now())
    let contact = Webhooks.contact(phone: phone, userID: userID, name: name)
    let answer = try await post(Webhooks.body([message], contacts: [contact], number: number))
    guard answer.status == 200 else { throw Wire.Failed(what: "the webhook was answered \(answer.status)") }
  }

  /// A token of Ana's, or of a program's.
  func token(automation: String? = nil, role: Role = .agent) async throws -> String {
    let owner: Author = automation.map { .automation(name: $0) } ?? .person("ana")
    return try await tokens.create(for: owner, role: role).token
  }

  func get(_ path: String, token: String) async throws -> WireAnswer {
    try await send("GET", path, headers: ["Authorization: Bearer \(token)"])
  }

  func post(_ path: String, token: String, json: Any, key: String? = nil) async throws -> WireAnswer {
    try await post(
      path, token: token, bytes: Array(try JSONSerialization.data(withJSONObject: json, options: .sortedKeys)), key: key
    )
  }

  func post(_ path: String, token: String, bytes: [UInt8], key: String? = nil) async throws -> WireAnswer {
    var headers = ["Authorization: Bearer \(token)", "Content-Type: application/json"]
    if let key { headers.append("Idempotency-Key: \(key)") }
    return try await send("POST", path, headers: headers, body: bytes)
  }
}

extension Wire {
  func exchange(
    _ method: String, _ path: String, headers: [String] = [], body: [UInt8]? = nil
  ) async throws -> WireAnswer {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
    for header in headers { head += header + "\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    try await write(Array("\(head)\r\n".utf8) + (body ?? []))
    return try await answer()
  }
}

extension WireAnswer {
  /// A problem in the API's shape: type, status, and a sentence.
  func isProblem(_ type: String, _ status: Int) -> Bool {
    let object = object
    let title = object["title"] as? String ?? ""
    return self.status == status && headers["content-type"] == "application/problem+json"
      && headers["x-content-type-options"] == "nosniff" && object["type"] as? String == type
      && object["status"] as? Int == status && title.hasSuffix(".")
  }
}
