package import BusinessTime

/// A target as the rules file writes it (`15m`, `4h`), for commands that take one.
package enum TargetText {
  /// Working seconds, or the rest of a sentence that says why not.
  package static func parse(_ text: String) -> Result<WorkingTime, TargetTrouble> {
    do {
      return .success(WorkingTime(seconds: try DurationText.seconds(text, units: .working)))
    } catch {
      return .failure(TargetTrouble(sentence: Cursor.explain(error, text, .working).message))
    }
  }
}

/// Why a text is no target; the sentence begins after the name of what was read.
package struct TargetTrouble: Error, Sendable, Equatable {
  package var sentence: String
}
