import HTTPTypes
import Helpdesk

/// Why the desk did not carry a command out, as the API says it.
extension Problem {
  init(_ refusal: Refusal) {
    switch refusal {
    case .noSuchConversation, .noSuchEntry:
      self = .notFound
    case .needsPerson:
      self.init(.forbidden, type: "forbidden", title: "Only a person's token can say that; this one is a program's.")
    case .noSuchMessage:
      self.init(.notFound, type: refusal.rawValue, title: "This conversation has no such message.")
    case .messageTooOld:
      self.init(
        .conflict, type: refusal.rawValue,
        title: "The customer wrote this more than 30 days ago: Meta takes no reaction to it any more.")
    case .phoneKnown:
      self.init(.conflict, type: refusal.rawValue, title: "The phone of this customer is known already.")
    case .noSuchMatch:
      self.init(
        .unprocessableContent, type: refusal.rawValue,
        title: "No such rule, or no such words, sorted this message; what did is erased with the message's text.")
    case .windowClosed:
      self.init(
        .conflict, type: refusal.rawValue,
        title: "The customer last wrote more than 24 hours ago: Meta takes no free text now, only an approved template."
      )
    case .conversationClosed:
      self.init(.conflict, type: refusal.rawValue, title: "This conversation is closed.")
    case .wrongState:
      self.init(
        .conflict, type: refusal.rawValue, title: "This makes no sense in the state that the conversation is in.")
    case .nothingToDismiss:
      self.init(
        .conflict, type: refusal.rawValue,
        title: "No later request waits for an answer; a first one ends by an answer or by resolving.")
    case .tooManyTags:
      self.init(.conflict, type: refusal.rawValue, title: "A conversation has at most \(Conversation.mostTags) tags.")
    case .noSuchPerson:
      self.init(.unprocessableContent, type: refusal.rawValue, title: "The rules list no such person.")
    case .noSuchTeam:
      self.init(.unprocessableContent, type: refusal.rawValue, title: "The rules list no such team.")
    case .noSuchNumber:
      self.init(.unprocessableContent, type: refusal.rawValue, title: "The rules list no such number.")
    case .isStaff:
      self.init(
        .unprocessableContent, type: refusal.rawValue,
        title: "This is the phone or the user id of one of our own people, who is nobody's customer.")
    case .maybeSent:
      self.init(
        .conflict, type: refusal.rawValue,
        title: "It may have been sent: wait until its doubt ends, within a few minutes, and look again.")
    case .wrongEntryState:
      self.init(.conflict, type: refusal.rawValue, title: "This makes no sense in the state that the entry is in.")
    case .nobodyWaits:
      self.init(.conflict, type: refusal.rawValue, title: "Nobody waits any more for what it is about.")
    case .pastItsTime:
      self.init(.conflict, type: refusal.rawValue, title: "Its text promises a time that has passed.")
    case .textErased:
      self.init(.conflict, type: refusal.rawValue, title: "Its text is gone: there is nothing to send.")
    case .noAddress:
      self.init(.conflict, type: refusal.rawValue, title: "Neither a phone nor a user id of this customer is known.")
    }
  }
}
