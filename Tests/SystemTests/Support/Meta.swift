import BusinessTime
import Foundation
import Sandbox
import SandboxHTTP

/// The stand-in for Meta as the system tests know it: one number, its customers, our people, the approved templates.
enum Meta {
  static let customer = "5215555506001"
  static let lead = "5215555503333"
  static let management = "5215555504444"
  static let assignee = "5215555501111"

  static func server(clock: SandboxClock = .system, customers: Int = 1, agents: Int = 0) throws -> SandboxServer {
    let configuration = SandboxConfiguration(appSecret: Workplace.appSecret, verifyToken: Workplace.verifyToken)
    return SandboxServer(configuration, rules: try rules(customers: customers, agents: agents), clock: clock)
  }

  static func rules(customers: Int = 1, agents: Int = 0, seed: UInt64 = 42) throws -> MetaRules {
    var rules = MetaRules(seed: seed)
    rules.add(
      Sandbox.BusinessNumber(
        id: Workplace.numberID, accountID: Workplace.accountID, display: "+52 55 5555 1234", verifiedName: "Soporte",
        accessTokens: [Workplace.accessToken], throughput: 1000))
    for index in 0..<customers { rules.add(Sandbox.Person(waID: phone(index), name: "Cliente \(index + 1)")) }
    for staff in [assignee, lead, management] + (0..<agents).map(agent) {
      rules.add(Sandbox.Person(waID: staff, name: "Staff"))
    }
    for template in try templates() { rules.add(template, to: Workplace.accountID) }
    return rules
  }

  /// `5215555506001` is the first.
  static func phone(_ index: Int) -> String { "521555\(5_506_001 + index)" }

  /// Further agents, at most 900: `5215555502100` is the first.
  static func agent(_ index: Int) -> String { "5215555502\(100 + index)" }

  /// What Meta would have approved: the definitions that ship, read without any code of the product.
  private static func templates() throws -> [MessageTemplate] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../templates/meta")
      .standardized
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map { file in
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
      let components = object["components"] as? [[String: Any]] ?? []
      let body = components.first { $0["type"] as? String == "BODY" }?["text"] as? String ?? ""
      return MessageTemplate(
        name: object["name"] as? String ?? "", language: object["language"] as? String ?? "", body: body)
    }
  }

  /// A signed text message as bytes, with the customer's own timestamp.
  static func webhook(text: String, from phone: String = customer, wamid: String, at seconds: Int64) -> [UInt8] {
    webhook(messages: [message(text: text, from: phone, wamid: wamid, at: seconds)], from: phone)
  }

  /// Several messages of one customer in one POST.
  static func webhook(messages: [String], from phone: String) -> [UInt8] {
    let value = """
      {"messaging_product":"whatsapp","metadata":{"display_phone_number":"525555551234","phone_number_id":"\(Workplace.numberID)"},\
      "contacts":[{"profile":{"name":"Carla Nieto"},"wa_id":"\(phone)"}],"messages":[\(messages.joined(separator: ","))]}
      """
    return Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"\(Workplace.accountID)","changes":[{"field":"messages","value":\(value)}]}]}
      """.utf8)
  }

  static func message(text: String, from phone: String, wamid: String, at seconds: Int64) -> String {
    """
    {"from":"\(phone)","id":"\(wamid)","timestamp":"\(seconds)","type":"text","text":{"body":"\(text)"}}
    """
  }
}
