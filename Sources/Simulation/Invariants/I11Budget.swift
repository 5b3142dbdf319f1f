import BusinessTime
import Gateway
import Helpdesk
import Sandbox

/// Never above the rates per number and per pair; free form only inside the window. Meta's own rules judge: what they
/// refuse without a fault having been planted, the gateway should not have sent.
///
/// And what Meta does not judge: nothing goes out after its time, nothing but a probe while the circuit is open, and
/// nobody of ours is told more than they may be, nor in their quiet hours.
enum I11Budget: Invariant {
  static let name = "I11"

  static func judge(_ reply: GraphReply) -> String? {
    guard case .answer(let status, _, let body) = reply.ending, status >= 400,
      let code = (try? JSON(bytes: body))?["error"]?["code"]?.integer
    else { return nil }
    switch code {
    case 131_047: return "free form was sent outside the window"
    case 131_056: return "one recipient was sent more than the pair's rate allows"
    case 130_429: return "more was sent than the number's rate allows"
    // Not on WhatsApp any more, which nobody can know; or a person answers a number of our own.
    case 131_026, 131_021: return nil
    // The template was taken out or edited, and the webhook is still on its way; whether we were told, `byTemplate`
    // asks.
    case 132_000, 132_015, 132_016: return nil
    case _: return "Meta refused with \(code) what no fault explains"
    }
  }

  /// A call goes on the wire, right after its claim. By the machine's clock, which must be right.
  static func begins(_ id: String, _ tables: MemoryTables, at now: Timestamp, _ ledger: inout Ledger) -> String? {
    guard let entry = tables.outbox[OutboxID(id)] else { return nil }
    if let until = entry.validUntil, until <= now { return "a \(entry.kind.rawValue) was sent after its time" }
    if let wrong = byTemplate(entry, tables, at: now, ledger) { return wrong }
    return probes(entry, tables, at: now, &ledger) ?? urgency(entry, tables, ledger) ?? spares(entry, at: now, &ledger)
  }

  private static let minute: Int64 = 60_000
  private static let hour: Int64 = 3_600_000

  /// Nothing goes out by a template that Meta had told us to be out of use, or to want other parameters than ours has.
  /// A pause is over after six hours at most.
  private static func byTemplate(
    _ entry: OutboxEntry, _ tables: MemoryTables, at now: Timestamp, _ ledger: Ledger
  ) -> String? {
    guard entry.sentAsTemplate, let call = entry.rendering.template else { return nil }
    // What failed to be handled was kept and not heard.
    let isUnheard = !tables.quarantined.rows { $0.reason == "handling_failed" && Items.isTimeless($0.bytes) }.isEmpty
    guard !isUnheard else { return nil }
    let account = entry.number == Company.plain ? Company.otherAccount : Company.account
    let template = TemplateName(account: account.rawValue, name: call.name)
    let isOut = [false, true].contains { isText in
      let topic = TemplateTopic(template: template, isText: isText)
      guard let word = ledger.templates[topic], word.heardAt < now, ledger.templatesOffered[topic] == word.saidAt
      else { return false }
      return switch word.event {
      case "DISABLED", "EDITED": true
      case "PAUSED": now.seconds - word.saidAt < 6 * 3600
      case _: false
      }
    }
    return isOut ? "something was sent by a template that Meta had taken out" : nil
  }

  private static func probes(
    _ entry: OutboxEntry, _ tables: MemoryTables, at now: Timestamp, _ ledger: inout Ledger
  ) -> String? {
    guard case .open(let since, _, _, _) = tables.lines[entry.number]?.breaker, since < now else { return nil }
    let last = max(since, ledger.probes[entry.number] ?? since)
    ledger.probes[entry.number] = now
    return now - last < minute ? "something was sent while the circuit was open" : nil
  }

  /// What passes quiet hours and caps: the step half an hour after due, and all that follows it; and what somebody of
  /// ours called urgent.
  private static func urgency(_ entry: OutboxEntry, _ tables: MemoryTables, _ ledger: Ledger) -> String? {
    guard entry.kind == .alert, entry.isUrgent, let ref = entry.conversation,
      let conversation = tables.conversations[ref], !conversation.isTrimmed, !ledger.merged.contains(ref)
    else { return nil }
    let hasReason = conversation.clocks.contains { clock in
      clock.plan.contains { $0.name == "+30m" && $0.firedAt != nil }
    }
    return hasReason || ledger.urgentByHand.contains(ref) ? nil : "an alert is urgent without a reason"
  }

  private static func spares(_ entry: OutboxEntry, at now: Timestamp, _ ledger: inout Ledger) -> String? {
    guard entry.kind == .alert, !entry.isUrgent, entry.attempt == 1, case .person(let id) = entry.recipient,
      let person = Company.people.first(where: { $0.id == id })
    else { return nil }
    if let quiet = person.quiet {
      let second = Company.mexico.local(now).0.secondOfDay
      if second >= quiet.fromSecond || second < quiet.toSecond { return "\(id.rawValue) was told in their quiet hours" }
    }
    guard entry.repeatOf == nil else { return nil }
    ledger.alerts[id, default: []].append(now)
    let recent = (ledger.alerts[id] ?? []).count { now - $0 < hour }
    return recent > person.alertsPerHour ? "\(id.rawValue) was told \(recent) times in an hour" : nil
  }
}
