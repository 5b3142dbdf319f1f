import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What becomes of what was sent.
@Suite struct SettlementTests {
  private let ten = Office.ten

  /// An acknowledgement that is due now, and its id.
  private func acknowledged() throws -> (Office, OutboxID) {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    return (office, try #require(try office.entries(.acknowledgement).first).id)
  }

  private var sent: Timestamp { ten.plus(seconds: 3) }

  @Test("an acknowledgement that failed and then arrived counts from when it was decided, not from when we heard")
  func releasedClaim() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    try office.send(at: ten.plus(seconds: 2), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    try office.status(.failed, of: "wamid.o", codes: [131_026], at: ten.plus(minutes: 1))
    // Twelve hours on, Meta says that it arrived after all.
    let evening = ten.plus(minutes: 12 * 60)
    try office.status(.delivered, of: "wamid.o", at: evening.plus(minutes: -30))
    try office.write("wamid.2", at: evening.plus(minutes: -20))
    try office.run(until: evening.plus(minutes: -19))
    #expect(try office.entries(.acknowledgement).count == 1)
    // The interval is over, whenever we heard of the first one.
    try office.write("wamid.3", at: evening.plus(minutes: 1))
    try office.run(until: evening.plus(minutes: 2))
    #expect(try office.entries(.acknowledgement).count == 2)
  }

  @Test("accepted: the acknowledgement clock stops, and sends go to the phone that Meta returned")
  func accepted() throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .accepted(wamid: "wamid.o", returnedPhone: "525555506001", userID: "MX.5550001"))
    #expect(try office.clock(.acknowledgement)?.outcome == .met)
    #expect(try office.tables.outboxEntry(id)?.state == .accepted)
    let contact = try #require(try office.tables.contact(userID: "MX.5550001"))
    #expect(contact.sendPhone == "525555506001")
  }

  @Test("in doubt: never sent again; a status that carries our id settles it")
  func doubtSettled() throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .inDoubt(reason: "timed_out"))
    #expect(try office.tables.outboxEntry(id)?.state == .inDoubt)
    #expect(try office.claim(id, at: ten.plus(minutes: 1)) == .over)
    try office.status(.delivered, of: "wamid.o", callback: id, at: ten.plus(minutes: 1))
    let entry = try #require(try office.tables.outboxEntry(id))
    #expect(entry.state == .accepted)
    #expect(entry.wamid == "wamid.o")
    #expect(try office.clock(.acknowledgement)?.outcome == .met)
  }

  @Test("in doubt for two minutes: an acknowledgement is unconfirmed and not repeated, until a status still comes")
  func doubtEnds() throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .inDoubt(reason: "timed_out"))
    try office.handle(.settled(id, .doubtEnded), at: sent.plus(seconds: 119))
    #expect(try office.tables.outboxEntry(id)?.state == .inDoubt)
    try office.handle(.settled(id, .doubtEnded), at: sent.plus(seconds: 120))
    #expect(try office.tables.outboxEntry(id)?.state == .unconfirmed)
    #expect(try office.entries(.acknowledgement).count == 1)
    #expect(try office.clock(.acknowledgement)?.outcome == .excluded(reason: "unconfirmed"))
    try office.status(.sent, of: "wamid.o", callback: id, at: ten.plus(minutes: 10))
    #expect(try office.tables.outboxEntry(id)?.state == .accepted)
    #expect(try office.clock(.acknowledgement)?.outcome == .met)
  }

  @Test("an alert in doubt is sent once more, as a new entry that says so, and no third time")
  func alertRepeats() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    let at = ten.plus(minutes: 10)
    _ = try office.claim(alert.id, at: at)
    try office.handle(.settled(alert.id, .inDoubt(reason: "reset")), at: at)
    try office.handle(.settled(alert.id, .doubtEnded), at: at.plus(seconds: 120))
    let again = try #require(try office.entries(.alert).first { $0.repeatOf == alert.id })
    #expect(again.state == .queued)
    #expect(alert.rendering.freeForm?.text.contains("ref=1001;") == true)
    #expect(again.rendering.freeForm?.text.contains("ref=1001 (posible aviso repetido);") == true)
    _ = try office.claim(again.id, at: at.plus(seconds: 121))
    try office.handle(.settled(again.id, .inDoubt(reason: "reset")), at: at.plus(seconds: 121))
    try office.handle(.settled(again.id, .doubtEnded), at: at.plus(seconds: 241))
    #expect(try office.entries(.alert).count { $0.notice?.step == "-5m" } == 2)
  }

  @Test("a repeat keeps the quiet hours: it waits for their end, and whoever comes next is told at once")
  func repeatInQuietHours() throws {
    // Quiet from 10:16 to 11:00: the alert goes out before, its doubt ends within.
    let quiet = QuietHours(fromSecond: 10 * 3600 + 16 * 60, toSecond: 11 * 3600)
    let office = Office(people: [
      Office.person("ana", "5215555501111", team: "soporte"),
      Office.person("lucia", "5215555503333", roles: ["supervisor"], quiet: quiet),
      Office.person("marta", "5215555504444", roles: ["management"]),
    ])
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).first { $0.recipient == .person("lucia") })
    let at = ten.plus(minutes: 15)
    _ = try office.claim(alert.id, at: at)
    try office.handle(.settled(alert.id, .inDoubt(reason: "reset")), at: at)
    try office.handle(.settled(alert.id, .doubtEnded), at: at.plus(seconds: 120))
    let again = try #require(try office.entries(.alert).first { $0.repeatOf == alert.id })
    #expect(again.state == .parked)
    #expect(again.dueAt == ten.plus(minutes: 60))
    #expect(try office.entries(.alert).contains { $0.recipient == .person("marta") && $0.notice?.hop == 1 })
  }

  @Test("a lease that ends without a word is a doubt, not a reason to send again")
  func leaseEnds() throws {
    let (office, id) = try acknowledged()
    _ = try office.claim(id, at: sent)
    try office.handle(.settled(id, .leaseEnded), at: sent.plus(seconds: 59))
    #expect(try office.tables.outboxEntry(id)?.state == .inFlight)
    try office.handle(.settled(id, .leaseEnded), at: sent.plus(seconds: 60))
    #expect(try office.tables.outboxEntry(id)?.state == .inDoubt)
  }

  @Test("two claims of one entry: the second gets nothing")
  func oneClaim() throws {
    let (office, id) = try acknowledged()
    guard case .claimed = try office.claim(id, at: sent) else { Issue.record("not claimed"); return }
    #expect(try office.claim(id, at: sent) == .over)
  }

  @Test("a status before the send's own response is kept and joined")
  func earlyStatus() throws {
    let (office, id) = try acknowledged()
    _ = try office.claim(id, at: sent)
    try office.status(.delivered, of: "wamid.o", at: sent)
    try office.handle(
      .settled(id, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil)), at: sent.plus(seconds: 1))
    #expect(try office.tables.outboxEntry(id)?.delivery == .delivered)
  }

  @Test(
    "statuses advance by rank and never go back, whatever their order",
    arguments: [
      ([.sent, .delivered, .read], DeliveryStatus.read), ([.read, .delivered, .sent], .read),
      ([.delivered, .failed], .delivered), ([.failed, .delivered], .delivered), ([.sent, .failed], .failed),
      ([.played, .read], .played), ([.sent, .sent], .sent),
    ] as [([DeliveryStatus], DeliveryStatus)])
  func rank(order: [DeliveryStatus], expected: DeliveryStatus) throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    for (index, status) in order.enumerated() {
      try office.status(status, of: "wamid.o", at: sent.plus(seconds: Int64(index + 1)))
    }
    let entry = try #require(try office.tables.outboxEntry(id))
    #expect(entry.delivery == expected)
    #expect(entry.state == (expected == .failed ? .failed : .accepted))
  }

  @Test("read without delivered sets the time of delivery too")
  func readOnly() throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    try office.status(.read, of: "wamid.o", at: sent.plus(seconds: 9))
    let entry = try #require(try office.tables.outboxEntry(id))
    #expect(entry.deliveredAt == sent.plus(seconds: 9))
    #expect(entry.readAt == sent.plus(seconds: 9))
  }

  @Test("131047 falls back to the template, once, whether it comes at once or as a failed status")
  func fallback() throws {
    for isAsynchronous in [false, true] {
      let (office, id) = try acknowledged()
      if isAsynchronous {
        try office.send(at: sent, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
        try office.status(.failed, of: "wamid.o", codes: [131_047], at: sent.plus(seconds: 1))
      } else {
        try office.send(at: sent, .refused(code: "131047", remedy: .useTemplate))
      }
      let second = try office.send(at: sent.plus(seconds: 2), .refused(code: "131047", remedy: .useTemplate))
      #expect(second?.useTemplate == true)
      #expect(try office.tables.outboxEntry(id)?.state == .failed)
    }
  }

  @Test("retries wait 2 s, 4 s, …, up to half as long again, and end at their bound")
  func retries() throws {
    let (office, id) = try acknowledged()
    var now = sent
    for wait in [2, 4] as [Int64] {
      try office.send(at: now, .refused(code: "131016", remedy: .retry(most: 3, atLeastSeconds: 0)))
      let due = try #require(try office.tables.outboxEntry(id)?.dueAt)
      #expect((wait * 1000...wait * 1500).contains(due - now))
      now = due
    }
    try office.send(at: now, .refused(code: "131016", remedy: .retry(most: 3, atLeastSeconds: 0)))
    #expect(try office.tables.outboxEntry(id)?.state == .failed)
  }

  @Test("131056 waits 1, 4, 16, 64 s for that recipient")
  func recipientWaits() throws {
    let (office, id) = try acknowledged()
    var now = sent
    for wait in [1, 4, 16, 64] as [Int64] {
      try office.send(at: now, .refused(code: "131056", remedy: .waitForRecipient))
      let due = try #require(try office.tables.outboxEntry(id)?.dueAt)
      #expect(due - now == wait * 1000)
      now = due
    }
  }

  @Test("past its valid_until it is not sent; the late text takes its place")
  func expires() throws {
    let (office, id) = try acknowledged()
    #expect(try office.claim(id, at: ten.plus(minutes: 15)) == .over)
    #expect(try office.tables.outboxEntry(id)?.state == .expired)
    let entries = try office.entries(.acknowledgement)
    #expect(entries.count == 2)
    #expect(entries.last?.rendering.freeForm?.text.hasPrefix("ack_late") == true)
  }

  @Test("a broken account parks what it is given, sends one probe after a minute, and closes again on success")
  func breaker() throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .refused(code: "190", remedy: .openBreaker(.account)))
    #expect(try office.tables.outboxEntry(id)?.state == .parked)
    try office.write("wamid.2", from: "5215555506002", at: sent)
    try office.run(until: sent.plus(seconds: 2))
    let other = try #require(try office.entries(.acknowledgement, of: 1002).first).id
    #expect(try office.claim(other, at: sent.plus(seconds: 5)) == .putOff)
    let probeAt = sent.plus(seconds: 60)
    guard case .claimed = try office.claim(id, at: probeAt) else { Issue.record("no probe"); return }
    #expect(try office.claim(other, at: probeAt) == .putOff)
    try office.handle(.settled(id, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil)), at: probeAt)
    guard case .claimed = try office.claim(other, at: probeAt.plus(seconds: 60)) else {
      Issue.record("still open"); return
    }
  }

  @Test("an alert that an open circuit puts off has told nobody, and does not count for the hourly cap")
  func putOffIsNotTold() throws {
    var people = Office.people
    for index in people.indices where people[index].id == "lucia" { people[index].alertsPerHour = 1 }
    let office = Office(people: people)
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 14))
    let warning = try #require(try office.entries(.alert).first { $0.recipient == .person("ana") })
    let open = ten.plus(minutes: 14, seconds: 30)
    guard case .claimed = try office.claim(warning.id, at: open) else { Issue.record("not claimed"); return }
    try office.handle(.settled(warning.id, .refused(code: "190", remedy: .openBreaker(.account))), at: open)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).first { $0.recipient == .person("lucia") })
    #expect(try office.claim(alert.id, at: ten.plus(minutes: 15)) == .putOff)
    guard case .claimed = try office.claim(alert.id, at: open.plus(seconds: 60)) else {
      Issue.record("the probe was capped"); return
    }
  }

  @Test("a template that Meta has paused is out for that number")
  func templateOut() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    _ = try office.claim(alert.id, at: ten.plus(minutes: 10))
    try office.handle(.settled(alert.id, .refused(code: "132015", remedy: .dropTemplate)), at: ten.plus(minutes: 10))
    #expect(try office.tables.line(Office.number)?.templatesOut["alert/es"]?.code == "132015")
    let lead = try #require(try office.entries(.alert).first { $0.notice?.step == "due" } ?? dueAlert(office))
    #expect(try office.claim(lead.id, at: ten.plus(minutes: 15)) == .over)
    #expect(try office.tables.outboxEntry(lead.id)?.failure == "window_closed")
  }

  private func dueAlert(_ office: Office) throws -> OutboxEntry? {
    try office.run(until: ten.plus(minutes: 15))
    return try office.entries(.alert).first { $0.notice?.step == "due" }
  }

  @Test("a failed status that overtakes the send's own response stays the last word")
  func failedFirst() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.handle(
      .command(.reply(ConversationRef(1001), text: "Hola", author: .person("ana"))), at: ten.plus(minutes: 1))
    let id = try #require(try office.entries(.reply).first).id
    _ = try office.claim(id, at: ten.plus(minutes: 1))
    try office.status(.failed, of: "wamid.o", callback: id, codes: [131_026], at: ten.plus(minutes: 1, seconds: 1))
    try office.handle(
      .settled(id, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 1, seconds: 2))
    #expect(try office.tables.outboxEntry(id)?.state == .failed)
    #expect(try office.clock(.firstResponse)?.isUnanswered == true)
  }

  @Test("after the template has taken its place, what is told of the first attempt changes nothing")
  func replaced() throws {
    let (office, id) = try acknowledged()
    try office.send(at: sent, .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    try office.status(.failed, of: "wamid.o", codes: [131_047], at: sent.plus(seconds: 1))
    try office.status(.sent, of: "wamid.o", callback: id, at: sent.plus(seconds: 2))
    #expect(try office.tables.outboxEntry(id)?.state == .queued)
    let second = try office.send(
      at: sent.plus(seconds: 3), .accepted(wamid: "wamid.p", returnedPhone: nil, userID: nil))
    #expect(second?.useTemplate == true)
    #expect(try office.tables.outboxEntry(id)?.wamid == "wamid.p")
  }

  @Test("an alert about a clock that a reply has stopped waits until Meta has taken the reply")
  func provisional() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).first { $0.notice?.step == "due" })
    try office.handle(
      .command(.reply(ConversationRef(1001), text: "Hola", author: .person("ana"))), at: ten.plus(minutes: 16))
    #expect(try office.claim(alert.id, at: ten.plus(minutes: 16)) == .putOff)
    // Never taken: after two minutes it does not count, and the lead is told after all.
    try office.run(until: ten.plus(minutes: 18))
    guard case .claimed = try office.claim(alert.id, at: ten.plus(minutes: 18)) else {
      Issue.record("the alert was lost")
      return
    }
  }

  @Test("the hourly cap holds when quiet hours end and everything held comes due at once")
  func capAfterQuietHours() throws {
    let quiet = QuietHours(fromSecond: 9 * 3600, toSecond: 11 * 3600)
    var lucia = Office.person("lucia", "5215555503333", quiet: quiet)
    lucia.alertsPerHour = 2
    let office = Office(people: [
      Office.person("ana", "5215555501111", team: "soporte"), lucia,
      Office.person("marta", "5215555504444", roles: ["management"]),
    ])
    for index in 1...4 {
      try office.write("wamid.\(index)", from: "521555550600\(index)", at: ten.plus(seconds: Int64(index)))
    }
    try office.run(until: ten.plus(minutes: 16))
    let held = try (1001...1004).flatMap { try office.entries(.alert, of: Int64($0)) }
      .filter { $0.recipient == .person("lucia") && $0.state == .parked }
    #expect(held.count == 4)
    let eleven = ten.plus(minutes: 60)
    let sent = try held.filter { if case .claimed = try office.claim($0.id, at: eleven) { true } else { false } }
    #expect(sent.count == 2)
  }

  @Test("a reply that Meta refuses stops counting, its clock runs again, and its author hears of it")
  func replyFails() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.handle(
      .command(.reply(ConversationRef(1001), text: "Hola", author: .person("beto"))), at: ten.plus(minutes: 1))
    try office.send(at: ten.plus(minutes: 1), .refused(code: "131026", remedy: .giveUp))
    #expect(try office.clock(.firstResponse)?.isUnanswered == true)
    let alert = try #require(try office.entries(.alert).last)
    #expect(alert.recipient == .person("beto"))
    #expect(alert.rendering.freeForm?.text.hasPrefix("reply_failed") == true)
  }

  @Test("each send goes to the phone that Meta returned last, however the customer's own is spelled")
  func lastPhone() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555506001", at: ten)
    func reply(at now: Timestamp, returning phone: String) throws -> String? {
      let command = Command.reply(ConversationRef(1001), text: "Va", author: .person("ana"))
      guard case .replied(let id) = try office.handle(.command(command), at: now),
        case .claimed(let claim) = try office.claim(id, at: now)
      else { return nil }
      try office.handle(
        .settled(id, .accepted(wamid: Wamid("w.\(now.seconds)"), returnedPhone: phone, userID: nil)), at: now)
      return claim.phone
    }
    #expect(try reply(at: ten.plus(minutes: 1), returning: "525555506001") == "5215555506001")
    #expect(try reply(at: ten.plus(minutes: 2), returning: "5215555506001") == "525555506001")
    #expect(try reply(at: ten.plus(minutes: 3), returning: "525555506001") == "5215555506001")
    // It is how they are written to, and not who they are.
    try office.write("wamid.2", from: "5215555506001", at: ten.plus(minutes: 4))
    #expect(try office.conversation(1002) == nil)
  }

  @Test("the window is open for a day of the customer's own time, less a minute, whenever Meta brought the message")
  func windowByOwnTime() throws {
    // Written at ten the day before, and 23 hours and 50 minutes on its way.
    for (minutes, useTemplate) in [(8, false), (9, true)] as [(Int64, Bool)] {
      let office = Office()
      let written = ten.plus(minutes: -24 * 60 + 10)
      try office.write("wamid.1", written: written, at: ten)
      try office.run(until: ten.plus(seconds: 2))
      let id = try #require(try office.entries(.acknowledgement).first).id
      guard case .claimed(let claim) = try office.claim(id, at: ten.plus(minutes: minutes)) else {
        Issue.record("not claimed")
        return
      }
      #expect(claim.useTemplate == useTemplate, "\(minutes) minutes later")
    }
  }

  @Test("an acknowledgement without an approved text waits while the window is closed, and is never risked")
  func parked() throws {
    let office = Office(templates: [])
    try office.write("wamid.1", written: ten.plus(minutes: -24 * 60 + 1), at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let id = try #require(try office.entries(.acknowledgement).first).id
    #expect(try office.claim(id, at: ten.plus(seconds: 2)) == .putOff)
    #expect(try office.tables.outboxEntry(id)?.state == .parked)
    // They write again: the window is open, and it goes out.
    try office.write("wamid.2", .text("¿Hola?"), at: ten.plus(minutes: 1))
    let due = try #require(try office.tables.outboxEntry(id)?.dueAt)
    guard case .claimed(let claim) = try office.claim(id, at: due) else {
      Issue.record("not claimed")
      return
    }
    #expect(!claim.useTemplate)
  }
}
