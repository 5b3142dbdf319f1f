import BusinessTime

extension Desk {
  /// An attempt came to an end, or its time did. False when nothing changed.
  mutating func settle(_ id: OutboxID, _ outcome: Outcome) throws -> Bool {
    guard var entry = try tables.outboxEntry(id) else { return false }
    let before = entry
    let result = entry.settle(outcome, at: now, jitter: ids.fraction())
    guard entry != before else { return false }
    switch outcome {
    case .accepted(let wamid, let phone, let userID):
      try learnAddress(of: entry.recipient, phone: phone, userID: userID)
      try closeBreaker(of: entry.number)
      try tables.update(entry)
      if let result { try report(result, of: entry) }
      try joinStatuses(of: wamid, to: entry.id, receivedAt: now)
      return true
    case .refused(let code, let remedy):
      try lineHears(code, remedy, of: &entry, template: before.templateSent)
    case .inDoubt, .leaseEnded, .doubtEnded, .expired, .irrelevant:
      break
    }
    try tables.update(entry)
    if let result { try report(result, of: entry) }
    if entry.state == .parked { try passOver(entry, isStopped: true) }
    return true
  }

  /// A status of Meta's: joined by our id if it is echoed, else by the wamid; kept if neither is known yet.
  mutating func take(_ status: StatusUpdate, of item: WebhookItem) throws -> Answer {
    let byCallback = try status.callbackData.flatMap { try tables.outboxEntry(OutboxID($0)) }
    let entry = try byCallback ?? tables.outboxEntry(wamid: status.wamid)
    // What became of a message to somebody who is forgotten is nobody's any more.
    if entry == nil, try tables.isForgotten(status.wamid) { return .duplicate }
    guard try tables.insertIfNew(status, receivedAt: item.receivedAt) else { return .duplicate }
    try countPrice(of: status, item)
    guard let entry else { return .done }
    if entry.wamid == nil {
      // The first to carry our id tells the message's own id, under which others may lie already.
      try joinStatuses(of: status.wamid, to: entry.id, receivedAt: item.receivedAt)
    } else {
      try apply(status, to: entry.id, receivedAt: item.receivedAt)
    }
    // What lay aside until now says nothing of the account as it is now.
    if entry.isUnsettledAttempt, status.status != .failed, try tables.outboxEntry(entry.id) != entry {
      try closeBreaker(of: entry.number)
    }
    return .done
  }

  /// Meta says what a message costs beside one of its statuses, whichever came first.
  private mutating func countPrice(of status: StatusUpdate, _ item: WebhookItem) throws {
    guard let pricing = status.pricing, let number = item.number, context.rules.numbers[number] != nil,
      try tables.statuses(of: status.wamid).filter({ $0.pricing != nil }).count == 1
    else { return }
    var line = try tables.line(number) ?? Line(number: number)
    // A time that cannot be is that of receipt, and Meta's clock may be ahead of ours.
    let time = MessageTime(claimed: status.timestamp, receivedAt: item.receivedAt).occurredAt
    line.count(pricing, at: min(time, item.receivedAt))
    try tables.save(line)
  }

  /// Once a month: whoever could not be reached is told of a later case.
  private mutating func budgetIsTold(by entry: OutboxEntry) throws {
    guard var line = try tables.line(entry.number) else { return }
    let before = line
    line.isTold(of: entry.createdAt)
    if line != before { try tables.save(line) }
  }

  /// Statuses that came before the message's id was known to be this entry's. What has arrived has not failed,
  /// whichever was told first: nobody is to hear of a failure that is known to be none.
  private mutating func joinStatuses(of wamid: Wamid, to id: OutboxID, receivedAt: Timestamp) throws {
    let known = try tables.statuses(of: wamid)
    let hasArrived = known.contains { $0.status > .failed }
    for status in known where !(hasArrived && status.status == .failed) {
      try apply(status, to: id, receivedAt: receivedAt)
    }
  }

  private mutating func apply(_ status: StatusUpdate, to id: OutboxID, receivedAt: Timestamp) throws {
    guard var entry = try tables.outboxEntry(id), status.wamid != entry.replacedWamid else { return }
    let before = entry
    var result = entry.settle(status, receivedAt: receivedAt)
    guard entry != before else { return }
    if case .failed = result, let code = status.errorCodes.first {
      result = try failedLate(code, &entry, result)
    }
    try learnAddress(of: entry.recipient, phone: nil, userID: status.recipient.userID)
    try tables.update(entry)
    if let result { try report(result, of: entry) }
    if entry.state == .parked, before.state != .parked { try passOver(entry, isStopped: true) }
  }

  /// Meta took the message and then refused it: the same codes ask for the same as in an answer.
  private mutating func failedLate(
    _ code: Int, _ entry: inout OutboxEntry, _ result: EntryResult?
  ) throws -> EntryResult? {
    let remedy = context.remedy(code)
    switch remedy {
    case .useTemplate:
      guard entry.rendering.template != nil, !entry.switchedPath, !entry.sentAsTemplate else { return result }
      // The window was closed after all: the approved template, once.
      entry.switchedPath = true
      entry.sendAgain(.queued, at: now)
      return nil
    case .openBreaker:
      // Nothing is lost while the circuit is open.
      entry.sendAgain(.parked, at: now)
      try lineHears(String(code), remedy, of: &entry, template: nil)
      return nil
    case .dropTemplate:
      try lineHears(String(code), remedy, of: &entry, template: entry.templateSent)
      guard entry.sentAsTemplate, entry.rendering.dropTemplate() else { return result }
      entry.sendAgain(.queued, at: now)
      return nil
    case .retry, .waitForRecipient, .slowNumber, .giveUp:
      return result
    }
  }

  /// Tells whoever ordered the entry what became of it.
  mutating func report(_ result: EntryResult, of entry: OutboxEntry) throws {
    // Notices were about what was merged, and stay with it; what the customer was told goes on counting.
    guard let ref = entry.conversation,
      var conversation = try entry.kind == .alert ? tables.conversation(ref) : living(ref),
      let contact = try tables.contact(conversation.contact)
    else { return }
    switch entry.kind {
    case .acknowledgement, .update:
      try drive(&conversation, contact, .acknowledgementSettled(entry.id, result))
    case .reply:
      try drive(&conversation, contact, .replySettled(id: entry.id.rawValue, result))
    case .alert:
      guard let notice = entry.notice, case .person(let person) = entry.recipient else { return }
      if case .budgetSpent = entry.matter, result.isTaken { try budgetIsTold(by: entry) }
      if result == .unconfirmed, entry.repeatOf == nil { return try repeatAlert(entry, conversation, contact) }
      guard let reached = result.reachedSomebody else { return }
      if !reached { try mailUnreached(entry) }
      try drive(&conversation, contact, .noticeSettled(notice, person, reached: reached))
    case .reminder:
      try drive(&conversation, contact, .reminderSettled(entry.id, result))
    case .survey:
      if result == .delivered { try surveyArrived(entry) }
    case .optOutConfirmation:
      break
    }
  }

  /// Sends go to the last `wa_id` that Meta returned; people are recognised by the user id it gives.
  private mutating func learnAddress(of recipient: OutboxEntry.Recipient, phone: String?, userID: UserID?) throws {
    switch recipient {
    case .contact(let id):
      // Who is nobody any more, because they became another or are forgotten, stays so.
      guard var contact = try tables.contact(id), contact.movedTo == nil, contact.phone != nil || contact.userID != nil
      else { return }
      let before = contact
      // A send that began before they changed their number tells of the former one.
      if let phone, contact.phoneKey == PhoneKey(phone) { contact.sendPhone = phone }
      if contact.userID == nil, let userID, try tables.contact(userID: userID) == nil { contact.userID = userID }
      if contact != before { try tables.save(contact) }
    case .person(let id):
      var pager = try tables.pager(id) ?? Pager(person: id)
      let before = pager
      pager.sendPhone = phone ?? pager.sendPhone
      pager.userID = userID ?? pager.userID
      if pager != before { try tables.save(pager) }
    }
  }
}

extension OutboxEntry {
  /// The template that it went out by last, if it did.
  fileprivate var templateSent: TemplateCall? { sentAsTemplate ? rendering.template : nil }

  /// It went out, and what Meta said of it is not known.
  fileprivate var isUnsettledAttempt: Bool { state == .inDoubt || state == .unconfirmed || state == .inFlight }
}

extension EntryResult {
  /// Meta has it.
  fileprivate var isTaken: Bool {
    switch self {
    case .accepted, .delivered: true
    case .failed, .expired, .unconfirmed: false
    }
  }

  /// True: a phone has it. False: it will not arrive. Nil: accepted, which is not delivered.
  fileprivate var reachedSomebody: Bool? {
    switch self {
    case .delivered: true
    case .failed, .expired, .unconfirmed: false
    case .accepted: nil
    }
  }
}
