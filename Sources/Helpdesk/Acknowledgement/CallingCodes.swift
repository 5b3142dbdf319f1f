/// Which country a phone belongs to, for the countries that we have zones for.
enum CallingCodes {
  /// ISO 3166 codes; nil for a prefix that is not in the table. Two share `1`: Canada's numbers and those of the
  /// United States cannot be told apart without a table of area codes.
  static func countries(of phone: String) -> Set<String>? {
    let digits = String(phone.filter { ("0"..."9").contains($0) })
    for length in stride(from: longest, through: 1, by: -1) {
      if let found = table[String(digits.prefix(length))] { return found }
    }
    return nil
  }

  /// The Dominican Republic and Puerto Rico have area codes within `1`.
  private static let longest = 4

  private static let table: [String: Set<String>] = [
    "52": ["MX"], "55": ["BR"], "54": ["AR"], "57": ["CO"], "56": ["CL"], "51": ["PE"], "58": ["VE"],
    "593": ["EC"], "591": ["BO"], "595": ["PY"], "598": ["UY"],
    "501": ["BZ"], "502": ["GT"], "503": ["SV"], "504": ["HN"], "505": ["NI"], "506": ["CR"], "507": ["PA"],
    "509": ["HT"], "53": ["CU"],
    "1809": ["DO"], "1829": ["DO"], "1849": ["DO"], "1787": ["PR"], "1939": ["PR"],
    "1": ["US", "CA"],
    "34": ["ES"], "351": ["PT"],
  ]
}
