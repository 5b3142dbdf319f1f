import BusinessTime

/// A template that was edited at Meta's and wants other parameters than our definition of it gives (semantics §11).
extension Desk {
  /// What Meta wants filled in is kept for each number of the account. Whoever answers for it is told if our own
  /// definition does not agree, once for each edit that changes it.
  mutating func take(
    _ needs: TemplateNeeds, of template: TemplateName, for account: AccountID, at time: Timestamp
  ) throws {
    var isNews = false
    for number in numbers(of: account) {
      var line = try tables.line(number) ?? Line(number: number)
      let before = line
      line.hear(needs, of: template, at: time)
      guard line != before else { continue }
      try tables.save(line)
      isNews = isNews || line.needs(of: template) != before.needs(of: template)
    }
    guard isNews, context.texts.fits(needs, template) == false else { return }
    try mail(AccountAlarm(.templateUnfit, "\(template.name) (\(template.language.rawValue))"), of: account, at: time)
  }
}

extension Line {
  /// Of templates that were edited. A number sends a few dozen; of more, the one that was edited longest ago is
  /// forgotten.
  private static let mostNeeds = 500

  mutating func hear(_ needs: TemplateNeeds, of template: TemplateName, at time: Timestamp) {
    var all = templateNeeds ?? [:]
    if let last = all[template.key], time < last.since { return }
    all[template.key] = HeardNeeds(needs: needs, since: time)
    if all.count > Self.mostNeeds,
      let oldest = all.min(by: { ($0.value.since, $0.key) < ($1.value.since, $1.key) })
    {
      all[oldest.key] = nil
    }
    templateNeeds = all
  }

  /// A template that is made anew under the name of a deleted one is another.
  mutating func forgetNeeds(of change: TemplateChange, at time: Timestamp) {
    guard change.event == "DELETED", let last = templateNeeds?[change.key], last.since <= time else { return }
    templateNeeds?[change.key] = nil
  }

  func needs(of template: TemplateName) -> TemplateNeeds? { templateNeeds?[template.key]?.needs }

  /// Judged by the call itself: one that was written by the definition of then is held against what Meta wants now.
  func fits(_ template: TemplateCall) -> Bool {
    templateNeeds?[template.key].map { template.fits($0.needs) } ?? true
  }
}

extension TemplateName {
  /// As a line remembers it.
  fileprivate var key: String { "\(name)/\(language.rawValue)" }
}
