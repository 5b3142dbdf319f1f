/// `mode:` of the file or of a policy.
enum ModeSection {
  /// `pilot` promises to send nothing. Until that promise can be kept it is an error: a warning would be read after
  /// the customers have been written to.
  static func read(_ cursor: Cursor) {
    guard cursor.word(of: ["live", "pilot"]) == "pilot" else { return }
    cursor.fail(
      "`mode: pilot` is not supported by this version, which would send messages all the same.",
      hint: "remove `mode`, or write `mode: live`")
  }
}
