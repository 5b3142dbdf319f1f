import Gateway
import Helpdesk

extension World {
  /// One of our people, or a program of ours, does something to some conversation.
  func acts(_ kind: Action.Kind, _ draw: inout Choices) -> Bool {
    let known = life.store.tables.conversations.count
    guard known > 0 else { return false }
    var ref = ConversationRef(1001 + Int64(draw.below(known)))
    let action: Helpdesk.Action
    switch kind {
    case .personResolves: action = .resolve
    case .personReopens: action = .reopen
    case .personWaits:
      action = draw.oneIn(3) ? .waitThirdParty : .waitCustomer
      // As people do: they have asked the customer for something, and nobody waits for them.
      let answered = life.store.tables.conversations.rows { $0.state == .open && $0.stateName == "idle" }
      if !answered.isEmpty, !draw.oneIn(4) { ref = draw.one(of: answered).ref }
    case .personResumes: action = .resume
    case .personDismisses: action = .dismiss
    case _:
      action = draw.one(of: [
        .assign(draw.one(of: Company.people).id), .assign(nil), .tag("etiqueta"), .untag("etiqueta"), .stage("etapa"),
        .queue("cola"), .priority(draw.one(of: Priority.allCases)), .category("ventas"),
      ])
    }
    act(on: ref, action, by: draw.oneIn(4) ? .automation(name: "crm") : .person(draw.one(of: Company.people).id))
    return true
  }

  func act(on ref: ConversationRef, _ action: Helpdesk.Action, by author: Author) {
    let life = life
    loom.begin {
      // The answer is the caller's to see; what it did is in the store.
      _ = try? await life.committer.submit(.command(.act(ref, action, author: author)))
    }
  }
}
