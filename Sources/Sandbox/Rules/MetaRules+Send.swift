import BusinessTime

extension MetaRules {
  /// Takes a message or refuses it: first what the sender and the content allow, then the window, then the limits, so
  /// that a refused message costs nothing of them.
  mutating func send(
    _ body: SendBody, from number: BusinessNumber, _ plan: FaultPlan, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    try checkSender(number, to: body.address)
    let place = recipient(body.address)
    let thread = place.map { ThreadKey(numberID: number.id, person: $0) }
    let shown = try shown(body, of: number)
    if let answered = body.answers, sentAt(of: answered, numberID: number.id) == nil {
      throw .code(131_009, "Param context.message_id is not a message of this number.")
    }
    var failure = plan.failure
    if shown.templateName == nil, let thread, !isOpen(thread, at: now) {
      switch settings.windowRefusal {
      case .synchronous: throw Self.windowClosed
      case .asynchronous: failure = failure ?? Self.windowClosed
      }
    }
    try takeLimits(number, thread, at: now)
    if let thread { threads[thread]?.typingEndsAt = nil }
    let message = AcceptedMessage(
      id: messageID(digits: place.map { directory.people[$0].waID } ?? body.address.input, isOurs: true),
      numberID: number.id, acceptedAt: now, input: body.address.input, kind: shown.kind,
      templateName: shown.templateName, text: shown.text, callbackData: body.callbackData, person: place,
      unknownUserID: unknownUserID(body.address), category: shown.category, wentToPhone: body.address.isPhone,
      asksForContact: body.asksForContact,
      plan: StatusPlan(
        isTold: !plan.dropsStatuses, copies: plan.statusCopies, isReversed: plan.reversesStatuses,
        echoesCallbackData: plan.echoesCallbackData, failure: failure ?? fate(of: body, shown, number, place, at: now)))
    book(message, at: now)
    return .json(answer(to: body.address, message), acceptedID: message.id)
  }

  private static let windowClosed = GraphError.code(
    131_047, "The recipient has not written to this number within the last 24 hours.")

  private func isOpen(_ thread: ThreadKey, at now: Timestamp) -> Bool {
    threads[thread]?.closesAt.map { now < $0 } ?? false
  }

  private mutating func takeLimits(
    _ number: BusinessNumber, _ thread: ThreadKey?, at now: Timestamp
  ) throws(GraphError) {
    if let thread {
      var pair = threads[thread]?.limit ?? PairLimit()
      guard pair.take(at: now, reading: settings.pairReading) else {
        throw .code(131_056, "This number has sent that recipient too many messages in a short time.")
      }
      guard numberLimits[number.id, default: NumberLimit()].take(at: now, perSecond: number.throughput) else {
        throw Self.tooMany
      }
      threads[thread, default: Thread()].limit = pair
    } else {
      guard numberLimits[number.id, default: NumberLimit()].take(at: now, perSecond: number.throughput) else {
        throw Self.tooMany
      }
    }
  }

  private static let tooMany = GraphError.code(130_429, "This number has sent too many messages in a second.")

  /// The place of whoever is meant; nil for a user id that nobody has, and for one that stands in `to`.
  private mutating func recipient(_ address: SendBody.Address) -> Int? {
    switch address {
    case .phone(let digits, _): directory.placeOrStranger(digits: digits)
    case .userID(let id): directory.place(of: id)
    case .misplaced: nil
    }
  }

  private func unknownUserID(_ address: SendBody.Address) -> String? {
    guard case .userID(let id) = address, directory.place(of: id) == nil else { return nil }
    return id
  }

  private mutating func book(_ message: AcceptedMessage, at now: Timestamp) {
    let place = accepted.count
    accepted.append(message)
    acceptedPlaces[message.id] = place
    guard message.person != nil || message.unknownUserID != nil else { return }
    if message.plan.failure != nil {
      due.add(
        DueEvent(place: place, status: .failed), at: now.adding(milliseconds: settings.failedAfterMilliseconds))
    } else {
      due.add(DueEvent(place: place, status: .sent), at: now.adding(milliseconds: settings.sentAfterMilliseconds))
      due.add(
        DueEvent(place: place, status: .delivered), at: now.adding(milliseconds: settings.deliveredAfterMilliseconds))
    }
  }

  private func answer(to address: SendBody.Address, _ message: AcceptedMessage) -> JSON {
    let person = message.person.map { directory.people[$0] }
    let contact = JSON.object(present: [
      ("input", .string(address.input)),
      ("wa_id", address.isPhone ? .string(optional: person?.waID) : nil),
      ("user_id", person?.userID.isEmpty == true ? nil : .string(optional: person?.userID)),
    ])
    return [
      "messaging_product": "whatsapp",
      "contacts": [contact],
      "messages": [
        .object(present: [
          ("id", .string(message.id)), ("message_status", message.templateName == nil ? nil : "accepted"),
        ])
      ],
    ]
  }
}
