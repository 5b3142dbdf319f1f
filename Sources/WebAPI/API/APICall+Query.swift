/// What lists are asked by. An unknown value is an error that names the known ones.
extension APICall {
  /// Rows of a list unless the caller asks for fewer or more.
  static let defaultPage = 50
  /// A page is encoded whole in memory.
  static let mostPage = 200

  static let wrongCursor = Problem.badRequest("cursor takes what next_cursor gave.")

  /// `limit=`: how many rows the page has.
  func pageSize() throws -> Int {
    guard let limit = query("limit") else { return Self.defaultPage }
    guard let number = Int(limit), (1...Self.mostPage).contains(number) else {
      throw Problem.badRequest("limit takes a number from 1 to \(Self.mostPage).")
    }
    return number
  }

  /// One word of ours; nil if it is not asked for.
  func name<T: RawRepresentable<String> & CaseIterable>(_ parameter: String) throws -> T? {
    try query(parameter).map { try Self.parse($0, as: parameter) }
  }

  /// Several, separated by commas; none means all.
  func names<T: RawRepresentable<String> & CaseIterable & Hashable>(_ parameter: String) throws -> Set<T> {
    Set(try (query(parameter) ?? "").split(separator: ",").map { try Self.parse(String($0), as: parameter) })
  }

  private static func parse<T: RawRepresentable<String> & CaseIterable>(_ text: String, as name: String) throws -> T {
    guard let value = T(rawValue: text) else {
      throw Problem.badRequest("\(name) takes one of: \(T.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return value
  }
}
