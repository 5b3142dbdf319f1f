/// Every transition that can happen: machine, state before, event (testing: one seen but not listed fails, and so does
/// one listed but not seen). Written by hand; a change here is a change of what the gateway can do.
enum Transitions {
  static let all: [Transition] = table.flatMap { machine, state, events in
    events.split(separator: " ").map { Transition(machine, state, String($0)) }
  }

  private static let table: [(machine: String, state: String, events: String)] = [
    ("budget", "closed", "told"),
    ("conversation", "closed", "delivered lost note taken"),
    (
      "conversation", "held",
      "act automatic automation delivered hand_over identity lost note person reply request taken wake"
    ),
    (
      "conversation", "idle",
      "act automatic automation delivered hand_over identity lost note person reply request taken wake"
    ),
    ("conversation", "none", "note request"),
    (
      "conversation", "overdue",
      "act automatic automation delivered hand_over identity lost note person reply request taken wake"
    ),
    (
      "conversation", "resolved",
      "act automatic automation delivered hand_over identity lost note person reply request taken wake"
    ),
    (
      "conversation", "waiting",
      "act automatic automation delivered hand_over identity lost note person reply request taken wake"
    ),
    ("entry", "accepted", "status.delivered status.failed status.read status.sent"),
    ("entry", "failed", "status.delivered status.read"),
    (
      "entry", "in_doubt",
      "settled.accepted settled.doubt_ended status.delivered status.failed status.read "
        + "status.sent"
    ),
    (
      "entry", "in_flight",
      "settled.accepted settled.in_doubt settled.lease_ended settled.refused.drop_template "
        + "settled.refused.give_up settled.refused.open_breaker settled.refused.retry "
        + "settled.refused.slow_number settled.refused.use_template "
        + "settled.refused.wait_for_recipient status.delivered status.failed status.read status.sent"
    ),
    (
      "entry", "none",
      "act automatic automation hand_over identity note person put_off reply request told wake"
    ),
    ("entry", "parked", "claimed put_off settled.expired settled.irrelevant settled.refused.give_up"),
    ("entry", "queued", "claimed put_off settled.expired settled.irrelevant settled.refused.give_up"),
    ("entry", "unconfirmed", "settled.accepted status.delivered status.failed status.read status.sent"),
    ("letter", "none", "written"),
    ("letter", "waiting", "mailed.put_off mailed.refused mailed.taken mailed.void"),
    ("line", "closed", "settled.refused.drop_template settled.refused.open_breaker taken template"),
    ("line", "open", "claimed delivered template settled.refused.drop_template settled.refused.open_breaker taken"),
    ("pager", "known", "claimed staff told"),
    ("pager", "none", "claimed staff"),
  ]
}
