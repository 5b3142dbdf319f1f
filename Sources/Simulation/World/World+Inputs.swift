import BusinessTime
import Gateway
import Helpdesk
import Sandbox

extension World {
  /// True when it happened; an action that finds nothing to do counts for nothing.
  func carryOut(_ kind: Action.Kind, _ draw: inout Choices) -> Bool {
    switch kind {
    case .customerAsks: return asks(&draw)
    case .customerAsksNews: return asksNews(&draw)
    case .customerBursts:
      let person = customer(&draw)
      for _ in 0..<3 { write(.text(text(&draw)), .request, from: person, &draw) }
      return true
    case .customerThanks:
      return write(.text(draw.one(of: ["gracias", "ok", "👍", "perfecto, gracias"])), .either, &draw)
    case .customerStops: return stops(&draw)
    case .customerRepeats:
      let person = customer(&draw)
      for _ in 0..<5 { write(.text("el mismo TEXTOZQ de siempre"), .request, from: person, &draw) }
      return true
    case .customerSendsMedia:
      return write(.media(.init(draw.one(of: [.image, .audio, .document]), caption: text(&draw))), .request, &draw)
    case .customerTaps:
      return draw.oneIn(2)
        ? write(.button(text: "Sí", payload: "si"), .request, &draw)
        : write(.listReply(id: "a", title: "Ventas", description: nil), .request, &draw)
    case .customerReacts: return reacts(&draw)
    case .customerEdits:
      return write(.other(type: draw.one(of: ["edit", "revoke", "system"]), object: nil), .note, &draw)
    case .customerSendsUnknown:
      return write(.other(type: draw.one(of: ["order", "contacts", "hologram"]), object: nil), .request, &draw)
    case .customerRates: return rates(&draw)
    case .customerSharesContact: return sharesContact(&draw)
    case .customerCalls:
      meta.calls(from: customer(&draw), to: draw.one(of: Company.numbers).rawValue, at: now)
      return true
    case .customerWithoutPhone:
      return write(.text(text(&draw)), .request, from: customers[5], &draw)
    case .messageFromThePast:
      return write(
        .text(text(&draw)), .request, sentAt: now.adding(seconds: -draw.between(60, 9 * 86_400)), &draw)
    case .messageFromTheFuture:
      return write(.text(text(&draw)), .request, sentAt: now.adding(seconds: draw.between(10, 900)), &draw)
    case .groupMessage: return writesToGroup(&draw)
    case .standbyMessage: return writesToAgent(&draw)
    case .agentEchoes: return agentEchoes(&draw)
    case .handOver: return handsOver(&draw)
    case .customerMoves: return moves(&draw)
    case .ownNumberWrites:
      return write(.text(text(&draw)), .request, from: Company.ownPhone, &draw)
    case .personEchoes: return personEchoes(&draw)
    case .greetingEchoes: return greets(&draw)
    case .staffWrites:
      return write(.text("ok"), .either, from: draw.one(of: Company.people).whatsapp, &draw)
    case .personReplies: return replies(as: .person(draw.one(of: Company.people).id), &draw)
    case .automationReplies: return replies(as: .automation(name: "crm"), &draw)
    case .automationBursts: return bursts(&draw)
    case .personResolves, .personReopens, .personWaits, .personResumes, .personDismisses, .personMoves:
      return acts(kind, &draw)
    case .strayStatus: return straysStatus(&draw)
    case .customerReads:
      meta.reads(person: customer(&draw), numberID: draw.one(of: Company.numbers).rawValue, at: now)
      return true
    case .phoneGoesAway: return change(reach: draw.one(of: [.offline, .notOnWhatsApp]), &draw)
    case .phoneComesBack: return change(reach: .online, &draw)
    case .unknownNumber: return write(.text(text(&draw)), .either, to: Company.unknown, &draw)
    case .accountUpdate: return accountUpdate(&draw)
    case .templateGoes: return takesTemplate(&draw)
    case .templateReturns: return returnsTemplate(&draw)
    case .templateEdited: return editsTemplate(&draw)
    case .templateMended: return mendsTemplate(&draw)
    case .unreadableItem: return unreadableItem()
    case .unreadableBody: return unreadableBody(&draw)
    case .forgedRequest: return forges(&draw)
    case .deliver: return deliver(&draw)
    case .commit: return commit()
    case .alarms: return wakeAlarms()
    case .reviewWaits: return reviewWaits()
    case .mails: return mails(&draw)
    case .sends: return lookAtSends()
    case .wireTakes: return wireTakes(&draw)
    case .wireAnswers: return wireAnswers(&draw)
    case .tick, .pass, .jump, .longJump: return time(kind, &draw)
    case .duplicateWebhook: return duplicates(&draw)
    case .delayWebhook: return delays(&draw)
    case .batchWebhooks: return batches(&draw)
    case .storeBusy: return trouble(.busy)
    case .storeFull: return trouble(.full)
    case .storeAgain: return trouble(.again)
    case .handlingFails: return handlingFails(&draw)
    case .crashNow: return crashes(&draw)
    case .crashSoon: return crashesSoon(&draw)
    case .crashBeforeCommit: return crashes(atNext: "commit")
    case .crashAfterCommit: return crashes(atNext: "committed")
    case .crashAfterClaim: return crashes(atNext: draw.oneIn(4) ? "mail" : "wire")
    case .crashAfterAcceptance: return crashes(atNext: draw.oneIn(4) ? "mailed" : "answered")
    case .clockStep: return stepsClock(&draw)
    case .clockFreeze: return freezesClock(&draw)
    case .reload: return reloads()
    case _: return graphFault(kind, &draw)
    }
  }

  private func text(_ draw: inout Choices) -> String {
    asked += 1
    return "TEXTOZQ \(asked) " + draw.one(of: ["no puedo pagar", "¿dónde está mi pedido?", "preciso de ajuda", "hola"])
  }

  /// More than one recipient may get at once (45), and more than a number may send in a second.
  private static var burst: Int { 50 }

  /// And the process may die while they go out.
  private func bursts(_ draw: inout Choices) -> Bool {
    guard replies(as: .automation(name: "crm"), count: Self.burst, &draw) else { return false }
    if climate.crashes { life.probe.crash(at: life.probe.passed + draw.below(Self.callsOfABurst)) }
    return true
  }

  /// About so many calls of store and wire it takes to send a burst.
  private static var callsOfABurst: Int { 2500 }

  private func asks(_ draw: inout Choices) -> Bool { write(.text(text(&draw)), .request, &draw) }

  /// Most of all somebody who waits.
  private func asksNews(_ draw: inout Choices) -> Bool {
    let tables = life.store.tables
    let waiting = tables.conversations.rows { $0.nextDueAt != nil }
    let conversation = waiting.isEmpty || draw.oneIn(4) ? nil : draw.one(of: waiting)
    let person = conversation.flatMap { tables.contacts[$0.contact]?.phone }
    let words = draw.one(of: ["¿Hay novedades?", "hola, sigo esperando", "alguma novidade?", "Any news?"])
    guard
      let id = send(
        .text(words), .request, from: person.flatMap { customers.contains($0) ? $0 : nil },
        to: conversation?.number, sentAt: nil, &draw)
    else { return false }
    ledger.news.insert(id)
    return true
  }

  private func stops(_ draw: inout Choices) -> Bool {
    let word = draw.one(of: ["BAJA", "stop"])
    guard let id = send(.text(word), .either, from: nil, to: nil, sentAt: nil, &draw) else { return false }
    ledger.stops.insert(id)
    return true
  }

  /// A bare digit, or a choice from our list; most of all of somebody who was asked.
  private func rates(_ draw: inout Choices) -> Bool {
    let tables = life.store.tables
    let surveys = tables.surveys.rows()
    let survey = surveys.isEmpty || draw.oneIn(4) ? nil : draw.one(of: surveys)
    return rates(survey, &draw)
  }

  func rates(_ survey: Survey?, _ draw: inout Choices) -> Bool {
    let stars = 1 + draw.below(5)
    let person = survey.flatMap { life.store.tables.contacts[$0.contact]?.phone }
    let content: Sandbox.InboundMessage.Content =
      draw.oneIn(2)
      ? .text(String(stars)) : .listReply(id: "rating_\(stars)", title: "\(stars)", description: nil)
    guard
      let id = send(
        content, .either, from: person.flatMap { customers.contains($0) ? $0 : nil }, to: survey?.number,
        sentAt: nil, &draw)
    else { return false }
    ledger.ratings[id] = stars
    return true
  }

  @discardableResult
  private func write(
    _ content: Sandbox.InboundMessage.Content, _ truth: Ledger.Truth, from person: String? = nil,
    to number: NumberID? = nil, sentAt: Timestamp? = nil, _ draw: inout Choices
  ) -> Bool {
    send(content, truth, from: person, to: number, sentAt: sentAt, &draw) != nil
  }

  /// The message's id.
  private func send(
    _ content: Sandbox.InboundMessage.Content, _ truth: Ledger.Truth, from person: String?, to number: NumberID?,
    sentAt: Timestamp?, _ draw: inout Choices
  ) -> String? {
    let person = person ?? customer(&draw)
    let number = number ?? draw.weighted([(Company.always, 5), (Company.office, 3), (Company.plain, 2)])
    let message = Sandbox.InboundMessage(content, sentAt: sentAt)
    guard let id = meta.writes(message, from: person, to: number.rawValue, at: now) else { return nil }
    ledger.truths[id] = truth
    return id
  }

  private func reacts(_ draw: inout Choices) -> Bool {
    guard let target = meta.accepted.last?.id else { return false }
    return write(.reaction(to: target, emoji: "👍"), .either, &draw)
  }

  private func writesToAgent(_ draw: inout Choices) -> Bool {
    var message = Sandbox.InboundMessage(.text(text(&draw)))
    message.isStandby = true
    let person = customer(&draw)
    guard let id = meta.writes(message, from: person, to: Company.always.rawValue, at: now) else { return false }
    ledger.truths[id] = .note
    return true
  }

  /// A person answers in the phone app: with words of their own, and not within seconds of the customer's message.
  private func personEchoes(_ draw: inout Choices) -> Bool {
    let person = customer(&draw)
    let number = draw.one(of: [Company.always, Company.office])
    let closes = meta.windowCloses(numberID: number.rawValue, person: person)
    let spoke = closes.map { $0.adding(seconds: -86_400) }
    guard let spoke, now - spoke > 6000 || spoke > now else { return false }
    let question = draw.oneIn(4) ? "¿" + text(&draw) + " bien?" : text(&draw)
    guard let id = meta.echoes(question, from: number.rawValue, to: person, at: now) else { return false }
    // Written before what the customer's own clock says that they wrote: either way has been right on arrival.
    ledger.truths[id] = spoke > now ? .either : .person
    return true
  }

  /// The app's greeting: within seconds of the customer's message.
  private func greets(_ draw: inout Choices) -> Bool {
    let person = customer(&draw)
    guard
      let asking = meta.writes(
        Sandbox.InboundMessage(.text(text(&draw))), from: person, to: Company.always.rawValue, at: now)
    else { return false }
    ledger.truths[asking] = .request
    now = now.adding(seconds: draw.between(0, 3))
    showTime()
    let greeting = "Gracias por escribir, TEXTOZQ"
    guard let id = meta.echoes(greeting, from: Company.always.rawValue, to: person, at: now) else { return false }
    ledger.truths[id] = .automatic(after: asking)
    return true
  }

  private func change(reach: Sandbox.Person.Reach, _ draw: inout Choices) -> Bool {
    let phones = customers + Company.people.map(\.whatsapp)
    meta.change(reach: reach, of: draw.one(of: phones), at: now)
    return true
  }

  private func replies(as author: Author, count: Int = 1, _ draw: inout Choices) -> Bool {
    let known = life.store.tables.conversations.count
    guard known > 0 else { return false }
    let ref = ConversationRef(1001 + Int64(draw.below(known)))
    let life = life
    for _ in 0..<count {
      let text = text(&draw)
      let form = count == 1 ? form(of: ref, &draw) : nil
      loom.begin {
        // The answer is the person's to see; what it did is in the store.
        _ = try? await life.committer.submit(.command(.reply(ref, text: text, form: form, author: author)))
      }
    }
    return true
  }

  /// Most replies are plain text; whoever has no phone is mostly asked for it.
  private func form(of ref: ConversationRef, _ draw: inout Choices) -> ReplyForm? {
    let sales = ReplyButton(id: "a", title: "Ventas")
    let tables = life.store.tables
    let phone = tables.conversations[ref].flatMap { tables.contacts[$0.contact]?.phone }
    return draw.weighted([
      (nil, 8), (.contactRequest, phone == nil ? 24 : 1), (.buttons([sales]), 1),
      (.list(opener: "Elegir", rows: [sales]), 1),
    ])
  }

  /// Whoever was asked for it by a reply that reached their phone.
  private func sharesContact(_ draw: inout Choices) -> Bool {
    let first = draw.below(customers.count)
    for person in customers[first...] + customers[..<first] {
      for number in Company.numbers {
        guard let id = meta.sharesContact(from: person, to: number.rawValue, at: now) else { continue }
        ledger.truths[id] = .request
        return true
      }
    }
    return false
  }
}
