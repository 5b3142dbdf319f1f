import Testing

@testable import Rulebook

@Suite struct BrokenPolicyTests {
  @Test("mistakes of ladders", arguments: ladders)
  func ladderSections(broken: Broken) { broken.check() }

  @Test("mistakes of policies", arguments: policies)
  func policySections(broken: Broken) { broken.check() }

  @Test("mistakes of sections that are only read so far", arguments: others)
  func otherSections(broken: Broken) { broken.check() }

  static let ladders: [Broken] = [
    Broken("a time without sign", [48: "    - at: 5m"], at("48:11", "before, at or after", hint: "`-5m` or `+5m`")),
    Broken("a percentage of nothing", [48: "    - at: 0%"], at("48:11", "1% to 1000%")),
    Broken("days in a ladder", [50: "    - at: +1d"], at("50:11", "cannot count days", hint: "`8h`")),
    Broken("one time twice", [50: "    - at: -300s"], at("50:11", "`-5m` already stands on line 48", hint: "several")),
    Broken("an audience misspelt", [49: "      tell: asignee"], at("49:13", "no audience", hint: "`assignee`")),
    Broken("a bare name", [49: "      tell: lucia"], at("49:13", "no audience", hint: "`person:lucia`")),
    Broken(
      "an unknown role", [49: "      tell: role:managment"],
      at("49:13", "Nobody has the role `managment`", hint: "`management`")),
    Broken("an unknown kind", [49: "      tell: group:soporte"], at("49:13", "no kind of audience", hint: "team:")),
    Broken(
      "an unknown rota", [52: "      unless: { delivered: 5m, tell: rota:gardia }"],
      at("52:38", "no rota `gardia`", hint: "`guardia`")),
    Broken(
      "two proofs at once", [52: "      unless: { delivered: 5m, answered: 5m, tell: lead }"],
      at("52:15", "not for both", hint: "stricter")),
    Broken("a fail-over without notice", [51: nil], at("51:15", "tells nobody", hint: "`tell`")),
    Broken("a fail-over to nobody", [52: "      unless: { delivered: 5m }"], at("52:15", "lacks `tell`", hint: "whom")),
    Broken("a step that does nothing", [49: nil], at("48:7", "does nothing", hint: "`tell`")),
    Broken(
      "an unknown action", [53: "      then: [{ asign: least_loaded }]"],
      at("53:16", "no key `asign`", hint: "known keys")),
    Broken(
      "an unknown priority", [53: "      then: { priority: hihg }"], at("53:25", "cannot be `hihg`", hint: "`high`")),
    Broken(
      "an unknown text", [53: "      then: { tell_customer: escalatd }"],
      at("53:30", "no message template `escalatd`", hint: "`escalated`")),
    Broken(
      "a warning that could not warn, in a ladder of two clocks", [48: "    - at: -15m"],
      at(
        "59:46", "`-15m` of ladder `estandar` (line 48) stands at or before the start of a target of 10m", hint: "80%"),
      at("64:46", "`-15m` of ladder `estandar` (line 48) stands at or before the start of a target of 15m", hint: "80%")
    ),
    Broken(
      "a warning that could not warn, in a ladder of its own",
      [64: "      first_response: { target: 15m, ladder: { at: -1h, tell: lead } }"],
      at("64:52", "The step `-1h` stands at or before the start of a target of 15m", hint: "80%")),
    Broken(
      "a ladder that tells nobody", [49: "      then: { tag: pronto }", 51: nil, 52: nil],
      at("57:46", "tells nobody", hint: "`tell: lead`"), at("62:46", "tells nobody", hint: "`tell: lead`"),
      at("63:45", "tells nobody", hint: "`tell: lead`")),
  ]

  static let policies: [Broken] = [
    Broken(
      "days in a target", [64: "      first_response: { target: 2d }"],
      at("64:33", "two things to two people", hint: "`16h`")),
    Broken(
      "a target without unit", [64: "      first_response: { target: 15 }"],
      at("64:33", "no unit in `15`", hint: "`15m`")),
    Broken("a fraction", [64: "      first_response: { target: 1.5h }"], at("64:33", "whole numbers", hint: "`90m`")),
    Broken(
      "two units", [64: "      first_response: { target: 1h30m }"],
      at("64:33", "one number and one unit", hint: "`90m`")),
    Broken(
      "an unknown unit", [64: "      first_response: { target: 15min }"],
      at("64:33", "unknown unit", hint: "`s`, `m`, `h`")),
    Broken("a target of nothing", [64: "      first_response: { target: 0m }"], at("64:33", "outside of 1s to")),
    Broken(
      "a target beyond all numbers", [64: "      first_response: { target: 99999999999999999999h }"],
      at("64:33", "longer than a century")),
    Broken("no target", [64: "      first_response: { ladder: estandar }"], at("64:23", "lacks `target`", hint: "15m")),
    Broken(
      "an unknown clock", [64: "      first_respons: { target: 15m }", 62: nil],
      at("63:7", "no key `first_respons`", hint: "`first_response`")),
    Broken(
      "an unknown ladder", [64: "      first_response: { target: 15m, ladder: estandard }"],
      at("64:46", "no ladder `estandard`", hint: "`estandar`")),
    Broken("an unknown calendar", [61: "    calendar: ofcina"], at("61:15", "no calendar `ofcina`", hint: "`oficina`")),
    Broken(
      "a clock's unknown calendar", [64: "      first_response: { target: 15m, calendar: siempre }"],
      at("64:48", "no calendar `siempre`", hint: "`oficina`")),
    Broken("no name", [60: "  - calendar: oficina", 61: nil], at("60:5", "Policy lacks `name`")),
    Broken("one name twice", [60: "  - name: urgente"], at("60:11", "already stands on line 55")),
    Broken(
      "no default at the end", [61: "    calendar: oficina\n    when: { priority: low }"],
      at("60:5", "must apply to every conversation", hint: "without `when`")),
    Broken("a default before the end", [56: nil], at("59:5", "the one on line 55 applies to all", hint: "to the end")),
    Broken(
      "two policies of one condition",
      [60: "  - { name: prisa, calendar: oficina, when: { language: [es] } }\n  - name: general"],
      at("60:13", "policy `urgente` has the same `when`", hint: "narrower")),
    Broken(
      "a default that is none", [61: "    calendar: oficina\n    when: [{ priority: low }]"],
      at("60:5", "must apply to every conversation", hint: "without `when`")),
    Broken(
      "an unknown condition", [56: "    when: { prioridad: urgent }"],
      at("56:13", "no key `prioridad`", hint: "`priority`")),
    Broken(
      "an unknown category", [56: "    when: { category: critical_failur }"],
      at("56:23", "no category `critical_failur`", hint: "`critical_failure`")),
    Broken(
      "an unknown number", [56: "    when: { number: Soprte }"], at("56:21", "no number `Soprte`", hint: "`Soporte`")),
    Broken(
      "a text that does not exist", [62: "    acknowledge: { open: akc, closed: ack_closed }"],
      at("62:26", "no message template `akc`", hint: "`ack`")),
    Broken(
      "a text for the delay that does not exist",
      [62: "    acknowledge: { open: ack, closed: ack_closed, delay: dely }"],
      at("62:58", "no message template `dely`", hint: "`delay`")),
    Broken(
      "an acknowledgement of one text", [62: "    acknowledge: ack"], at("62:18", "takes a map", hint: "open: ack")),
    Broken(
      "no text outside hours", [62: "    acknowledge: { open: ack }"], at("62:18", "lacks `closed`", hint: "ack_closed")
    ),
    Broken(
      "a pause that is none", [64: "      first_response: { target: 15m, pause_while: open }"],
      at("64:51", "cannot be `open`", hint: "`waiting_customer`")),
    Broken(
      "policies that are none",
      [
        54: "policies: []", 55: nil, 56: nil, 57: nil, 58: nil, 59: nil, 60: nil, 61: nil, 62: nil, 63: nil, 64: nil,
        65: nil,
      ],
      at("54:11", "`policies` has no value")),
    Broken(
      "several values for one", [61: "    calendar: [oficina, oficina]"],
      at("61:15", "takes one value, and 2 stand here")),
  ]

  static let others: [Broken] = [
    Broken(
      "a quiet window without patience", [45: "acknowledgements: { quiet_window: 30s }"],
      at("45:35", "outside of 0s to 10s")),
    Broken(
      "days outside retention", [45: "acknowledgements: { interval: 1d }"],
      at("45:31", "cannot count days", hint: "retention")),
    Broken("retention for ever", [45: "retention: { raw: 99999d }"], at("45:19", "longer than a century")),
    Broken(
      "an unknown kind of data", [45: "retention: { mesages: 30d }"],
      at("45:14", "no key `mesages`", hint: "`messages`")),
    Broken(
      "a satisfaction that is asked how", [45: "closing: { satisfaction: { ask: often } }"],
      at("45:33", "`true` or `false`")),
    Broken(
      "a reminder after which nothing happens", [45: "closing: { waiting_customer: { remind_after: 8h } }"],
      at("45:30", "resolve_after", hint: "remind_after: 16h")),
    Broken(
      "no time to answer a reminder",
      [45: "closing: { waiting_customer: { remind_after: 8h, resolve_after: 5m } }"], at("45:65", "outside of 10m")),
    Broken(
      "a segment from elsewhere", [45: "segments: { vip: { contacts_from: crm } }"],
      at("45:35", "cannot be `crm`", hint: "`api`")),
    Broken("another lexicon", [45: "triage: { lexicon: mine }"], at("45:20", "cannot be `mine`", hint: "`default`")),
    Broken(
      "a rule without words or use", [45: "triage: { rules: { name: a } }"],
      at("45:18", "gives nothing", hint: "`category`"), at("45:18", "lacks `words`")),
    Broken(
      "an immediate step that nothing sets off", [61: "    calendar: oficina\n    immediate: { tell: lead }"],
      at("62:16", "nothing that sets it off", hint: "tags")),
  ]
}
