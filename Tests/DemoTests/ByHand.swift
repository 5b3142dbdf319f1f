import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Sandbox
import SandboxHTTP
import Testing

/// The lines as somebody would write them down who sees the stand-in's record and the committed record, with a
/// calendar and a pencil: no code of the demo's.
struct ByHand {
  let performance: Performance

  var lines: [String] { wrote + onPhones + recorded }

  var wrote: [String] {
    performance.attempts.filter { $0.status == 200 && $0.copy == 0 }.flatMap { attempt in
      messages(in: attempt).map { message in
        "\(clock(attempt.at)) 💬 \(Performance.phones[message.from] ?? "?") \(message.text)".oneLine
      }
    }
  }

  var onPhones: [String] {
    performance.inboxes.flatMap { name, entries in entries.map { "\(clock($0.at)) 📱 \(name) \($0.text)".oneLine } }
  }

  var recorded: [String] {
    performance.details.flatMap { detail in
      // Of the time that was promised no line is shown: the clock that it stood for has one.
      detail.timeline.filter { !["promise_kept", "promise_missed"].contains($0.what) }.map { entry in
        let first = detail.summary.contact.name?.split(separator: " ")[0] ?? ""
        let (mark, text) = words(entry, of: detail)
        return "\(clock(entry.at)) \(mark) #\(detail.summary.conversation.ref.number) \(first) \(text)".oneLine
      }
    }
  }

  /// When somebody wrote, by Meta's own timestamps in what was delivered, in seconds.
  func written(by name: String) -> [Int64] {
    performance.attempts.flatMap(messages).filter { Performance.phones[$0.from] == name }.map(\.timestamp).sorted()
  }

  private func words(_ entry: TimelineEntry, of detail: ConversationDetail) -> (mark: String, text: String) {
    let name = detail.summary.contact.name ?? ""
    let asked = written(by: name)
    // All of it lies in one morning's working time: fifteen minutes are fifteen minutes.
    let due = asked[0] + 900
    let dueClock = clock(Timestamp(seconds: due))
    switch (entry.what, entry.why) {
    case ("opened", "policy general"): return ("📒", "a conversation opens (policy general)")
    case ("sorted", "billing, normal: lexicon:billing"): return ("📒", "sorted as billing, normal")
    // Her second message asks something, whatever about: it can no longer wait as long.
    case ("sorted", "other, normal: nothing was recognised"): return ("📒", "sorted as other, normal")
    case ("sorted", "information, normal: lexicon:information"): return ("📒", "sorted as information, normal")
    case ("sorted", "critical_failure, urgent: lexicon:critical_failure"):
      return ("📒", "sorted as critical failure, urgent")
    case ("assigned", "to ana"): return ("📒", "assigned to Ana Ruiz")
    case ("assigned", "to beto"): return ("📒", "assigned to Beto Gil")
    case ("acknowledged", _):
      return (
        "📒", "acknowledged: promises the first answer by \(clock(Timestamp(seconds: (due + 59) / 60 * 60)).prefix(5))"
      )
    case ("not_acknowledged", _): return ("📒", "no second acknowledgement: \(entry.why)")
    case ("delay_told", "delay"): return ("📒", "the customer hears of the delay, with another time")
    case ("step", "first_response -5m: tells assignee"):
      return ("⏳", "5 min before the first answer is due (\(dueClock)): tells the assignee")
    case ("step", "first_response due: tells lead"): return ("⏳", "the first answer is due now: tells the lead")
    case ("breached", _): return ("🔴", "PROMISE BROKEN: the first answer was due at \(dueClock); nobody answered")
    case ("alert", "to ana: at once"): return ("🔔", "alert to Ana Ruiz, at once")
    case ("alert", "to beto: at once"): return ("🔔", "alert to Beto Gil, at once")
    case ("alert", "to lucia: at once"): return ("🔔", "alert to Lucía Paz, at once")
    case ("tagged", _): return ("📒", "tag: SLA Incumplido")
    case ("stage", _): return ("📒", "stage: Revisión de Supervisor")
    case ("replied", "a person answered") where name == "Carla Nieto":
      let (after, late) = (span(entry.at, since: asked[0]), span(entry.at, since: due))
      return ("📒", "a person answered, \(late) late, after \(after); the clock stops")
    case ("replied", _): return ("📒", entry.why)
    case ("met", "acknowledgement"):
      return ("📒", "Meta took the acknowledgement \(span(entry.at, since: asked[0])) after the message")
    case ("met", "first_response"):
      return ("🟢", "first answer after \(span(entry.at, since: asked[0])), in time (due \(dueClock)); the clock stops")
    case ("met", "next_response"):
      let due = clock(Timestamp(seconds: asked[2] + 1800))
      return ("🟢", "next answer after \(span(entry.at, since: asked[2])), in time (due \(due)); the clock stops")
    case (let what, let why):
      Issue.record("nobody has thought of \(what): \(why)")
      return ("?", what)
    }
  }

  private func messages(in attempt: WebhookAttempt) -> [(from: String, text: String, timestamp: Int64)] {
    let body = try? JSONSerialization.jsonObject(with: Data(attempt.body)) as? [String: Any]
    let entries = body?["entry"] as? [[String: Any]] ?? []
    let values = entries.flatMap { $0["changes"] as? [[String: Any]] ?? [] }.compactMap {
      $0["value"] as? [String: Any]
    }
    return values.flatMap { $0["messages"] as? [[String: Any]] ?? [] }.map { message in
      let text = message["text"] as? [String: String]
      let seconds = Int64(message["timestamp"] as? String ?? "") ?? 0
      return (message["from"] as? String ?? "", text?["body"] ?? "", seconds)
    }
  }

  /// Mexico City has had no daylight saving since 2022: six hours behind UTC.
  private func clock(_ moment: Timestamp) -> String {
    let second = (moment.seconds - 6 * 3600) % 86_400
    return String(format: "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60)
  }

  private func span(_ moment: Timestamp, since second: Int64) -> String {
    let passed = (moment.milliseconds - second * 1000) / 1000
    if passed < 60 { return "\(passed) s" }
    return passed % 60 == 0 ? "\(passed / 60) min" : "\(passed / 60) min \(passed % 60) s"
  }
}
