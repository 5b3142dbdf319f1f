import BusinessTime
import COpenSSL
import Foundation

/// Bodies of webhooks, written by hand, and signed by a MAC that is not the product's.
enum Webhooks {
  static let secret = "a synthetic app secret"
  static let verifyToken = "a synthetic verify token"

  /// One message; without a phone the person is known by the user id alone. `referral` is the text of the
  /// advert that they came from.
  static func message(
    _ wamid: String, phone: String? = "15555550100", userID: String? = nil, text: String = "Hola",
    referral: String? = nil, at time: Timestamp
  ) -> String {
    var object: [String: Any] = [
      "id": wamid, "timestamp": String(time.seconds), "type": "text", "text": ["body": text],
    ]
    object["from"] = phone
    object["from_user_id"] = userID
    object["referral"] = referral.map { ["source_type": "ad", "body": $0] }
    return json(object)
  }

  static func contact(phone: String? = "15555550100", userID: String? = nil, name: String) -> String {
    var object: [String: Any] = ["profile": ["name": name]]
    object["wa_id"] = phone
    object["user_id"] = userID
    return json(object)
  }

  /// One POST with these in one change.
  static func body(_ messages: [String], contacts: [String] = [], number: String = WebHouse.number) -> [UInt8] {
    Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[{"field":"messages","value":\
      {"messaging_product":"whatsapp","metadata":{"phone_number_id":"\(number)"},\
      "contacts":[\(contacts.joined(separator: ","))],"messages":[\(messages.joined(separator: ","))]}}]}]}
      """.utf8)
  }

  /// One POST with what one of our people wrote to a customer in the phone app.
  static func echo(_ wamid: String, to phone: String = "15555550100", text: String, at time: Timestamp) -> [UInt8] {
    let object: [String: Any] = [
      "from": "15550001111", "to": phone, "id": wamid, "timestamp": String(time.seconds), "type": "text",
      "text": ["body": text],
    ]
    return Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[{"field":"smb_message_echoes",\
      "value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"\(WebHouse.number)"},\
      "message_echoes":[\(json(object))]}}]}]}
      """.utf8)
  }

  /// 64 lower-case hexadecimal digits.
  static func digest(_ body: [UInt8], secret: String = Webhooks.secret) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var length = 0
    let key = Array(secret.utf8)
    _ = EVP_Q_mac(nil, "HMAC", nil, "SHA256", nil, key, key.count, body, body.count, &digest, 32, &length)
    return digest.map { String(format: "%02x", $0) }.joined()
  }

  private static func json(_ object: [String: Any]) -> String {
    let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
