extension HolidayCalendar {
  /// Leis 662/1949, 6.802/1980, 9.093/1995, 10.607/2002 and 14.759/2023. Carnival and Corpus Christi are not national
  /// holidays but optional days.
  static let brazil: [HolidayRule] = [
    .fixed(1, 1, "Confraternização Universal"),
    .easter(-2, "Paixão de Cristo"),
    .fixed(4, 21, "Tiradentes"),
    .fixed(5, 1, "Dia Mundial do Trabalho"),
    .fixed(9, 7, "Independência do Brasil"),
    .fixed(10, 12, "Nossa Senhora Aparecida"),
    .fixed(11, 2, "Finados"),
    .fixed(11, 15, "Proclamação da República"),
    .fixed(11, 20, "Dia Nacional de Zumbi e da Consciência Negra").since(2024),
    .fixed(12, 25, "Natal"),
  ]
}
