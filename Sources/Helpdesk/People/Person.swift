package import BusinessTime

/// One of our people, as the rules file lists them.
package struct Person: Sendable, Equatable {
  package var id: PersonID
  package var name: String
  /// Digits only, without `+`.
  package var whatsapp: String
  package var email: String?
  package var language: Language
  package var zone: Zone
  /// Name of the calendar in which they may be assigned; nil: always.
  package var shift: String?
  package var team: TeamID?
  package var roles: Set<String>
  /// Open conversations they may hold; nil: no bound.
  package var capacity: Int?
  package var quiet: QuietHours?
  /// Alerts an hour; urgent ones pass.
  package var alertsPerHour: Int

  /// Enough for a bad hour, too few to make a phone useless (R39).
  package static let defaultAlertsPerHour = 30

  package init(
    id: PersonID, name: String, whatsapp: String, email: String? = nil, language: Language, zone: Zone,
    shift: String? = nil, team: TeamID? = nil, roles: Set<String> = [], capacity: Int? = nil,
    quiet: QuietHours? = nil, alertsPerHour: Int = Person.defaultAlertsPerHour
  ) {
    self.id = id
    self.name = name
    self.whatsapp = whatsapp
    self.email = email
    self.language = language
    self.zone = zone
    self.shift = shift
    self.team = team
    self.roles = roles
    self.capacity = capacity
    self.quiet = quiet
    self.alertsPerHour = alertsPerHour
  }
}

/// Hours in which a phone stays dark, in its owner's own zone; may cross midnight (`21:00-07:00`).
package struct QuietHours: Sendable, Equatable {
  /// Seconds of the local day; `from` > `to` crosses midnight; never equal (checked on load).
  package var fromSecond: Int
  package var toSecond: Int

  package init(fromSecond: Int, toSecond: Int) {
    self.fromSecond = fromSecond
    self.toSecond = toSecond
  }
}

package struct Team: Sendable, Equatable {
  package var id: TeamID
  package var lead: PersonID
  /// Nil: assigned by hand.
  package var assign: AssignmentStrategy?

  package init(id: TeamID, lead: PersonID, assign: AssignmentStrategy? = nil) {
    self.id = id
    self.lead = lead
    self.assign = assign
  }
}

/// Weekly on-call: from `starts`, the duty goes round `people` at each hand-over (R52).
package struct Rota: Sendable, Equatable {
  package var name: String
  package var zone: Zone
  package var starts: CivilDate
  package var handoverDay: Weekday
  /// Second of the local day.
  package var handoverSecond: Int
  package var people: [PersonID]

  package init(
    name: String, zone: Zone, starts: CivilDate, handoverDay: Weekday, handoverSecond: Int, people: [PersonID]
  ) {
    self.name = name
    self.zone = zone
    self.starts = starts
    self.handoverDay = handoverDay
    self.handoverSecond = handoverSecond
    self.people = people
  }
}
