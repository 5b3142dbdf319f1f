import BusinessTime
import Testing

@testable import Rulebook

@Suite struct TargetTextTests {
  @Test(
    "targets of the command line are those of the rules file",
    arguments: [("15m", 900), ("4h", 14_400), ("90s", 90), ("0m", 0), ("240h", 864_000)] as [(String, Int64)])
  func targets(text: String, seconds: Int64) throws {
    #expect(try TargetText.parse(text).get() == WorkingTime(seconds: seconds))
  }

  @Test("what is no target is told why", arguments: ["", "m", "-5m", "2d", "15", "1.5h", "1h30m", "5 m", "５m"])
  func refused(text: String) {
    #expect(throws: TargetTrouble.self) { try TargetText.parse(text).get() }
  }
}
