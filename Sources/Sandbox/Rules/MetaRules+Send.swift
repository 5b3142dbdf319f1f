import BusinessTime

extension MetaRules {
  /// Takes a message or refuses it: first what the content allows, then the window, then the limits, so that a refused
  /// message costs nothing of them.
  mutating func send(
    _ body: SendBody, from number: BusinessNumber, _ plan: FaultPlan, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    let place = try recipient(body.address)
    if case .phone(number.digits, _) = body.address { throw .code(131_021, "Sender and recipient are the same") }
    let thread = place.map { ThreadKey(numberID: number.id, person: $0) }
    let shown = try content(body, of: number)
    var failure = plan.failure
    if shown.templateName == nil, let thread, !isOpen(thread, at: now) {
      switch settings.windowRefusal {
      case .synchronous: throw Self.windowClosed
      case .asynchronous: failure = failure ?? Self.windowClosed
      }
    }
    try takeLimits(number, thread, at: now)
    if let place, directory.people[place].reach == .notOnWhatsApp {
      failure = failure ?? .code(131_026, "Message Undeliverable.")
    }
    let message = AcceptedMessage(
      id: messageID(digits: place.map { directory.people[$0].waID } ?? body.address.input, isOurs: true),
      numberID: number.id, acceptedAt: now, input: body.address.input, kind: shown.kind,
      templateName: shown.templateName, text: shown.text, callbackData: body.callbackData, person: place,
      category: shown.category, wentToPhone: body.address.isPhone,
      plan: StatusPlan(
        isTold: !plan.dropsStatuses, copies: plan.statusCopies, isReversed: plan.reversesStatuses,
        echoesCallbackData: plan.echoesCallbackData, failure: failure))
    book(message, at: now)
    return .json(answer(to: body.address, message), acceptedID: message.id)
  }

  private static let windowClosed = GraphError.code(
    131_047,
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number.")

  private struct Shown {
    var kind: String
    var templateName: String?
    var text: String
    var category: String
  }

  private func content(_ body: SendBody, of number: BusinessNumber) throws(GraphError) -> Shown {
    switch body.content {
    case .freeForm(let kind, let shown): return Shown(kind: kind, text: shown, category: "service")
    case .template(let name, let language, let components):
      let key = TemplateKey(accountID: number.accountID, name: name, language: language)
      guard let template = templates[key] else {
        throw .code(132_001, "template name (\(name)) does not exist in \(language)")
      }
      if case .userID = body.address, template.category == .authentication {
        throw .code(131_062, "Business-scoped user ids are not supported for this message")
      }
      let text = try TemplateFilling(template: template).rendered(components: components)
      return Shown(kind: "template", templateName: name, text: text, category: template.category.rawValue.lowercased())
    }
  }

  private func isOpen(_ thread: ThreadKey, at now: Timestamp) -> Bool {
    threads[thread]?.closesAt.map { now < $0 } ?? false
  }

  private mutating func takeLimits(
    _ number: BusinessNumber, _ thread: ThreadKey?, at now: Timestamp
  ) throws(GraphError) {
    if let thread {
      var pair = threads[thread]?.limit ?? PairLimit()
      guard pair.take(at: now, reading: settings.pairReading) else {
        throw .code(131_056, "Too many messages sent from this phone number to the same phone number in a short time.")
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

  private static let tooMany = GraphError.code(
    130_429, "Message failed to send because there were too many messages sent from this number in a short time.")

  private mutating func recipient(_ address: SendBody.Address) throws(GraphError) -> Int? {
    switch address {
    case .phone(let digits, _): return directory.placeOrStranger(digits: digits)
    case .userID(let id):
      guard let place = directory.place(of: id) else { throw .code(131_026, "Message Undeliverable.") }
      return place
    case .misplaced: return nil
    }
  }

  private mutating func book(_ message: AcceptedMessage, at now: Timestamp) {
    let place = accepted.count
    accepted.append(message)
    acceptedPlaces[message.id] = place
    guard message.person != nil else { return }
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
      ("user_id", .string(optional: person?.userID)),
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

extension SendBody.Address {
  /// The address is a telephone number.
  var isPhone: Bool {
    switch self {
    case .phone: true
    case .userID, .misplaced: false
    }
  }
}
