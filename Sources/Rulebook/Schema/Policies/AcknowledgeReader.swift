import Helpdesk

/// `acknowledge` of a policy: which text inside hours, outside, and when it comes late; and, unless it says `none`,
/// what is said before the promise breaks and to whoever asks what is new.
struct AcknowledgeReader {
  let context: LoadContext

  func read(_ cursor: Cursor) -> AcknowledgementTexts? {
    let hint = "for example `{ open: ack, closed: ack_closed, late: ack_late }`"
    let keys = ["open", "closed", "late", "delay", "news"]
    guard let map = MapCursor(cursor, label: "`acknowledge`", keys: keys, hint: hint) else { return nil }
    let open = map.required("open", hint: hint)?.messageTemplate(context)
    let closed = map.required("closed", hint: hint)?.messageTemplate(context)
    let late = map["late"]?.messageTemplate(context)
    let delay = text(map["delay"], else: Self.delay, of: cursor)
    let news = text(map["news"], else: Self.news, of: cursor)
    guard let open, let closed else { return nil }
    return AcknowledgementTexts(open: open, closed: closed, late: late, delay: delay, news: news)
  }

  /// The texts of these where the file names none.
  static let delay = "delay"
  static let news = "news"

  /// What ships with the product stands in for a key that is missing.
  private func text(_ cursor: Cursor?, else usual: String, of map: Cursor) -> String? {
    if let cursor { return cursor.messageTemplate(context, orNone: true) }
    if !context.messageTemplates.contains(usual) {
      map.findings.warn(
        map.place, "The text `\(usual)`, which is used where the policy names none, is missing: it will not be said.",
        hint: "copy it from the templates that ship with the product, or write `\(usual): none`")
    }
    return usual
  }
}
