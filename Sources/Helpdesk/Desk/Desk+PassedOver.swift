import BusinessTime

/// A notice that does not reach its person's phone soon, or ever: somebody else hears of it (semantics §7).
extension Desk {
  /// Whoever comes next is told at once, while the notice itself waits. By mail as well its person is told if nobody
  /// comes next, or WhatsApp itself is what fails.
  mutating func passOver(_ entry: OutboxEntry, isStopped: Bool) throws {
    guard entry.kind == .alert, case .person(let person) = entry.recipient, let notice = entry.notice,
      let ref = entry.conversation, var conversation = try tables.conversation(ref),
      let contact = try tables.contact(conversation.contact)
    else { return }
    if isStopped || entry.failsOver != true { try keep(mail(entry), in: ref) }
    let hop = conversation.hops.first { $0.key == notice }
    guard hop?.waitingFor?.contains(person) == true else { return }
    try drive(&conversation, contact, .noticeSettled(notice, person, reached: false))
  }

  /// It will never arrive. Who held it back on purpose, or did not need it any more, is not written to.
  mutating func mailUnreached(_ entry: OutboxEntry) throws {
    guard let ref = entry.conversation, entry.failsOver != true,
      entry.state == .failed && entry.failure != "hourly_cap" || entry.state == .unconfirmed
    else { return }
    try keep(mail(entry), in: ref)
  }
}
