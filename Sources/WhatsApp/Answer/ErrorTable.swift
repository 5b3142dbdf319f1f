package import Helpdesk

/// What each of Meta's error codes asks for (whatsapp §5), as data.
///
/// Attempts count the first one: "at most three repeats" is `most: 4`. The seconds are what Meta asks for before the
/// next attempt, where it says so; the sender adds its own growth and jitter.
package enum ErrorTable {
  /// One line of the table.
  package struct Row: Sendable {
    /// One code, or a family of them.
    package var codes: ClosedRange<Int>
    package var remedy: Remedy
    /// When it comes with a 5xx instead: only code 1 means two things.
    package var onServerError: Remedy?
    /// Something is wrong with the configuration or the account: somebody must hear of it.
    package var isAlarm: Bool
  }

  /// The line of a code; nil for one that is not in the table.
  package static func row(of code: Int) -> Row? { rows.first { $0.codes.contains(code) } }

  /// Whether somebody must be told, by the code as outcomes carry it (`131031`, `100.33`).
  package static func isAlarm(code: String) -> Bool {
    let code = code.split(separator: ".").last.flatMap { Int($0) }
    return code.flatMap(row)?.isAlarm ?? false
  }

  package static let rows: [Row] = [
    // The token, the app or the account: nothing of this account can be sent.
    account(0), account(3), account(10), account(190), account(200...299), account(368), account(131_005),
    account(131_031), account(131_042),

    // This number.
    number(33), number(131_037), number(131_045), number(133_010),

    // This template.
    template(132_001), template(132_005), template(132_007), template(132_015, isAlarm: false), template(132_016),

    // Their limits and their troubles: later.
    Row(codes: 1...1, remedy: .giveUp, onServerError: .retry(most: 4, atLeastSeconds: 1), isAlarm: false),
    retry(2, atLeast: 1), retry(4, atLeast: 300), retry(613, atLeast: 60), retry(80_007, atLeast: 300),
    retry(131_000, most: 4, atLeast: 1), retry(131_016, atLeast: 1),
    retry(131_048, most: 3, atLeast: 3600, isAlarm: true), retry(131_053, most: 3, atLeast: 1),
    retry(131_057, atLeast: 60), retry(2_494_100, atLeast: 60), retry(132_069, most: 3, atLeast: 3600),
    retry(133_004, atLeast: 1), retry(134_101, most: 3, atLeast: 600), retry(135_000, most: 2, atLeast: 1),

    // Another path.
    Row(codes: 130_429...130_429, remedy: .slowNumber, onServerError: nil, isAlarm: false),
    Row(codes: 131_056...131_056, remedy: .waitForRecipient, onServerError: nil, isAlarm: false),
    Row(codes: 131_047...131_047, remedy: .useTemplate, onServerError: nil, isAlarm: false),
    Row(codes: 470...470, remedy: .useTemplate, onServerError: nil, isAlarm: false),

    // Never, and somebody must hear of it.
    never(130_497, isAlarm: true), never(131_063, isAlarm: true), never(131_064, isAlarm: true),
    never(132_068, isAlarm: true), never(133_000, isAlarm: true), never(133_005, isAlarm: true),
    never(133_006, isAlarm: true), never(133_008, isAlarm: true), never(133_009, isAlarm: true),
    never(133_015, isAlarm: true), never(133_016), never(134_011, isAlarm: true),
    never(2_388_000...2_388_999, isAlarm: true),

    // Never: this message to this recipient.
    never(100), never(130_403), never(130_472), never(131_008), never(131_009), never(131_021), never(131_026),
    never(131_030), never(131_044), never(131_049), never(131_050), never(131_051), never(131_052), never(131_055),
    never(131_060), never(131_062), never(134_100), never(134_102), never(137_000),
    // Parameters that do not fit: the value's fault here, since definitions are compared when the rules are loaded.
    never(132_000), never(132_008), never(132_012), never(132_018),
  ]

  /// Enough to outlast an hour of their trouble with growing pauses; what no longer matters expires before.
  private static let patience = 10

  private static func account(_ codes: ClosedRange<Int>) -> Row {
    Row(codes: codes, remedy: .openBreaker(.account), onServerError: nil, isAlarm: true)
  }

  private static func account(_ code: Int) -> Row { account(code...code) }

  private static func number(_ code: Int) -> Row {
    Row(codes: code...code, remedy: .openBreaker(.number), onServerError: nil, isAlarm: true)
  }

  private static func template(_ code: Int, isAlarm: Bool = true) -> Row {
    Row(codes: code...code, remedy: .dropTemplate, onServerError: nil, isAlarm: isAlarm)
  }

  private static func retry(
    _ code: Int, most: Int = patience, atLeast seconds: Int64, isAlarm: Bool = false
  ) -> Row {
    Row(codes: code...code, remedy: .retry(most: most, atLeastSeconds: seconds), onServerError: nil, isAlarm: isAlarm)
  }

  private static func never(_ codes: ClosedRange<Int>, isAlarm: Bool = false) -> Row {
    Row(codes: codes, remedy: .giveUp, onServerError: nil, isAlarm: isAlarm)
  }

  private static func never(_ code: Int, isAlarm: Bool = false) -> Row { never(code...code, isAlarm: isAlarm) }
}
