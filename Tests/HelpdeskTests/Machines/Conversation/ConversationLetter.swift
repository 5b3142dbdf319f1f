import BusinessTime
import Helpdesk

/// What can happen next to a conversation, with when it happens: the alphabet of the walk.
enum ConversationLetter: String, CaseIterable {
  case asks, asksSixMinutesAgo, asksTwentyMinutesAgo, ourNumberAsks, notes
  case agentHolds, agentHandsOver, agentHandedOverBefore
  case echo, echoOfSixMinutesAgo, echoInAnHour, automatic
  case reply, replyAccepted, replyFailed, replyUnconfirmed, replyExpired, replyFailedInAnHour
  case ackAccepted, ackDelivered, ackFailed, ackExpired, ackUnconfirmed
  case assignedToBeto, assignedToNobody
  case nobodyReachable, noticeReached, noticeFailed
  case optsOut
  case alarm, second, sixMinutes, hour, twoSecondsBack
}

extension ConversationLetter {
  /// What the world makes of it; nil when it cannot happen there.
  func edge(from world: World) -> Explorer<World, ConversationLetter>.Edge? {
    var world = world
    guard let event = event(in: &world) else { return nil }
    let faults = world.turn(event)
    return .init(state: world, faults: faults)
  }

  private func event(in world: inout World) -> ConversationEvent? {
    switch self {
    case .asks: world.request(ago: 0)
    case .asksSixMinutesAgo: world.request(ago: 360)
    case .asksTwentyMinutesAgo: world.request(ago: 1200)
    case .ourNumberAsks: world.request(ago: 0, isOurs: true)
    case .notes: .noted(.courtesy)
    case .agentHolds: world.hold()
    case .agentHandsOver: .handedOver(at: world.now)
    case .agentHandedOverBefore: .handedOver(at: world.now.adding(seconds: -360))
    case .echo: world.write(ago: 0)
    case .echoOfSixMinutesAgo: world.write(ago: 360)
    case .echoInAnHour: world.later(3600) { $0.write(ago: 3600) }
    case .automatic: .automaticWrote
    case .reply: world.write(ago: 0, acceptWithin: 120)
    case .replyAccepted: world.settleReply(.accepted(at: world.now))
    case .replyFailed: world.settleReply(.failed(code: "131026"))
    case .replyUnconfirmed: world.settleReply(.unconfirmed)
    case .replyExpired: world.settleReply(.expired)
    case .replyFailedInAnHour: world.later(3600) { $0.settleReply(.failed(code: "131026")) }
    case .ackAccepted: world.settleAcknowledgement(.accepted(at: world.now))
    case .ackDelivered: world.settleAcknowledgement(.delivered)
    case .ackFailed: world.settleAcknowledgement(.failed(code: "131026"))
    case .ackExpired: world.settleAcknowledgement(.expired)
    case .ackUnconfirmed: world.settleAcknowledgement(.unconfirmed)
    case .assignedToBeto: .assigned(to: "beto", again: nil)
    case .assignedToNobody: world.leaveUnassigned()
    case .nobodyReachable: world.closePhones()
    case .noticeReached: world.settleNotice(reached: true)
    case .noticeFailed: world.settleNotice(reached: false)
    case .optsOut: world.optOut()
    case .alarm: world.conversation.wakeAt.flatMap { wake in world.later(max(0, wake - world.now) / 1000) }
    case .second: world.later(1)
    case .sixMinutes: world.later(360)
    case .hour: world.later(3600)
    case .twoSecondsBack: world.later(-2)
    }
  }
}

extension World {
  fileprivate mutating func later(
    _ seconds: Int64, _ event: (inout World) -> ConversationEvent? = { _ in .woke }
  ) -> ConversationEvent? {
    now = now.adding(seconds: seconds)
    return event(&self)
  }

  fileprivate mutating func request(ago seconds: Int64, isOurs: Bool = false) -> ConversationEvent? {
    let at = now.adding(seconds: -seconds)
    return newID("m", at: at).map { id in
      .requested(
        Request(id: MessageID(id), occurredAt: at, isStale: seconds > 900, fingerprint: "hola", isOurs: isOurs))
    }
  }

  fileprivate func hold() -> ConversationEvent? {
    newID("held", at: now).map { .heldByAgent(id: MessageID($0), at: now) }
  }

  fileprivate mutating func write(ago seconds: Int64, acceptWithin: Int64? = nil) -> ConversationEvent? {
    let at = now.adding(seconds: -seconds)
    guard let id = newID(acceptWithin == nil ? "echo" : "reply", at: at) else { return nil }
    humanWroteAt = max(humanWroteAt ?? at, at)
    return .humanWrote(id: id, at: at, acceptBy: acceptWithin.map { now.adding(seconds: $0) })
  }

  /// Of the last reply by API; of none at all if there is none, which must do no harm either.
  fileprivate func settleReply(_ result: EntryResult) -> ConversationEvent {
    let last = conversation.marks.last { $0.side == .human && $0.id.hasPrefix("reply") }
    return .replySettled(id: last?.id ?? "reply0", result)
  }

  fileprivate mutating func settleAcknowledgement(_ result: EntryResult) -> ConversationEvent {
    if !said.isEmpty {
      switch result {
      case .accepted, .delivered: said[said.count - 1].hasFailed = false
      case .failed, .expired: said[said.count - 1].hasFailed = true
      case .unconfirmed: break
      }
    }
    return .acknowledgementSettled(conversation.acknowledgement.entry ?? "ack0", result)
  }

  /// Named for when it was written, so that two orders of arrival lead to equal states. Nil for a third one of a kind
  /// in one second: two show whatever ties there are.
  private func newID(_ kind: String, at time: Timestamp) -> String? {
    let name = "\(kind)@\(time.seconds)#"
    let known = conversation.marks.count { $0.id.hasPrefix(name) || $0.id.hasPrefix("handover:" + name) }
    return known < 2 ? name + String(known) : nil
  }

  fileprivate mutating func leaveUnassigned() -> ConversationEvent {
    conversation.assignee = nil
    return .assigned(to: nil, again: now.adding(seconds: 1800))
  }

  /// From now on nobody can be reached, and of whoever was told before it is known as well.
  fileprivate mutating func closePhones() -> ConversationEvent {
    isNobodyReachable = true
    return .told(conversation.hops.first?.key ?? NoticeKey(subject: "", step: "due", hop: 0), waitingFor: [])
  }

  fileprivate mutating func settleNotice(reached: Bool) -> ConversationEvent {
    let hop = conversation.hops.first
    let key = hop?.key ?? NoticeKey(subject: "", step: "due", hop: 0)
    if reached, hop != nil { proven.insert(key) }
    return .noticeSettled(key, hop?.waitingFor?.min() ?? "lucia", reached: reached)
  }

  fileprivate mutating func optOut() -> ConversationEvent {
    isOptedOut = true
    return .noted(.courtesy)
  }
}
