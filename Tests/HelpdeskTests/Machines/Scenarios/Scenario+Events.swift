import BusinessTime
import Helpdesk

extension Scenario {
  /// What the line says has happened; nil if it says nothing that is known.
  mutating func event(in line: String, at now: Timestamp) -> ConversationEvent? {
    let (text, earlier) = Self.cut(line, at: ", written ")
    let at = earlier.map(Story.time) ?? now
    let words = text.split(separator: " ").map(String.init)
    let last = words.last ?? ""
    switch words.dropLast().joined(separator: " ") {
    case "the customer writes": return request(last, at: at, now)
    case "our own number writes": return request(last, at: at, now, isOurs: true)
    case "Meta's agent gets": return .heldByAgent(id: MessageID(last), at: at)
    case "a person answers in the app,": return write(last, at: at, acceptBy: nil)
    case "a person replies": return write(last, at: now, acceptBy: now.adding(seconds: 120))
    case "Meta takes": return .replySettled(id: last, .accepted(at: now))
    case "Meta refuses": return .replySettled(id: last, .failed(code: "131026"))
    case "nobody knows of": return .replySettled(id: last, .unconfirmed)
    case "the customer asks what is new,": return request(last, at: at, now, asksForNews: true)
    case "the word of the delay is": return acknowledgement(last, at: now).map { .acknowledgementSettled("delay", $0) }
    case "the word of what is new is": return acknowledgement(last, at: now).map { .acknowledgementSettled("news", $0) }
    case "the acknowledgement is": return acknowledgement(last, at: now).map { .acknowledgementSettled("ack", $0) }
    case "a phone has the notice of": return settle(last, reached: true)
    case "no phone has the notice of": return settle(last, reached: false)
    case "the case goes to": return .assigned(to: PersonID(last), again: nil)
    default: return happening(text, at: at)
    }
  }

  private mutating func happening(_ text: String, at: Timestamp) -> ConversationEvent? {
    switch text {
    case "the customer thanks": return .noted(.courtesy)
    case "ana waits for the customer": return .acted(.waitCustomer, by: "ana")
    case "ana resolves it": return .acted(.resolve, by: "ana")
    case "Meta's agent hands over": return .handedOver(at: at)
    case "the away message goes out": return .automaticWrote
    case "the customer wants no automatic messages":
      story.isOptedOut = true
      return .noted(.system)
    case "every phone is off":
      isNobodyReachable = true
      return .woke
    case "the gateway stops":
      isStopped = true
      return .woke
    case "the gateway starts":
      isStopped = false
      return .woke
    case "time passes": return .woke
    default: return nil
    }
  }

  private func request(
    _ id: String, at: Timestamp, _ now: Timestamp, isOurs: Bool = false, asksForNews: Bool = false
  ) -> ConversationEvent {
    let isStale = now - at > story.settings.staleAfterSeconds * 1000
    return .requested(
      Request(
        id: MessageID(id), occurredAt: at, isStale: isStale, fingerprint: nil, isOurs: isOurs, asksForNews: asksForNews)
    )
  }

  private mutating func write(_ id: String, at: Timestamp, acceptBy: Timestamp?) -> ConversationEvent {
    story.humanWroteAt = max(story.humanWroteAt ?? at, at)
    return .humanWrote(id: id, at: at, acceptBy: acceptBy)
  }

  private func acknowledgement(_ word: String, at now: Timestamp) -> EntryResult? {
    switch word {
    case "taken": .accepted(at: now)
    case "delivered": .delivered
    case "refused": .failed(code: "131026")
    case "expired": .expired
    case "unconfirmed": .unconfirmed
    default: nil
    }
  }

  /// Of whichever notice of that step waits for somebody.
  private func settle(_ step: String, reached: Bool) -> ConversationEvent? {
    guard let hop = story.conversation.hops.first(where: { $0.key.step == step }), let person = hop.waitingFor?.first
    else { return nil }
    return .noticeSettled(hop.key, person, reached: reached)
  }

  private static func cut(_ text: String, at mark: String) -> (String, String?) {
    guard let range = text.firstRange(of: mark) else { return (text, nil) }
    return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }
}
