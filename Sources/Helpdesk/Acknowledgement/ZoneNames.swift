/// What people call a time zone, and in which country it is.
enum ZoneNames {
  struct Entry: Equatable {
    /// ISO 3166; nil for a zone that is not in the table.
    let country: String?
    let spanish: String
    /// With its preposition: «da Cidade do México», «de São Paulo».
    let portuguese: String
    let english: String

    /// «hora de Ciudad de México», «horário da Cidade do México», «Mexico City time».
    func label(_ tongue: Tongue) -> String {
      tongue.pick("hora de " + spanish, "horário " + portuguese, english + " time")
    }
  }

  /// The zone's name for somebody with that phone; nil if they live where the zone is.
  ///
  /// What neither table knows counts as foreign: a time zone too many is harmless, one too few is a broken promise.
  static func entry(of zone: String, forForeign phone: String) -> Entry? {
    let entry = entry(of: zone)
    guard let country = entry.country, let countries = CallingCodes.countries(of: phone) else { return entry }
    return countries.contains(country) ? nil : entry
  }

  /// From the table, else the city in the zone's own name made readable.
  static func entry(of zone: String) -> Entry {
    if let known = table[zone] { return known }
    let city = zone.split(separator: "/").last.map(String.init) ?? zone
    let readable = String(city.map { $0 == "_" ? " " : $0 })
    return place(zone.hasPrefix("America/Argentina/") ? "AR" : nil, readable)
  }

  private static func place(_ country: String?, _ name: String) -> Entry {
    Entry(country: country, spanish: name, portuguese: "de " + name, english: name)
  }

  private static func place(_ country: String, _ spanish: String, _ portuguese: String, _ english: String) -> Entry {
    Entry(country: country, spanish: spanish, portuguese: portuguese, english: english)
  }

  private static let table: [String: Entry] = [
    "America/Mexico_City": place("MX", "Ciudad de México", "da Cidade do México", "Mexico City"),
    "America/Monterrey": place("MX", "Monterrey"),
    "America/Tijuana": place("MX", "Tijuana"),
    "America/Cancun": place("MX", "Cancún", "de Cancún", "Cancún"),
    "America/Merida": place("MX", "Mérida"),
    "America/Hermosillo": place("MX", "Hermosillo"),
    "America/Chihuahua": place("MX", "Chihuahua"),
    "America/Ciudad_Juarez": place("MX", "Ciudad Juárez"),
    "America/Mazatlan": place("MX", "Mazatlán"),
    "America/Matamoros": place("MX", "Matamoros"),
    "America/Ojinaga": place("MX", "Ojinaga"),
    "America/Bahia_Banderas": place("MX", "Bahía de Banderas"),
    "America/Sao_Paulo": place("BR", "São Paulo"),
    "America/Bahia": place("BR", "Bahía", "da Bahia", "Bahia"),
    "America/Fortaleza": place("BR", "Fortaleza"),
    "America/Recife": place("BR", "Recife", "do Recife", "Recife"),
    "America/Maceio": place("BR", "Maceió"),
    "America/Belem": place("BR", "Belém"),
    "America/Santarem": place("BR", "Santarém"),
    "America/Araguaina": place("BR", "Araguaína"),
    "America/Manaus": place("BR", "Manaos", "de Manaus", "Manaus"),
    "America/Cuiaba": place("BR", "Cuiabá"),
    "America/Campo_Grande": place("BR", "Campo Grande"),
    "America/Porto_Velho": place("BR", "Porto Velho"),
    "America/Boa_Vista": place("BR", "Boa Vista"),
    "America/Rio_Branco": place("BR", "Río Branco", "de Rio Branco", "Rio Branco"),
    "America/Eirunepe": place("BR", "Eirunepé"),
    "America/Noronha": place("BR", "Fernando de Noronha"),
    "America/Argentina/Buenos_Aires": place("AR", "Buenos Aires"),
    "America/Buenos_Aires": place("AR", "Buenos Aires"),
    "America/Argentina/Cordoba": place("AR", "Córdoba"),
    "America/Argentina/Tucuman": place("AR", "Tucumán"),
    "America/Bogota": place("CO", "Bogotá"),
    "America/Santiago": place("CL", "Santiago"),
    "America/Punta_Arenas": place("CL", "Punta Arenas"),
    "Pacific/Easter": place("CL", "Isla de Pascua", "da Ilha de Páscoa", "Easter Island"),
    "America/Lima": place("PE", "Lima"),
    "America/Caracas": place("VE", "Caracas"),
    "America/Guayaquil": place("EC", "Guayaquil"),
    "Pacific/Galapagos": place("EC", "Galápagos", "de Galápagos", "Galápagos"),
    "America/La_Paz": place("BO", "La Paz"),
    "America/Asuncion": place("PY", "Asunción", "de Assunção", "Asunción"),
    "America/Montevideo": place("UY", "Montevideo", "de Montevidéu", "Montevideo"),
    "America/Costa_Rica": place("CR", "Costa Rica", "da Costa Rica", "Costa Rica"),
    "America/Panama": place("PA", "Panamá", "do Panamá", "Panama"),
    "America/Guatemala": place("GT", "Guatemala", "da Guatemala", "Guatemala"),
    "America/El_Salvador": place("SV", "El Salvador"),
    "America/Tegucigalpa": place("HN", "Tegucigalpa"),
    "America/Managua": place("NI", "Managua", "de Manágua", "Managua"),
    "America/Belize": place("BZ", "Belice", "de Belize", "Belize"),
    "America/Havana": place("CU", "La Habana", "de Havana", "Havana"),
    "America/Santo_Domingo": place("DO", "Santo Domingo"),
    "America/Puerto_Rico": place("PR", "Puerto Rico", "de Porto Rico", "Puerto Rico"),
    "America/Port-au-Prince": place("HT", "Puerto Príncipe", "de Porto Príncipe", "Port-au-Prince"),
    "America/New_York": place("US", "Nueva York", "de Nova York", "New York"),
    "America/Chicago": place("US", "Chicago"),
    "America/Denver": place("US", "Denver"),
    "America/Phoenix": place("US", "Phoenix"),
    "America/Los_Angeles": place("US", "Los Ángeles", "de Los Angeles", "Los Angeles"),
    "America/Toronto": place("CA", "Toronto"),
    "America/Vancouver": place("CA", "Vancouver"),
    "Europe/Madrid": place("ES", "Madrid"),
    "Atlantic/Canary": place("ES", "Canarias", "das Canárias", "Canary Islands"),
    "Europe/Lisbon": place("PT", "Lisboa", "de Lisboa", "Lisbon"),
  ]
}
