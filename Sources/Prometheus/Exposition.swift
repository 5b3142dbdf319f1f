internal import Gateway

/// Prometheus' text format, version 0.0.4: one line for each sample, after two lines for each family.
enum Exposition {
  static func head(of family: MetricFamily) -> String {
    let type =
      switch family.kind {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    let help = escaped(family.help, quote: false)
    return "# HELP \(family.name) \(help)\n# TYPE \(family.name) \(type)\n"
  }

  /// `clock="promise",state="overdue"`, without braces, in the order of the names.
  static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.sorted { $0.0 < $1.0 }.map { "\($0.0)=\"\(escaped($0.1, quote: true))\"" }.joined(separator: ",")
  }

  static func sample(_ name: String, _ labels: String, _ value: String) -> String {
    labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
  }

  /// Without a fraction where there is none.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int64(exactly: value).map(String.init) ?? "\(value)"
  }

  private static func escaped(_ text: String, quote: Bool) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quote: escaped += "\\\""
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
