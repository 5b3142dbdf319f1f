/// Who can be reached under what.
struct Directory: Sendable {
  private(set) var people: [Person] = []
  private var places: [String: Int] = [:]

  /// The place of somebody by digits, alias or business-scoped id; a leading `+` is ignored.
  func place(of address: String) -> Int? {
    places[address.hasPrefix("+") ? String(address.dropFirst()) : address]
  }

  mutating func add(_ person: Person) {
    let place = places[person.waID] ?? people.count
    if place == people.count { people.append(person) } else { people[place] = person }
    for address in [person.waID, person.userID] + person.aliases { places[address] = place }
  }

  /// The place of whoever has those digits; a stranger becomes somebody without a name.
  mutating func placeOrStranger(digits: String) -> Int {
    if let place = places[digits] { return place }
    add(Person(waID: digits, name: ""))
    return people.count - 1
  }

  mutating func change(_ place: Int, _ change: (inout Person) -> Void) {
    var person = people[place]
    change(&person)
    people[place] = person
    for address in [person.waID, person.userID] + person.aliases { places[address] = place }
  }

  /// Somebody goes by other digits and another id from now on. The digits that they leave are not on WhatsApp until
  /// somebody takes them, and nobody has their former id ever again. False if somebody has the new digits.
  mutating func move(_ place: Int, to digits: String, userID: String) -> Bool {
    if let holder = places[digits], people[holder].reach != .notOnWhatsApp || !people[holder].userID.isEmpty {
      return false
    }
    for address in [people[place].waID, people[place].userID] + people[place].aliases { places[address] = nil }
    places[people[place].waID] = people.count
    people.append(Person(vacant: people[place].waID))
    change(place) { person in
      person.waID = digits
      person.userID = userID
      person.aliases = []
    }
    return true
  }
}

extension Person {
  /// Digits that nobody has.
  fileprivate init(vacant digits: String) {
    self.init(waID: digits, name: "", userID: "")
    reach = .notOnWhatsApp
  }
}
