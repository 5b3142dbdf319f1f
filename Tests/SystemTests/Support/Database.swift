/// Looks into a database by the `sqlite3` command, read-only: nothing of the product is asked.
enum Database {
  struct Refused: Error { var reason: String }

  /// The rows, each as its columns. No value may hold a line break or the separator.
  static func rows(_ path: String, _ sql: String) async throws -> [[Substring]] {
    let finished = try await Shell.run("sqlite3", ["-readonly", "-separator", "\u{1f}", path, sql])
    guard finished.status == 0 else { throw Refused(reason: finished.errors) }
    return finished.output.split(separator: "\n").map {
      $0.split(separator: "\u{1f}", omittingEmptySubsequences: false)
    }
  }

  /// The first column of every row.
  static func texts(_ path: String, _ sql: String) async throws -> Set<String> {
    Set(try await rows(path, sql).map { String($0[0]) })
  }

  static func count(_ path: String, _ sql: String) async throws -> Int {
    Int(try await rows(path, sql).first?.first ?? "") ?? -1
  }

  /// Waits until a count is what it should be. Another process tells us nothing, so it is asked again and again.
  static func wait(
    _ path: String, until wanted: Int, upTo limit: Duration = .seconds(20), _ sql: String
  ) async throws {
    let end = ContinuousClock.now + limit
    var found = try await count(path, sql)
    while found != wanted {
      guard ContinuousClock.now < end else { throw Refused(reason: "\(found) instead of \(wanted): \(sql)") }
      try await Task.sleep(for: .milliseconds(50))
      found = try await count(path, sql)
    }
  }
}
