import CurlClient
import Foundation
import Gateway
import Sandbox
import SandboxHTTP

extension DemoStage {
  /// Lets somebody do something, by the way by which they would.
  func carryOut(_ act: DemoScript.Act) async throws {
    switch act {
    case .writes(let person, let text):
      sandbox.customerWrites(text: text, from: person.phone, to: DemoRules.numberID)
    case .answersByApp(let customer, let text):
      sandbox.businessAppWrites(text: text, from: DemoRules.numberID, to: customer.phone)
    case .answersByAPI(let person, let customer, let text):
      try await answer(customer, text, as: person)
    }
  }

  /// Finds the conversation by the customer's name, then answers in it.
  private func answer(_ customer: DemoPerson, _ text: String, as person: String) async throws {
    let name = customer.name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let found = try await call("GET", "/api/v1/conversations?q=\(name)", as: person)
    guard let ref = try JSONDecoder().decode(Found.self, from: found).conversations.first?.ref else {
      throw Complaint("the API knows no conversation of \(customer.name).")
    }
    let body = try JSONEncoder().encode(["text": text])
    _ = try await call("POST", "/api/v1/conversations/\(ref)/messages", body: body, as: person)
  }

  private struct Found: Decodable {
    struct Conversation: Decodable { var ref: Int64 }
    var conversations: [Conversation]
  }

  private func call(_ method: String, _ path: String, body: Data = Data(), as person: String) async throws -> Data {
    let headers = [
      HTTPHeader("Authorization", "Bearer \(tokens[person] ?? "")"), HTTPHeader("Content-Type", "application/json"),
    ]
    let call = HTTPCall(method: method, url: address + path, headers: headers, body: [UInt8](body))
    guard case .response(let answer) = await transport.send(call) else {
      throw Complaint("the API did not answer \(method) \(path).")
    }
    guard answer.status < 300 else { throw Complaint("the API answered \(method) \(path) with \(answer.status).") }
    return Data(answer.body)
  }
}
