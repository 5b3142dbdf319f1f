extension HolidayCalendar {
  /// Decreto Legislativo 713, with Leyes 31381 and 31530 (2022), 31822 (2023) and 31788 (2024). Nothing moves.
  static let peru: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .easter(-3, "Jueves Santo"),
    .easter(-2, "Viernes Santo"),
    .fixed(5, 1, "Día del Trabajo"),
    .fixed(6, 7, "Batalla de Arica y Día de la Bandera").since(2024),
    .fixed(6, 29, "San Pedro y San Pablo"),
    .fixed(7, 23, "Día de la Fuerza Aérea del Perú").since(2023),
    .fixed(7, 28, "Fiestas Patrias"),
    .fixed(7, 29, "Fiestas Patrias"),
    .fixed(8, 6, "Batalla de Junín").since(2022),
    .fixed(8, 30, "Santa Rosa de Lima"),
    .fixed(10, 8, "Combate de Angamos"),
    .fixed(11, 1, "Día de Todos los Santos"),
    .fixed(12, 8, "Inmaculada Concepción"),
    .fixed(12, 9, "Batalla de Ayacucho").since(2022),
    .fixed(12, 25, "Navidad"),
  ]
}
