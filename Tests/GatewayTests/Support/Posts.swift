import BusinessTime
import COpenSSL
import Foundation
import Gateway
import Helpdesk

/// Bodies of webhooks, written by hand, and signed by a MAC that is not the product's.
enum Posts {
  static func message(
    _ wamid: String, from phone: String = "15555550100", text: String = "Hola", at time: Timestamp = StepClock.monday
  ) -> String {
    """
    {"from":"\(phone)","id":"\(wamid)","timestamp":"\(time.seconds)","type":"text","text":{"body":"\(text)"}}
    """
  }

  /// One POST with these items in one change.
  static func body(_ items: [String], number: NumberID = House.number) -> [UInt8] {
    let joined = items.joined(separator: ",")
    return Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[{"field":"messages","value":\
      {"messaging_product":"whatsapp","metadata":{"phone_number_id":"\(number.rawValue)"},"messages":[\(joined)]}}]}]}
      """.utf8)
  }
}

extension Posts {
  /// `X-Hub-Signature-256` of a body.
  static func signature(_ body: [UInt8], secret: String = House.secret) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var length = 0
    let key = Array(secret.utf8)
    _ = EVP_Q_mac(nil, "HMAC", nil, "SHA256", nil, key, key.count, body, body.count, &digest, 32, &length)
    return "sha256=" + digest.map { String(format: "%02x", $0) }.joined()
  }
}

extension House {
  /// As Meta would deliver it.
  func post(_ body: [UInt8]) async -> WebhookAnswer {
    await intake.receive(body, signature: Posts.signature(body))
  }

  func counts() async throws -> StoreCounts { try await store.read { try $0.counts() } }
}
