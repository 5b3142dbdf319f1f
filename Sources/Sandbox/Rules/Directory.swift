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
}
