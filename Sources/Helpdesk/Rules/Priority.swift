package enum Priority: String, Sendable, Codable, CaseIterable, Comparable, Hashable {
  case low, normal, high, urgent
  package static func < (a: Self, b: Self) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }
}
