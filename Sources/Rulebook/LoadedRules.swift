package import BusinessTime
package import Helpdesk

/// What came of reading a rules file: everything usable, or every reason why not.
package struct LoadedRules: Sendable {
  /// Nil when there is any error: half a set of rules is never used (semantics §6).
  package var rules: RuleSet?
  /// Nil when there is any error.
  package var settings: GatewaySettings?
  /// The calendars in which nothing is wrong, whatever else is: enough for commands that only compute time.
  package var calendars: [String: WorkCalendar]
  /// Errors, in order of their place.
  package var problems: [Problem]
  /// What the file asks for and will not happen, or not for long; in order of their place.
  package var warnings: [Problem]

  package init(
    rules: RuleSet?, settings: GatewaySettings?, calendars: [String: WorkCalendar], problems: [Problem],
    warnings: [Problem]
  ) {
    self.rules = rules
    self.settings = settings
    self.calendars = calendars
    self.problems = problems
    self.warnings = warnings
  }
}
