import BusinessTime
import Helpdesk
import Sandbox

/// Customers who change their numbers.
extension World {
  /// The present phone of one of them.
  func customer(_ draw: inout Choices) -> String { customers[MetaSide.place(&draw)] }

  /// The name, for the oracles, of whoever is behind an address of Meta's: a user id of any time, or a phone of now.
  func speaker(at address: String) -> String {
    let address = address.hasPrefix("+") ? String(address.dropFirst()) : address
    if ledger.people.names[address] != nil { return ledger.people.name(address) }
    guard let person = meta.person(address) else { return ledger.people.name(address) }
    if person.userID.isEmpty { return "nobody at \(address)" }
    return ledger.people.names[person.userID] == nil ? person.waID : ledger.people.name(person.userID)
  }

  func knowEverybody() {
    for phone in customers { ledger.people.know(meta.person(phone)?.userID ?? "", as: phone) }
  }

  /// Of the customer whose case it is; nil for anybody else's.
  func presentPhone(of ref: ConversationRef) -> String? {
    ledger.speakers[ref].flatMap { name in
      let present = ledger.people.present(of: name)
      return customers.first { speaker(at: $0) == present }
    }
  }

  /// Most of all somebody with a case: most of them write about it before anybody has told us.
  func moves(_ draw: inout Choices) -> Bool {
    let tables = life.store.tables
    let open = tables.conversations.rows { $0.state != .closed }
    let theirs = open.isEmpty || draw.oneIn(4) ? nil : draw.one(of: open)
    let place =
      theirs.flatMap { tables.contacts[$0.contact]?.phone }.flatMap { customers.firstIndex(of: $0) }
      ?? MetaSide.place(&draw)
    let spare = draw.below(spares.count)
    let (former, digits) = (customers[place], spares[spare])
    collect()
    let known = mail.waiting.count
    guard let formerID = meta.person(former)?.userID,
      let moved = meta.changesNumber(
        of: former, to: digits, news: draw.one(of: MetaRules.IdentityNews.allCases), at: now)
    else { return false }
    customers[place] = digits
    spares[spare] = former
    for message in moved.messages { ledger.truths[message.id] = .note }
    // What comes for a number that is in no rules is put aside.
    let heard = moved.messages.filter { $0.numberID != Company.unknown.rawValue }
    ledger.people.moves(
      People.Move(
        former: formerID, current: moved.userID,
        signs: ["\"previous\":\"\(formerID)\""] + heard.map { "\"id\":\"\($0.id)\"" }))
    guard !draw.oneIn(4) else { return true }
    collect()
    for place in mail.waiting.indices.dropFirst(known) {
      mail.waiting[place].notBefore = now.adding(seconds: draw.weighted([(30, 4), (600, 4), (7200, 1)]))
    }
    let number = theirs.flatMap { Company.numbers.contains($0.number) ? $0.number : nil } ?? Company.always
    asked += 1
    let asks = Sandbox.InboundMessage(.text("TEXTOZQ \(asked) tengo otro número"))
    if let id = meta.writes(asks, from: digits, to: number.rawValue, at: now) { ledger.truths[id] = .request }
    return true
  }
}
