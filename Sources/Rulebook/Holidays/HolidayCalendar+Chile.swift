import BusinessTime

extension HolidayCalendar {
  /// Ley 2.977 and its successors: 19.668 and 20.299 (moves), 20.215 and 20.983 (days around a Sunday and the national
  /// days), 21.357 (Indigenous Peoples). Election days and regional days are not listed.
  static let chile: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .fixed(1, 2, "Feriado adicional de Año Nuevo").since(2017).only(on: [.monday]),
    .easter(-2, "Viernes Santo"),
    .easter(-1, "Sábado Santo"),
    .fixed(5, 1, "Día del Trabajo"),
    .fixed(5, 21, "Día de las Glorias Navales"),
    HolidayRule(name: "Día Nacional de los Pueblos Indígenas", day: .solsticeInChile).since(2021),
    .fixed(6, 29, "San Pedro y San Pablo", moves: toNearMonday),
    .fixed(7, 16, "Virgen del Carmen"),
    .fixed(8, 15, "Asunción de la Virgen"),
    .fixed(9, 17, "Feriado adicional de Fiestas Patrias").since(2017).only(on: [.monday, .friday]),
    .fixed(9, 18, "Independencia Nacional"),
    .fixed(9, 19, "Día de las Glorias del Ejército"),
    .fixed(9, 20, "Feriado adicional de Fiestas Patrias").since(2007).only(on: [.friday]),
    .fixed(10, 12, "Encuentro de Dos Mundos", moves: toNearMonday),
    .fixed(10, 31, "Día de las Iglesias Evangélicas y Protestantes", moves: [.tuesday: -4, .wednesday: 2]),
    .fixed(11, 1, "Día de Todos los Santos"),
    .fixed(12, 8, "Inmaculada Concepción"),
    .fixed(12, 25, "Navidad"),
  ]

  private static let toNearMonday: [Weekday: Int] = [.tuesday: -1, .wednesday: -2, .thursday: -3, .friday: 3]
}
