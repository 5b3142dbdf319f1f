import Helpdesk

/// One phone, one owner: a person is recognised by their number, and a business number must not be one of them.
enum PhoneCheck {
  static func run(numbers: [NumberEntry], people: [PersonEntry], findings: Findings) {
    var owners: [PhoneKey: Place] = [:]
    let own = numbers.map { ($0.number.phone, $0.displayPlace) }
    let staff = people.map { ($0.person.whatsapp, $0.phonePlace) }
    for (digits, place) in own + staff {
      let phone = PhoneKey(digits)
      guard let first = owners[phone] else {
        owners[phone] = place
        continue
      }
      findings.error(
        max(first, place), "This phone number already stands on line \(min(first, place).line).",
        hint: "with and without the mobile digit it is the same phone")
    }
  }
}
