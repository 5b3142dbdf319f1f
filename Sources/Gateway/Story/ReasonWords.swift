/// Why a clock was taken out of the count, or something was not said to a customer, in words.
enum ReasonWords {
  /// By the reason as the record and the clock have it; nil for one that this version does not know.
  static let table = [
    "opted_out": "the customer wants no automatic messages",
    "muted": "automatic messages are muted, because two machines seemed to answer each other",
    "not_configured": "the policy names no acknowledgement",
    "over_budget": "the number had sent what it may in a month, and the case is neither high nor urgent",
    "human_active": "a person had written to this customer within the last 5 minutes",
    "nothing_to_promise": "no clock of a person's answer was running that could be promised",
    "too_late": "it was too late for the usual text, and there is no late one",
    "within_interval": "another acknowledgement was decided within the interval",
    "acknowledged_anew": "another acknowledgement was about to say a time of its own",
    "next_time_passed": "as much time again had passed as well",
    "held_by_agent": "Meta's own agent has the conversation",
    "answer_owed": "they were waiting for an answer of ours",
    "no_working_time": "the calendar of the policy has no working time left",
    "superseded": "the next one took its place before it was sent",
    "asked_within_a_day": "they had been asked within a day",
    "expired": "it could not be sent before the time that it promised had passed",
    "unconfirmed": "WhatsApp never said whether it arrived, and an acknowledgement is not repeated",
    "not_delivered": "the message that promised it did not arrive",
    "corrected": "what came late showed that there was nothing to wait for",
    "resolved_without_reply": "the conversation was resolved without an answer",
    "resolved_unassigned": "the conversation was resolved before anybody had it",
    "dismissed": "somebody decided that it needs no answer",
    "late_ingest": "the message was kept aside and could be used only later",
    "merged": "the conversation was merged into another one of the same customer",
  ]

  /// A whole reason, `failed: 131026` among them.
  static func words(_ reason: String) -> String {
    if let words = table[reason] { return words }
    let failed = "failed: "
    return reason.hasPrefix(failed) ? FailureWords.words(String(reason.dropFirst(failed.count))) : "“\(reason)”"
  }
}
