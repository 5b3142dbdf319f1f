/// The day of the June solstice by Chile's winter clocks (UTC−4), as data: 21 June but for the listed years.
enum JuneSolstice {
  static func dayInChile(year: Int) -> Int { yearsOnThe20th.contains(year) ? 20 : 21 }

  /// From the astronomical instants up to 2080; the nearest to local midnight is 11 minutes away. The law itself set
  /// 21 June for 2021, its first year.
  private static let yearsOnThe20th: Set<Int> = [
    2024, 2025, 2028, 2029, 2032, 2033, 2036, 2037, 2040, 2041, 2044, 2045, 2048, 2049, 2050, 2052, 2053, 2054, 2056,
    2057, 2058, 2060, 2061, 2062, 2064, 2065, 2066, 2068, 2069, 2070, 2072, 2073, 2074, 2076, 2077, 2078, 2079, 2080,
  ]
}
