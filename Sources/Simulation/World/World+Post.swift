import Gateway
import Helpdesk

extension World {
  /// The postman looks once, unless his last round is still under way: then the mail server answers what it has.
  func mails(_ draw: inout Choices) -> Bool {
    if answerMail(&draw) { return true }
    guard !isMailing, hasDueLetters else { return false }
    isMailing = true
    let life = life
    loom.begin {
      // The store may be busy or full; production looks again a second later.
      _ = try? await life.postman.step()
      self.isMailing = false
    }
    return true
  }

  var hasDueLetters: Bool { (try? life.store.tables.dueLetters(at: clock.now(), most: 1).isEmpty) == false }

  /// The mail server decides about what it was handed last.
  private func answerMail(_ draw: inout Choices) -> Bool {
    guard let call = life.post.waiting.first else { return false }
    if let wrong = I20Mailed.begins(call, life.store.tables) { violate("I20", wrong) }
    let kind =
      isQuiet || isStory ? "taken" : draw.weighted([("taken", 6), ("put off", 3), ("refused", 2), ("lost", 1)])
    tally.happened("mail \(kind)")
    let outcome: Letter.Outcome =
      switch kind {
      case "taken": .taken
      case "refused": .refused(code: "smtp_550")
      // It has the mail, and its last word does not arrive.
      case "lost": .putOff(code: "timed_out")
      case _: .putOff(code: "smtp_451")
      }
    _ = life.post.take(call.number)
    call.continuation.resume(returning: outcome)
    return true
  }

  /// All tasks of a dead process end without effect, whether the server has what they handed over or not.
  func buryMail(of dead: Life<Under>) {
    for call in dead.post.waiting {
      _ = dead.post.take(call.number)
      call.continuation.resume(returning: .putOff(code: "cancelled"))
    }
  }
}
