import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The error table")
struct ErrorTableTests {
  private func codes(_ remedy: Remedy) -> [Int] {
    ErrorTable.rows.filter { $0.remedy == remedy }.map(\.codes.lowerBound).sorted()
  }

  @Test("what stops the account, the number, the template")
  func scopes() {
    #expect(codes(.openBreaker(.account)) == [0, 3, 10, 190, 200, 368, 131_005, 131_031, 131_042])
    #expect(ErrorTable.row(of: 299)?.remedy == .openBreaker(.account) && ErrorTable.row(of: 300) == nil)
    #expect(codes(.openBreaker(.number)) == [33, 131_037, 131_045, 133_010])
    #expect(codes(.dropTemplate) == [132_001, 132_005, 132_007, 132_015, 132_016])
  }

  @Test("another path")
  func paths() {
    #expect(codes(.useTemplate) == [470, 131_047])
    #expect(codes(.slowNumber) == [130_429])
    #expect(codes(.waitForRecipient) == [131_056])
  }

  @Test("what is repeated, how often, how far apart")
  func retries() {
    let expected: [Int: (most: Int, seconds: Int64)] = [
      2: (10, 1), 4: (10, 300), 613: (10, 60), 80_007: (10, 300), 131_000: (4, 1), 131_016: (10, 1),
      131_048: (3, 3600), 131_053: (3, 1), 131_057: (10, 60), 2_494_100: (10, 60), 132_069: (3, 3600), 133_004: (10, 1),
      134_101: (3, 600), 135_000: (2, 1),
    ]
    var found: Set<Int> = []
    for row in ErrorTable.rows {
      guard case .retry(let most, let seconds) = row.remedy else { continue }
      let wanted = expected[row.codes.lowerBound]
      #expect(wanted?.most == most && wanted?.seconds == seconds, "\(row.codes)")
      found.insert(row.codes.lowerBound)
    }
    #expect(found == Set(expected.keys))
  }

  @Test("every code that Meta documents has one line, and no two lines overlap")
  func complete() {
    let documented = [
      0, 1, 2, 3, 4, 10, 33, 100, 190, 200, 250, 299, 368, 613, 80_007, 130_403, 130_429, 130_472, 130_497, 131_000,
      131_005, 131_008, 131_009, 131_016, 131_021, 131_026, 131_030, 131_031, 131_037, 131_042, 131_044, 131_045,
      131_047, 131_048, 131_049, 131_050, 131_051, 131_052, 131_053, 131_055, 131_056, 131_057, 131_060, 131_062,
      131_063, 131_064, 132_000, 132_001, 132_005, 132_007, 132_008, 132_012, 132_015, 132_016, 132_018, 132_068,
      132_069, 133_000, 133_004, 133_005, 133_006, 133_008, 133_009, 133_010, 133_015, 133_016, 134_011, 134_100,
      134_101, 134_102, 135_000, 137_000, 2_388_001, 2_388_093, 2_494_100,
    ]
    for code in documented {
      #expect(ErrorTable.rows.count { $0.codes.contains(code) } == 1, "\(code)")
    }
    #expect(ErrorTable.rows.allSatisfy { row in ErrorTable.rows.count { $0.codes.overlaps(row.codes) } == 1 })
    #expect(ErrorTable.row(of: 1)?.onServerError == .retry(most: 4, atLeastSeconds: 1))
    #expect(ErrorTable.row(of: 132_000)?.remedy == .giveUp && ErrorTable.row(of: 131_026)?.remedy == .giveUp)
  }

  @Test("somebody hears of what is wrong with the account, not of what is wrong with a recipient")
  func alarms() {
    for code in ["190", "131031", "131042", "131037", "132001", "131063", "2388001"] {
      #expect(ErrorTable.isAlarm(code: code), "\(code)")
    }
    for code in ["131026", "131047", "131056", "132000", "http_500", "timed_out", "", "99999"] {
      #expect(!ErrorTable.isAlarm(code: code), "\(code)")
    }
  }
}
