import BusinessTime
import Gateway
import Helpdesk
import Sandbox
import Synchronization
import WhatsApp

extension World {
  /// Meta posts one webhook; it waits in the gateway until a commit.
  func deliver(_ draw: inout Choices) -> Bool {
    collect()
    guard let letter = mail.take(at: now, &draw) else { return false }
    post(letter)
    return true
  }

  /// What Meta has to tell goes on its way.
  func collect() {
    meta.advance(to: now)
    while let post = meta.webhooks.take(at: now, meta.settings.webhooks) { mail.add(post, notBefore: now) }
  }

  func post(_ letter: Mail.Letter) {
    var letter = letter
    if letter.forgery == nil {
      letter.pieces = Items.pieces(of: letter.post.body)
      for piece in letter.pieces {
        if let (id, rank) = piece.status { ledger.offered[id, default: []].append((rank, piece.bytes)) }
        guard let id = piece.id else { continue }
        let person = piece.person.map(speaker(at:))
        ledger.signed[id] = Ledger.Written(person: person, at: piece.writtenAt)
      }
    }
    ledger.offer(letter.post.updates)
    mail.underWay[letter.number] = letter
    let body = letter.post.body
    let header = header(of: body, letter.forgery)
    let life = life
    let answers = answers
    let number = letter.number
    loom.begin {
      let answer = await life.intake.receive(body, signature: header)
      // A process that died answers nobody.
      answers.add(number, life.probe.isDead ? nil : answer)
    }
  }

  /// What came of the posts: Meta repeats whatever was not answered 200.
  func hearAnswers() {
    for (number, answer) in answers.takeAll() {
      guard let letter = mail.underWay.removeValue(forKey: number) else { continue }
      if letter.forgery != nil {
        if let answer, answer != .unauthorized {
          violate("I02", "a request with a wrong signature was answered \(answer.status)")
        }
        continue
      }
      if answer == .accepted {
        tally.happened("answered 200")
        accept(letter)
      } else {
        tally.happened(answer == nil ? "died before answering" : "answered \(answer?.status ?? 0)")
      }
      if !letter.isCopy {
        meta.webhooks.settle(letter.post, status: answer?.status, at: now, meta.settings.webhooks)
      }
    }
  }

  private func accept(_ letter: Mail.Letter) {
    mail.known.insert(letter.post.id)
    mail.delivered.append(letter.post)
    if mail.delivered.count > 20 { mail.delivered.removeFirst() }
    ledger.hear(letter.post.updates, at: clock.now())
    let items = letter.pieces
    // The same status of a message, told again in other words, is known already: the first words are kept.
    let news = items.filter { item in
      guard let (id, rank) = item.status else { return true }
      let isTold = (ledger.offered[id] ?? []).contains { $0.rank == rank && ledger.kept.contains($0.bytes) }
      return ledger.kept.contains(item.bytes) || !isTold
    }
    for item in news where !ledger.kept.contains(item.bytes) {
      violate("I01", "answered 200, and an item is not in the store: \(item.what)")
    }
    ledger.accepted += news.map(\.bytes)
    for item in items {
      if let (id, rank) = item.status { ledger.statuses[id, default: []].append((rank, item.bytes)) }
    }
  }

  /// One that was answered 200 comes again, byte for byte.
  func duplicates(_ draw: inout Choices) -> Bool {
    guard !mail.delivered.isEmpty else { return false }
    mail.add(draw.one(of: mail.delivered), notBefore: now, isCopy: true)
    return true
  }

  /// What is on its way arrives minutes or days later.
  func delays(_ draw: inout Choices) -> Bool {
    collect()
    guard let place = mail.waiting.indices.last else { return false }
    mail.waiting[place].notBefore = now.adding(
      seconds: draw.weighted([(60, 4), (1800, 3), (86_400, 2), (3 * 86_400, 1)]))
    return true
  }

  /// From now on several updates come in one POST, arranged in one of the legal ways.
  func batches(_ draw: inout Choices) -> Bool {
    meta.settings.webhooks.batchLimit = draw.one(of: [1, 2, 5, 50])
    meta.settings.webhooks.packing = draw.one(of: [.changeEach, .entryEach, .merged])
    return true
  }

  func unreadableBody(_ draw: inout Choices) -> Bool {
    asked += 1
    let body = Array(draw.one(of: ["{\"entry\":[", "hola \(asked)", "[\(asked)]"]).utf8)
    mail.add(WebhookPost(id: -asked, firstAt: now, attempt: 1, updates: [], body: body), notBefore: now, isCopy: true)
    return true
  }

  /// Somebody who does not know the secret.
  func forges(_ draw: inout Choices) -> Bool {
    asked += 1
    let id = "wamid.FORGED\(asked)"
    let body = """
      {"object":"whatsapp_business_account","entry":[{"id":"\(Company.account.rawValue)","changes":[{"field":"messages",\
      "value":{"metadata":{"phone_number_id":"\(Company.always.rawValue)"},"messages":[{"from":"5215555506001","id":"\(id)",\
      "timestamp":"\(now.seconds)","type":"text","text":{"body":"TEXTOZQ"}}]}}]}]}
      """
    mail.add(
      WebhookPost(id: -asked, firstAt: now, attempt: 1, updates: [], body: Array(body.utf8)), notBefore: now,
      isCopy: true, forgery: draw.one(of: Mail.Forgery.allCases))
    return true
  }

  /// `X-Hub-Signature-256`.
  private func header(of body: [UInt8], _ forgery: Mail.Forgery?) -> String? {
    let right = HMAC.signature(secret: Company.secret, body: body)
    return switch forgery {
    case nil: right
    case .oldSecret: HMAC.signature(secret: Company.oldSecret, body: body)
    case .nothing: nil
    case .empty: ""
    case .shortened: String(right.dropLast(2))
    case .oneDigitOff: right.dropLast() + (right.last == "0" ? "1" : "0")
    case .otherBody: HMAC.signature(secret: Company.secret, body: body + [0x20])
    case .otherScheme: "sha1=" + right.dropFirst("sha256=".count)
    }
  }
}
