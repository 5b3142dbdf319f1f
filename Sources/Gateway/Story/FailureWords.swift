/// What a send failed of, or is in doubt for: our own words, the transport's and Meta's codes, in words.
enum FailureWords {
  /// Our own, and the transport's.
  static let ours = [
    "no_text": "there is no text for it in any language",
    "no_address": "neither a phone nor a user id is known",
    "window_closed": "the 24-hour window was closed, and there is no approved template",
    "hourly_cap": "the hourly cap of notices for this person was reached",
    "irrelevant": "by then nobody waited for it any more",
    "valid_until": "it could not be sent in time",
    "expired": "it could not be sent in time",
    "unconfirmed": "WhatsApp never said whether it arrived",
    "in_doubt": "WhatsApp never said whether it arrived",
    "lease_ended": "the gateway was stopped while it was being sent",
    "discarded": "somebody cancelled it",
    "merged": "the conversation was merged, and the other one had told the customer already",
    "not_accepted_in_time": "WhatsApp had not taken it within 2 min",
    "failed": "WhatsApp gave no reason",
    "retries": "it was tried often enough",
    "unknown": "WhatsApp gave no reason",
    "invalid_call": "the request could not be made",
    "could_not_resolve": "WhatsApp's address could not be found",
    "could_not_connect": "WhatsApp could not be connected to",
    "tls_failed": "the connection to WhatsApp could not be secured",
    "timed_out": "WhatsApp did not answer in time",
    "reset": "the connection to WhatsApp was cut",
    "truncated": "WhatsApp's answer was cut off",
    "too_large": "WhatsApp's answer was too large",
    "cancelled": "the attempt was cut off",
    "shut_down": "the gateway was being stopped",
    "queue_full": "too much was being sent at once",
  ]

  /// Meta's, those that somebody asks about.
  static let metas = [
    "0": "the access token is not valid", "10": "the account lacks the permission to send",
    "100": "WhatsApp did not accept a parameter", "100.33": "the business number is not there or not ours",
    "190": "the access token has expired", "368": "the account is blocked for breaking WhatsApp's rules",
    "470": "the 24-hour window was closed", "130429": "too much was sent from this number at once",
    "130472": "the customer is in an experiment of Meta's and gets no such messages",
    "131000": "WhatsApp had a trouble of its own", "131005": "access was denied",
    "131009": "WhatsApp did not accept a parameter",
    "131016": "WhatsApp was overloaded or not available", "131026": "this phone cannot receive it",
    "131031": "the account is locked", "131042": "the account's payment is in trouble",
    "131047": "more than 24 hours had passed since the recipient last wrote",
    "131048": "too many of this number's messages were taken for spam",
    "131049": "Meta holds back messages to this recipient to keep them few",
    "131050": "the recipient has stopped marketing messages", "131051": "WhatsApp does not know this kind of message",
    "131056": "too much was sent to this recipient at once",
    "132000": "the template's parameters did not fit", "132001": "there is no such template",
    "132005": "the template's text was too long", "132007": "the template breaks WhatsApp's rules",
    "132012": "the template's parameters did not fit", "132015": "the template is paused",
    "132016": "the template is disabled", "133010": "the number is not registered",
  ]

  static func words(_ code: String) -> String {
    if let words = ours[code] { return words }
    if let words = metas[code] { return "\(words) (WhatsApp's error \(code))" }
    if code.hasPrefix("http_") { return "WhatsApp answered with the HTTP status \(code.dropFirst(5))" }
    if !code.isEmpty, code.allSatisfy({ $0.isNumber || $0 == "." }) { return "WhatsApp's error \(code)" }
    return "“\(code)”"
  }
}
