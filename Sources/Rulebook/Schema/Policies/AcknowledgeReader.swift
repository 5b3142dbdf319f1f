import Helpdesk

/// `acknowledge` of a policy: which text inside hours, outside, and when it comes late.
struct AcknowledgeReader {
  let context: LoadContext

  func read(_ cursor: Cursor) -> AcknowledgementTexts? {
    let hint = "for example `{ open: ack, closed: ack_closed, late: ack_late }`"
    guard let map = MapCursor(cursor, label: "`acknowledge`", keys: ["open", "closed", "late"], hint: hint) else {
      return nil
    }
    let open = map.required("open", hint: hint)?.messageTemplate(context)
    let closed = map.required("closed", hint: hint)?.messageTemplate(context)
    let late = map["late"]?.messageTemplate(context)
    guard let open, let closed else { return nil }
    return AcknowledgementTexts(open: open, closed: closed, late: late)
  }
}
