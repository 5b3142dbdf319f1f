/// No secret, number, name, text or message id in what is logged (`LogWatch` reads it all).
enum I14Quiet: Invariant {
  static let name = "I14"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? { LogWatch.leak }
  static func finally(_ end: Ending, _ ledger: Ledger) -> String? { LogWatch.leak }
}
