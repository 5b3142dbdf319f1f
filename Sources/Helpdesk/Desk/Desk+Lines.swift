import BusinessTime

extension Desk {
  /// What a refusal says of the number or its account, beyond this one entry (semantics §11). `template` is the one that
  /// it went out by.
  mutating func lineHears(
    _ code: String, _ remedy: Remedy, of entry: inout OutboxEntry, template: TemplateCall?
  ) throws {
    switch remedy {
    case .openBreaker(let scope):
      var stopped: [Line] = []
      for number in numbers(in: scope, of: entry.number) {
        var line = try tables.line(number) ?? Line(number: number)
        let isNew = line.breaker == .closed
        line.open(because: code, at: now)
        try tables.save(line)
        if isNew { stopped.append(line) }
        if number == entry.number { entry.dueAt = line.probeAt }
      }
      try mailStop(of: stopped)
    case .dropTemplate:
      guard let template else { return }
      var line = try tables.line(entry.number) ?? Line(number: entry.number)
      line.templatesOut[template.key] = .init(code: code, since: now)
      try tables.save(line)
    case .retry, .waitForRecipient, .slowNumber, .useTemplate, .giveUp:
      break
    }
  }

  /// Meta's word on a template of an account, on each of its numbers.
  mutating func take(_ change: TemplateChange, of item: WebhookItem) throws -> Answer {
    guard change.isUsable != nil, let account = item.account else { return .done }
    // Meta's clock may be ahead of ours.
    let time = min(change.timestamp ?? item.receivedAt, item.receivedAt)
    var isNews = false
    for number in numbers(of: account) {
      var line = try tables.line(number) ?? Line(number: number)
      let before = line
      line.hear(change, at: time)
      guard line != before else { continue }
      try tables.save(line)
      isNews = true
    }
    if isNews, let alarm = AccountAlarm(change) { try mail(alarm, of: account, at: time) }
    return .done
  }

  func numbers(of account: AccountID) -> [NumberID] {
    context.rules.numbers.values.filter { $0.account == account }.map(\.id).sorted()
  }

  /// Only whoever is about to be acknowledged is held to it.
  func budget(of conversation: Conversation) throws -> BudgetState {
    guard let most = context.rules.acknowledgements.monthlyBudget, conversation.isAcknowledgementOpen,
      let line = try tables.line(conversation.number)
    else { return .unspent }
    return line.budget(of: most, at: now)
  }

  /// What was held because of the former access token is tried at once. Trouble that no token mends waits out its time.
  mutating func tokenChanged(of number: NumberID) throws -> Answer {
    guard case .open(_, let code, _, _) = try tables.line(number)?.breaker, Line.isOfToken(code: code) else {
      return .done
    }
    try tryAtOnce(number)
    return .done
  }

  /// One entry goes as the probe now, the others look again after it.
  mutating func tryAtOnce(_ number: NumberID) throws {
    guard var line = try tables.line(number), case .open(let since, let code, let probeAt, _) = line.breaker else {
      return
    }
    // What has changed has failed at nothing yet.
    line.breaker = .open(since: since, code: code, probeAt: min(probeAt, now), failures: 0)
    try tables.save(line)
    for var entry in try tables.heldSends(of: number, from: now, to: probeAt, most: Self.mostReleased) {
      entry.dueAt = now
      try tables.update(entry)
    }
  }

  /// Entries that a new token brings forward in one transaction; the others go at their own time, within a quarter of
  /// an hour.
  private static var mostReleased: Int { 200 }

  mutating func closeBreaker(of number: NumberID) throws {
    let held = try heldTogether(with: number)
    try mailGoesOn(held)
    for var line in held {
      line.breaker = .closed
      try tables.save(line)
    }
  }

  /// The number and others of its account that are held for the same reason: one probe asks for all of them, and what
  /// lets one go lets all go. Empty if it is not held.
  func heldTogether(with number: NumberID) throws -> [Line] {
    guard case .open(_, let code, _, _) = try tables.line(number)?.breaker else { return [] }
    return try numbers(in: .account, of: number).compactMap { id in
      guard let line = try tables.line(id), case .open(_, code, _, _) = line.breaker else { return nil }
      return line
    }
  }

  /// An account's trouble is that of every number with the same account or token.
  private func numbers(in scope: BreakerScope, of id: NumberID) -> [NumberID] {
    guard scope == .account, let number = context.rules.numbers[id] else { return [id] }
    return context.rules.numbers.values.filter {
      $0.account == number.account || $0.accessTokenVariable == number.accessTokenVariable
    }.map(\.id).sorted()
  }
}

extension Line {
  /// The first probe goes after this; each failed probe doubles the wait up to `mostProbeSeconds`.
  static let probeSeconds: Int64 = 60
  static let mostProbeSeconds: Int64 = 900

  /// Whether another access token may mend it: it has run out, was withdrawn, or may not do what was asked.
  static func isOfToken(code: String) -> Bool {
    if code == "http_401" || code == "http_403" { return true }
    guard let number = Int(code) else { return false }
    return [0, 3, 10, 190].contains(number) || (200...299).contains(number)
  }

  var probeAt: Timestamp? {
    switch breaker {
    case .closed: nil
    case .open(_, _, let probeAt, _): probeAt
    }
  }

  mutating func open(because code: String, at now: Timestamp) {
    switch breaker {
    case .closed:
      breaker = .open(since: now, code: code, probeAt: now.adding(seconds: Self.probeSeconds), failures: 1)
    case .open(let since, _, _, let failures):
      let wait = min(Self.mostProbeSeconds, Self.probeSeconds << min(failures, 4))
      breaker = .open(since: since, code: code, probeAt: now.adding(seconds: wait), failures: failures + 1)
    }
  }
}

extension Line {
  /// Meta pauses a template for three hours, then six (132015); without news it is tried again after that.
  private static let longestPauseSeconds: Int64 = 6 * 3600
  private static let paused = "132015"
  /// An account has 6000 templates at most, of which a number sends a few dozen.
  private static let mostTemplates = 6000

  mutating func hear(_ change: TemplateChange, at time: Timestamp) {
    guard let isUsable = change.isUsable else { return }
    forgetNeeds(of: change, at: time)
    let key = change.key
    var heard = templatesHeard ?? [:]
    if let last = heard[key], time < last { return }
    heard[key] = time
    if heard.count > Self.mostTemplates, let oldest = heard.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      heard[oldest.key] = nil
    }
    templatesHeard = heard
    if !isUsable {
      let code = change.event == "PAUSED" ? Self.paused : change.event.lowercased()
      templatesOut[key] = .init(code: code, since: time)
    } else if let out = templatesOut[key], out.since <= time {
      templatesOut[key] = nil
    }
  }

  func mayUse(_ template: TemplateCall, at now: Timestamp) -> Bool {
    guard fits(template) else { return false }
    guard let out = templatesOut[template.key] else { return true }
    return out.code == Self.paused && now >= out.since.adding(seconds: Self.longestPauseSeconds)
  }
}

extension TemplateCall {
  /// How a line remembers it.
  var key: String { "\(name)/\(language.rawValue)" }
}

extension TemplateChange {
  var key: String { "\(name)/\(language.rawValue)" }
}
