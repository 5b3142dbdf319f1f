package import Helpdesk

/// Writes the body of `POST /<number>/messages` (whatsapp §4). The same claim gives the same bytes.
package enum MessageEncoder {
  /// Why a claim has no body. Both are our own mistakes: they are never worth a repeat.
  package enum Unsendable: String, Error, Sendable {
    /// Neither a phone of digits only nor a user id.
    case noRecipient = "no_recipient"
    /// The form that was chosen was never rendered.
    case noRendering = "no_rendering"
  }

  /// The body for the claim's rendering and recipient; the outbox id travels in `biz_opaque_callback_data`.
  package static func body(of claim: Claim) throws(Unsendable) -> [UInt8] {
    try body(
      of: claim.entry.rendering, useTemplate: claim.useTemplate, to: claim.phone, recipient: claim.userID,
      id: claim.entry.id)
  }

  /// `phone` goes into `to` with a `+`, without which Meta may put the business's own country before it; a user id
  /// goes into `recipient`, never into `to`, where Meta would drop the message in silence. With both, the phone wins.
  package static func body(
    of rendering: Rendering, useTemplate: Bool, to phone: String?, recipient: UserID?, id: OutboxID
  ) throws(Unsendable) -> [UInt8] {
    let phone = phone.flatMap(digits)
    guard phone != nil || recipient != nil else { throw .noRecipient }
    guard let form = form(of: rendering, useTemplate: useTemplate) else { throw .noRendering }
    return JSONWriter.object { message in
      message.member("messaging_product", "whatsapp")
      message.member("recipient_type", "individual")
      if let phone { message.member("to", "+" + phone) }
      if let recipient { message.member("recipient", recipient.rawValue) }
      write(form, into: &message)
      message.member("biz_opaque_callback_data", id.rawValue)
    }
  }

  private enum Form {
    case free(FreeForm)
    case template(TemplateCall)
  }

  private static func form(of rendering: Rendering, useTemplate: Bool) -> Form? {
    useTemplate ? rendering.template.map(Form.template) : rendering.freeForm.map(Form.free)
  }

  /// The digits of a phone; nil for what is no phone, a user id in the wrong place above all.
  private static func digits(_ phone: String) -> String? {
    let digits = phone.hasPrefix("+") ? phone.dropFirst() : phone[...]
    let isPlain = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isPlain && !digits.isEmpty ? String(digits) : nil
  }

  private static func write(_ form: Form, into message: inout JSONWriter) {
    switch form {
    case .free(.text(let body)):
      message.member("type", "text")
      message.object("text") { text in
        text.member("body", body)
        text.member("preview_url", false)
      }
    case .free(.buttons(let body, let buttons)):
      message.member("type", "interactive")
      message.object("interactive") { write(body, buttons, into: &$0) }
    case .free(.list(let body, let opener, let rows)):
      message.member("type", "interactive")
      message.object("interactive") { write(body, opener, rows, into: &$0) }
    case .free(.reaction(let target, let emoji)):
      message.member("type", "reaction")
      message.object("reaction") { reaction in
        reaction.member("message_id", target.rawValue)
        reaction.member("emoji", emoji)
      }
    case .free(.contactRequest(let body)):
      message.member("type", "interactive")
      message.object("interactive") { interactive in
        interactive.member("type", "request_contact_info")
        interactive.object("body") { $0.member("text", body) }
        interactive.object("action") { $0.member("name", "request_contact_info") }
      }
    case .template(let template):
      message.member("type", "template")
      message.object("template") { TemplateEncoder.write(template, into: &$0) }
    }
  }

  private static func write(_ body: String, _ buttons: [ReplyButton], into interactive: inout JSONWriter) {
    interactive.member("type", "button")
    interactive.object("body") { $0.member("text", body) }
    interactive.object("action") { action in
      action.objects("buttons", buttons) { button, writer in
        writer.member("type", "reply")
        writer.object("reply") { reply in
          reply.member("id", button.id)
          reply.member("title", button.title)
        }
      }
    }
  }

  /// One section, which needs no title then.
  private static func write(
    _ body: String, _ opener: String, _ rows: [ReplyButton], into interactive: inout JSONWriter
  ) {
    interactive.member("type", "list")
    interactive.object("body") { $0.member("text", body) }
    interactive.object("action") { action in
      action.member("button", opener)
      action.objects("sections", [rows]) { rows, section in
        section.objects("rows", rows) { row, writer in
          writer.member("id", row.id)
          writer.member("title", row.title)
          if let description = row.description { writer.member("description", description) }
        }
      }
    }
  }
}
