import BusinessTime
import Helpdesk

/// The whole file: its sections, read in an order in which each finds what it refers to.
struct Document {
  /// Nil when anything in the file is wrong (reported).
  let rules: RuleSet?
  /// Only as good as the findings say.
  let settings: GatewaySettings
  /// Those in which nothing is wrong.
  let calendars: [String: WorkCalendar]

  static let keys = [
    "mode", "gateway", "meta", "mail", "numbers", "calendars", "people", "teams", "rotas", "segments", "triage",
    "acknowledgements", "ladders", "policies", "closing", "retention",
  ]

  /// Nil when the file is not a map of sections (reported).
  init?(_ root: Node, reading: Reading, file: String) {
    let cursor = Cursor(node: root, label: "the rules file", findings: reading.findings)
    guard let map = MapCursor(cursor, label: "the rules file", keys: Self.keys) else { return nil }
    map["mode"].map(ModeSection.read)
    var settings = GatewaySection.read(map, file: file, reading: reading)
    calendars = CalendarsSection.read(map.required("calendars"))
    let people = PeopleSection.read(map["people"], calendars: calendars, reading: reading)
    if let mail = map["mail"], !people.contains(where: { $0.person.email != nil }) {
      reading.findings.warn(
        mail.place, "Nobody has an `email`, so nothing is ever sent by mail.",
        hint: "give one to those with `roles: management` first")
    }
    let teams = TeamsSection.read(map.required("teams"), reading: reading)
    let rotas = RotasSection.read(map["rotas"], reading: reading)
    let numbers = NumbersSection.read(map.required("numbers"), reading: reading)
    PhoneCheck.run(numbers: numbers, people: people, findings: reading.findings)
    SegmentsSection.read(map["segments"])
    let triage = TriageSection.read(map["triage"], reading: reading)
    let closing = LifecycleSection.readClosing(map["closing"])
    settings.retention = LifecycleSection.readRetention(map["retention"])
    self.settings = settings
    let acknowledgements = AcknowledgementsSection.read(map["acknowledgements"])
    let ladders = LaddersSection.read(map["ladders"], reading: reading)
    let policies = PoliciesSection(reading: reading, numbers: numbers, ladders: ladders)
      .read(map.required("policies"))
    let staff = Staff(people: people.map(\.person), teams: teams, rotas: rotas)
    ReachCheck(staff: staff, findings: reading.findings).run(over: policies)
    guard reading.findings.errorCount == 0 else {
      rules = nil
      return
    }
    rules = RuleSet(
      book: PolicyBook(
        version: BookDigest.version(policies: policies.map(\.policy), calendars: calendars, triage: triage),
        policies: policies.map(\.policy), calendars: calendars, triage: triage),
      numbers: Dictionary(numbers.map { ($0.number.id, $0.number) }) { first, _ in first },
      people: Dictionary(people.map { ($0.person.id, $0.person) }) { first, _ in first },
      teams: teams, rotas: rotas, acknowledgements: acknowledgements, closing: closing, sendsMail: settings.mail != nil)
  }
}
