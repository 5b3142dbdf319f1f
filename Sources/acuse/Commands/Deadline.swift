import ArgumentParser
import BusinessTime
import Rulebook

/// `acuse deadline`: the same arithmetic as the gateway's, for anybody to check.
struct Deadline: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Prints when a promise made now, or then, is due.")

  @OptionGroup var rules: ConfigOption

  @Option(help: "A calendar of the rules file.")
  var calendar: String

  @Option(help: "RFC 3339, for example 2026-11-20T23:00:00-06:00; - for lines on standard input.")
  var from: String

  @Option(help: "Working time: 15m, 4h, 90s.")
  var target: String

  @Flag(help: "Adds the stretches that were counted and the days that were not.")
  var explain = false

  func run() throws {
    let working = try parsedTarget()
    let calendar = try readCalendar()
    guard from == "-" else { return try answer(from, working, calendar) }
    while let line = readLine() { try answer(line, working, calendar) }
  }

  private func answer(_ from: String, _ target: WorkingTime, _ calendar: WorkCalendar) throws {
    guard let start = RFC3339.parse(from) else {
      throw Complaint.wrongUse("--from takes a time such as 2026-11-20T23:00:00-06:00.")
    }
    guard let due = calendar.deadline(from: start, target: target) else {
      throw Complaint("the calendar \(calendar.name) is not open for that long in any foreseeable time.")
    }
    print(due.rfc3339(in: calendar.zone))
    if explain { print(DeadlineExplanation(calendar.explain(from: start, target: target), zone: calendar.zone).text) }
  }

  /// Only the calendar has to be free of errors: whoever checks arithmetic need not write a whole file.
  private func readCalendar() throws -> WorkCalendar {
    let loaded = try rules.read(try rules.text(), checksSecrets: false)
    if let found = loaded.calendars[calendar] { return found }
    for problem in loaded.problems { StandardError.write("\(problem)\n") }
    let known = loaded.calendars.keys.sorted().joined(separator: ", ")
    throw Complaint.wrongUse("there is no calendar \(calendar) to go by; the rules file has: \(known).")
  }

  private func parsedTarget() throws -> WorkingTime {
    switch TargetText.parse(target) {
    case .success(let time): return time
    case .failure(let trouble): throw Complaint.wrongUse("--target\(trouble.sentence)")
    }
  }
}
