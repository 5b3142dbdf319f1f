package import BusinessTime

extension MetaRules {
  /// When something happens by itself next: a status, or a webhook that is to be posted.
  package var nextEventAt: Timestamp? {
    [due.nextAt, webhooks.nextAt(settings.webhooks)].compactMap(\.self).min()
  }

  /// When something happens by itself after that moment. Posts that are due already do not count: what holds them up
  /// is a missing address or connections that are all taken, and time does not change either.
  package func nextEvent(after now: Timestamp) -> Timestamp? {
    [due.nextAt, webhooks.nextAt(settings.webhooks).flatMap { $0 > now ? $0 : nil }].compactMap(\.self).min()
  }

  /// Lets everything happen that is due by then, each at its own time.
  package mutating func advance(to now: Timestamp) {
    while let (at, event) = due.take(at: now) { happen(event, at: at) }
  }

  /// The phone comes back, or goes away; what waited for it arrives shortly after.
  package mutating func change(reach: Person.Reach, of address: String, at now: Timestamp) {
    guard let person = directory.place(of: address) else { return }
    directory.change(person) { $0.reach = reach }
    guard reach == .online else { return }
    for place in held.removeValue(forKey: person) ?? [] {
      due.add(DueEvent(place: place, status: .delivered), at: now)
    }
  }

  /// Somebody opens the chat with a number: all that was delivered there and is unread becomes read.
  package mutating func reads(person address: String, numberID: String, at now: Timestamp) {
    guard let person = directory.place(of: address) else { return }
    for place in accepted.indices where accepted[place].person == person && accepted[place].numberID == numberID {
      let passed = accepted[place].statuses.map(\.status)
      guard accepted[place].isTold(.read) else { continue }
      if passed.contains(.delivered), !passed.contains(.read) {
        due.add(DueEvent(place: place, status: .read), at: now)
      }
    }
  }

  /// Makes a voice message be played, or any other status happen that nobody else causes.
  package mutating func reaches(_ status: DeliveryStatus, messageID: String, at now: Timestamp) {
    if let place = acceptedPlaces[messageID] { due.add(DueEvent(place: place, status: status), at: now) }
  }

  private mutating func happen(_ event: DueEvent, at moment: Timestamp) {
    let message = accepted[event.place]
    guard !message.statuses.contains(where: { $0.status == event.status }) else { return }
    let person = message.person.map { directory.people[$0] }
    if event.status == .delivered, let place = message.person {
      guard person?.reach == .online else {
        held[place, default: []].append(event.place)
        return
      }
      arrive(message, on: place, at: moment)
    }
    accepted[event.place].statuses.append(AcceptedMessage.Passed(status: event.status, at: moment))
    let isReadAtOnce = event.status == .delivered && person?.readsAfterMilliseconds == 0
    if event.status == .delivered, message.isTold(.read), let pause = person?.readsAfterMilliseconds {
      due.add(DueEvent(place: event.place, status: .read), at: moment.adding(milliseconds: pause))
    }
    guard message.plan.isTold, message.isTold(event.status) else { return }
    if !message.plan.isReversed {
      if !isReadAtOnce { tell(event.status, of: event.place, stamp: moment, at: moment) }
    } else if isLast(event.status, of: message, for: person) {
      for passed in accepted[event.place].statuses.reversed() {
        tell(passed.status, of: event.place, stamp: passed.at, at: moment)
      }
    }
  }

  private func isLast(_ status: DeliveryStatus, of message: AcceptedMessage, for person: Person?) -> Bool {
    switch status {
    case .sent: !message.isTold(.delivered)
    case .delivered: person?.readsAfterMilliseconds == nil
    case .read, .played, .failed: true
    }
  }

  private mutating func arrive(_ message: AcceptedMessage, on person: Int, at moment: Timestamp) {
    let number = numbers[message.numberID]?.display ?? message.numberID
    show(
      PhoneEntry(
        at: moment, from: number, messageID: message.id, kind: message.kind, templateName: message.templateName,
        text: message.text), to: person)
  }

  /// Puts a message on somebody's phone.
  mutating func show(_ entry: PhoneEntry, to person: Int) {
    inboxes[person, default: []].append(entry)
    phoneLog.append(PhoneArrival(waID: directory.people[person].waID, entry: entry))
  }
}
