import BusinessTime
import Helpdesk
import Sandbox

/// Meta's side of a world: the stand-in's rules as a value, with the company's numbers and some customers.
enum MetaSide {
  /// Phones of customers; the last has none that we ever see.
  static let customers = [
    "5215555506001", "5215555506002", "5511955550603", "56955550604", "5491155550605", "5215555506006",
  ]

  /// Whom nobody has yet.
  static let spares = ["5215555506011", "5511955550614"]

  /// Some write far more than others: few conversations with much in them find more than many with little.
  static func place(_ draw: inout Choices) -> Int { draw.weighted([(0, 9), (1, 5), (2, 1), (3, 3), (4, 1), (5, 2)]) }

  /// What the approved templates say, and what they say once somebody has edited them.
  static let templateBody = "Aviso {{1}}, {{2}}."
  static let editedBody = "Aviso {{1}}, {{2}} y {{3}}."

  static func rules(seed: UInt64) -> MetaRules {
    var meta = MetaRules(seed: seed)
    for number in Company.numbers + [Company.unknown] {
      let isPlain = number == Company.plain
      meta.add(
        Sandbox.BusinessNumber(
          id: number.rawValue, accountID: (isPlain ? Company.otherAccount : Company.account).rawValue,
          display: Company.displays[number] ?? "+52 55 5555 1299", verifiedName: "Soporte",
          accessTokens: [isPlain ? Company.otherToken : Company.token],
          throughput: number == Company.office ? 20 : 80))
    }
    for (place, phone) in customers.enumerated() {
      var customer = Sandbox.Person(waID: phone, name: "NOMBREZQ\(place)")
      customer.hidesPhone = place == customers.count - 1
      if place == 1 { customer.readsAfterMilliseconds = 4000 }
      // Reads at once: Meta then says nothing of the delivery.
      if place == 3 { customer.readsAfterMilliseconds = 0 }
      meta.add(customer)
    }
    for person in Company.people {
      var staff = Sandbox.Person(waID: person.whatsapp, name: "NOMBREZQ\(person.id.rawValue)")
      if person.id == "ana" { staff.readsAfterMilliseconds = 9000 }
      meta.add(staff)
    }
    for name in PlainTexts.approved {
      for account in [Company.account, Company.otherAccount] {
        meta.add(
          MessageTemplate(name: name, language: "es", body: templateBody), to: account.rawValue)
      }
    }
    return meta
  }
}
