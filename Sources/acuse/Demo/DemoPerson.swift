/// Who takes part, with the phones that the stand-in gives them.
struct DemoPerson: Sendable, Equatable {
  var phone: String
  var name: String

  static let carla = DemoPerson(phone: "5215555506001", name: "Carla Nieto")
  static let joao = DemoPerson(phone: "5511955506002", name: "João Prado")
  static let tomas = DemoPerson(phone: "5215555506003", name: "Tomás Vera")
  static let emma = DemoPerson(phone: "13105550604", name: "Emma Reed")
  static let sofia = DemoPerson(phone: "5215555506005", name: "Sofía Lara")
  static let customers = [carla, joao, tomas, emma, sofia]

  static let ana = DemoPerson(phone: "5215555501111", name: "Ana Ruiz")
  static let beto = DemoPerson(phone: "5215555502222", name: "Beto Gil")
  static let lucia = DemoPerson(phone: "5215555503333", name: "Lucía Paz")
  static let marta = DemoPerson(phone: "5215555504444", name: "Marta Sol")
  static let staff = [ana, beto, lucia, marta]

  static let all = customers + staff
}
