/// What the desk can fill into a text. A text that asks for anything else is refused when it is loaded.
enum TextVariable: String, CaseIterable {
  /// The customer's own name, or in `shift_opening` the person's; often missing.
  case name
  /// `1042`, without `#`; in an alert that may be a repeat, those words stand behind it.
  case ref
  /// A ready phrase: «antes de las 10:15».
  case promise
  /// The business number's name.
  case business
  /// The customer's name as staff read it.
  case customer
  /// An SLA clock's name.
  case clock
  /// A ready phrase: «vence a las 10:15, en 5 min».
  case due
  case waited, assignee, priority, reason
  /// The last messages, one a line.
  case last
  /// What a digest lists, one a line.
  case items
  case count
  /// What `count` should not exceed.
  case limit
  /// A code of Meta's.
  case code
  /// Of a mail: what is wrong and what to do about it, in two sentences.
  case advice
  /// Of a mail: what Meta told of an account, in a sentence or two.
  case event
  /// Meta's own word for it.
  case detail
  /// A wall clock's time.
  case time
  /// Of a mail: the notice that did not arrive.
  case text
  /// Who is on call.
  case onCall = "on_call"

  /// The most UTF-16 units that a value keeps in a free-form text. A text whose words and longest values together
  /// would break a limit of Meta's is refused when it is loaded, so nothing is ever cut while sending.
  var limit: Int {
    switch self {
    case .priority, .count, .limit: 20
    case .ref, .waited, .code, .time: 40
    case .name, .business, .customer, .clock, .assignee, .onCall: 60
    case .promise, .due, .reason: 120
    case .advice, .event: 400
    case .detail: 300
    case .last, .items: 900
    case .text: 4096
    }
  }

  /// In a template's parameter, which is one line: three excerpts are enough to know what it is about.
  var limitInTemplate: Int { min(limit, 300) }

  /// May have several lines in a free-form text.
  var isBlock: Bool { self == .last || self == .items || self == .text }

  /// What the desk supplies for the text of that name. A name of the operator's own is an acknowledgement's, or of what
  /// follows one: rules can name texts only where the customer is addressed.
  static func supplied(for text: String) -> Set<TextVariable> {
    switch text {
    case "opt_out": [.business]
    case "alert": [.ref, .customer, .clock, .due, .waited, .assignee, .last, .priority]
    case "reply_failed": [.ref, .customer, .reason]
    case "loop": [.ref, .customer]
    case "budget": [.ref, .business, .count, .limit]
    case "late_message": [.ref, .customer, .waited, .last]
    case "alert_digest": [.count, .items]
    case "shift_opening": [.name, .count, .onCall]
    case "resolved", "satisfaction": [.name, .ref, .business]
    case _: [.name, .ref, .promise, .business, .assignee]
    }
  }

  /// The same for a mail; empty: there is no mail of that name.
  static func suppliedToMail(for name: String) -> Set<TextVariable> {
    switch name {
    case "notice": [.name, .ref, .text]
    case "stopped": [.name, .business, .code, .advice, .time]
    case "goes_on": [.name, .business]
    case "news": [.name, .business, .event, .detail]
    case _: []
    }
  }
}
