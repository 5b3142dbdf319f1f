package import Helpdesk

/// Tells the customer that their message was read, and that somebody types (whatsapp §4).
package enum ReadMark {
  /// The body of `POST /<number>/messages`. What the customer wrote before is marked with it; the sign that somebody
  /// types stays for 25 s at most, or until a message comes.
  package static func body(of message: Wamid) -> [UInt8] {
    JSONWriter.object { mark in
      mark.member("messaging_product", "whatsapp")
      mark.member("status", "read")
      mark.member("message_id", message.rawValue)
      mark.object("typing_indicator") { $0.member("type", "text") }
    }
  }
}
