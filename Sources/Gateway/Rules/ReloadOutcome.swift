package import Helpdesk

/// What came of reading the files anew.
package enum ReloadOutcome: Sendable, Equatable {
  /// In force from now on; also if it is the version that was.
  case adopted(RulesVersion, warnings: [String])
  /// Nothing was exchanged; everything that is wrong, a sentence each.
  case refused(problems: [String])
  /// The files are right, and their text could not be made durable.
  case notStored
  /// More wait for their turn than is sensible.
  case busy
  /// This gateway was started without files (the demo).
  case fixed
}
